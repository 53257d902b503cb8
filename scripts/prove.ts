import { join } from 'node:path';
import { patternSlugs } from '../lib/folders.ts';
import { InputError } from '../simulation/bounds.ts';
import { writeBetween } from './between-marks.ts';
import { main, parseCommandLine, wholeNumber } from './command-line.ts';
import { inThreads } from './prove/in-threads.ts';
import { jobsOf, seedsPerSecond, type Finding, type Shard } from './prove/jobs.ts';
import { proofTable } from './prove/proof-table.ts';
import { root } from './root.mjs';
import { buildWhatIsStale, builtSlugs, loadSimulationFile } from './simulation-of.ts';

const seedsByDefault = 200;
const page = join(root, 'docs', 'proof.md');
const marks = ['<!-- What `npm run prove` found. -->', '<!-- So far. -->'] as const;

/**
 * `npm run prove -- [<slug> …] [--seeds N] [--shard i/n] [--write]`: experiments and breaks over many seeds, in as many threads as there are cores.
 * `--write` puts what was found into the rows of these patterns in docs/proof.md.
 */
await main(async () => {
  const { values, positionals } = parseCommandLine({
    allowPositionals: true,
    options: { seeds: { type: 'string' }, shard: { type: 'string' }, write: { type: 'boolean' } },
  });
  const seeds = values.seeds === undefined ? seedsByDefault : wholeNumber('--seeds', values.seeds, 1, 1_000_000);
  const shard = shardFrom(values.shard ?? '1/1');
  const named = positionals.length > 0 ? [...new Set(positionals)] : undefined;
  if (values.write === true && shard.count > 1) throw new InputError('--write is for all seeds at once: leave out --shard.');
  buildWhatIsStale(named);
  const slugs = named ?? builtSlugs();
  const jobs = slugs.flatMap((slug) => jobsOf(loadSimulationFile(slug).data, seeds, shard));
  const started = performance.now();
  const findings = await inThreads(jobs, progress(jobs.length));
  const failures = report(slugs, findings);
  const runs = findings.reduce((sum, finding) => sum + finding.runs, 0);
  const events = findings.reduce((sum, finding) => sum + finding.events, 0);
  if (values.write === true) writeBetween(page, marks, (before) => proofTable(patternSlugs(), slugs.map((slug) => loadSimulationFile(slug).data), seeds, findings, before));
  console.log(`\n${runs} runs, ${events} events in ${((performance.now() - started) / 1000).toFixed(1)} s; ${failures} did not go as they must.`);
  return failures === 0 ? 0 : 1;
});

function shardFrom(text: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new InputError(`--shard is i/n with i from 1 to n, such as 2/4, got "${text}".`);
}

/** A line that counts the jobs done, on a terminal only. */
function progress(total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (process.stderr.isTTY) process.stderr.write(done === total ? '\r\x1b[K' : `\r${done} of ${total}`);
  };
}

function report(slugs: readonly string[], findings: readonly Finding[]): number {
  let failures = 0;
  for (const slug of slugs) {
    const { data } = loadSimulationFile(slug);
    const own = findings.filter(({ job }) => job.slug === slug);
    console.log(`${slug}\n  ${'experiment or break'.padEnd(44)}${'runs'.padStart(8)}${'failed'.padStart(8)}   seeds a second and core`);
    const row = (name: string, those: readonly Finding[], speed = '') => {
      const runs = those.reduce((sum, finding) => sum + finding.runs, 0);
      const failed = those.flatMap((finding) => finding.failures);
      failures += failed.length;
      console.log(`  ${name.padEnd(44)}${String(runs).padStart(8)}${String(failed.length).padStart(8)}${speed}`);
      for (const failure of failed.slice(0, 3)) console.log(`    ${failure}`);
    };
    for (const { name } of data.experiments) {
      const those = own.filter(({ job }) => job.kind === 'experiment' && job.experiment === name);
      row(name, those, those.length === 0 ? '' : speedText(seedsPerSecond(those)).padStart(26));
    }
    for (const { name } of data.breaks) row(`break ${name}`, own.filter(({ job }) => job.kind === 'break' && job.name === name));
    console.log(`  ${'promise'.padEnd(44)}${'checks'.padStart(16)}`);
    for (const { name } of data.promises) {
      const checks = own.filter(({ job }) => job.kind === 'experiment').reduce((sum, finding) => sum + (finding.checks[name] ?? 0), 0);
      console.log(`  ${name.padEnd(44)}${String(checks).padStart(16)}`);
    }
  }
  return failures;
}

function speedText(speed: number): string {
  return speed < 10 ? speed.toFixed(1) : String(Math.round(speed));
}
