import type { Break, ScenarioData } from '../../simulation/scenario.ts';
import type { RunInput, Verdict } from '../../simulation/run.ts';

/** A piece of work for one thread: some seeds of one experiment, or one break. */
export type Job = { readonly slug: string; readonly experiment: string } & (
  | { readonly kind: 'experiment'; readonly seeds: readonly number[] }
  | { readonly kind: 'break'; readonly name: string }
);

/** What a job found, as plain data that crosses threads. */
export interface Finding {
  readonly job: Job;
  readonly runs: number;
  /** How long its thread took for them, in ms of real time. */
  readonly tookMs: number;
  readonly events: number;
  /** Per promise, how often it was exercised over all runs. */
  readonly checks: Readonly<Record<string, number>>;
  /** One sentence for each run that did not go as it must. */
  readonly failures: readonly string[];
}

const seedsPerJobByDefault = 20;

/** Which of `count` shards, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The jobs of one pattern: `seeds` seeds of every experiment from its curated seed on, and every break. A shard takes every n-th seed. */
export function jobsOf({ slug, experiments, breaks }: ScenarioData, seeds: number, { index, count }: Shard, seedsPerJob = seedsPerJobByDefault): Job[] {
  const jobs: Job[] = [];
  for (const { name, seed } of experiments) {
    const mine = Array.from({ length: seeds }, (_, offset) => seed + offset).filter((_, offset) => offset % count === index - 1);
    for (let start = 0; start < mine.length; start += seedsPerJob) {
      jobs.push({ slug, experiment: name, kind: 'experiment', seeds: mine.slice(start, start + seedsPerJob) });
    }
  }
  const own = breaks.filter((_, offset) => offset % count === index - 1);
  return [...jobs, ...own.map(({ name, experiment }): Job => ({ slug, experiment, kind: 'break', name }))];
}

export const inputOfBreak = ({ experiment, seed, mutant, knobs = {}, faults }: Break): RunInput => ({
  experiment,
  seed,
  knobs,
  ...(mutant === undefined ? {} : { mutant }),
  ...(faults === undefined ? {} : { faults }),
});

/** How many seeds one core runs in a second of real time. */
export function seedsPerSecond(findings: readonly Finding[]): number {
  const sum = (of: (finding: Finding) => number) => findings.reduce((total, finding) => total + of(finding), 0);
  return (sum(({ runs }) => runs) / sum(({ tookMs }) => tookMs)) * 1000;
}

/** Does a job with a simulation's own `judge`. */
export function doJob(job: Job, data: ScenarioData, judge: (input: RunInput) => Verdict): Finding {
  const checks: Record<string, number> = {};
  const failures: string[] = [];
  const startedAt = performance.now();
  let events = 0;
  const run = (input: RunInput) => {
    const verdict = judge(input);
    events += verdict.events;
    for (const promise of verdict.promises) checks[promise.name] = (checks[promise.name] ?? 0) + promise.checks;
    return verdict;
  };
  if (job.kind === 'experiment') {
    for (const seed of job.seeds) {
      const { status, violation, stop } = run({ experiment: job.experiment, seed, knobs: {} });
      if (status !== 'ended') failures.push(`${job.experiment}, seed ${seed}: ${violation === undefined ? stop?.what : `${violation.promise}: ${violation.what}`}`);
    }
    return { job, runs: job.seeds.length, tookMs: performance.now() - startedAt, events, checks, failures };
  }
  const broken = data.breaks.find(({ name }) => name === job.name)!;
  const { violation, status } = run(inputOfBreak(broken));
  if (violation?.promise !== broken.promise) {
    failures.push(`break ${broken.name}, seed ${broken.seed}: ${broken.promise} should break, but the run ${violation === undefined ? status : `broke ${violation.promise}: ${violation.what}`}`);
  }
  return { job, runs: 1, tookMs: performance.now() - startedAt, events, checks, failures };
}
