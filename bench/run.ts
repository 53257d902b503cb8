import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Problem, main } from '../scripts/command.mjs';
import { isMet, tableOf, type Bar } from './bar.ts';
import { root } from '../scripts/root.mjs';

type Bench = () => Promise<readonly Bar[]>;

/** Every bench by name: the kernel's, the scenarios', the page's, and one for each pattern's file that has a library beside it. */
function allBenches(): ReadonlyMap<string, () => Promise<{ readonly bench: Bench }>> {
  const file = (...parts: readonly string[]) => () => import(pathToFileURL(join(root, ...parts)).href) as Promise<{ readonly bench: Bench }>;
  const ofPatterns = readdirSync(join(root, 'patterns'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.bench.ts'))
    .map((path) => [path.split(/[\\/]/).at(-1)!.replace('.bench.ts', ''), file('patterns', path)] as const);
  return new Map([...ofPatterns, ['kernel', file('bench', 'kernel', 'kernel.bench.ts')], ['seeds', file('bench', 'seeds.bench.ts')], ['first-load', file('bench', 'first-load.bench.ts')], ['playground', file('bench', 'playground', 'playground.bench.ts')], ['editing', file('bench', 'editing', 'editing.bench.ts')]]);
}

/** `npm run bench -- [name…] [--json] [--check]`: the figures side by side; with --check it fails where a target is missed. */
await main(async () => {
  const benches = allBenches();
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } } });
  const bars: Bar[] = [];
  for (const name of positionals.length > 0 ? positionals : benches.keys()) {
    const load = benches.get(name);
    if (load === undefined) throw new Problem(`There is no bench named ${name}; there are: ${[...benches.keys()].join(', ')}.`);
    if (!values.json) console.error(`Measuring ${name} …`);
    const { bench } = await load();
    bars.push(...(await bench()));
  }
  console.log(values.json ? JSON.stringify(bars.map((bar) => ({ ...bar, met: isMet(bar) })), null, 2) : `\n${tableOf(bars)}`);
  const missed = bars.filter((bar) => !isMet(bar));
  if (values.check && missed.length > 0) throw new Problem(`${missed.length} of ${bars.length} figures missed their target.`);
});
