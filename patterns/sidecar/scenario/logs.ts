import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { Entry } from '../sidecar.tail.ts';
import { spansOf } from './shipper.ts';
import { batchesShown } from './sizes.ts';
import { sumOf, sumOfAll } from './text-sum.ts';

/** Where the lines go: a store that many pods send to. What it has taken is on its disk, and it keeps how far it has each file. */
export function logs(env: Env, sinkMs: number): Process {
  const count = (name: string) => (env.disk.get(name) as number | undefined) ?? 0;
  const show = () => env.show('logs', { lines: count('lines'), twice: count('twice'), missing: count('missing'), batches: count('batches'), marks: (env.disk.get('marks') as string | undefined) ?? '' });
  show();
  return {
    handle: async ({ body }) => {
      const { entries } = body as { readonly entries: readonly Entry[] };
      await env.work(sinkMs);
      const changes: Record<string, Json> = {};
      const reachOf = (file: string) => (changes[`reach of ${file}`] as number | undefined) ?? count(`reach of ${file}`);
      let [fresh, twice, missing] = [0, 0, 0];
      for (const entry of entries) {
        const file = entry.kind === 'gap' ? entry.lastFile : entry.file;
        const isKnown = entry.to !== null && entry.to <= reachOf(file);
        if (entry.kind === 'gap') missing += isKnown ? 0 : (entry.lines ?? 0);
        else if (isKnown) twice += 1;
        else fresh += 1;
        if (!isKnown) changes[`reach of ${file}`] = entry.to ?? entry.from;
      }
      const mark = missing > 0 ? 'g' : fresh === 0 ? 't' : 's';
      const marks = `${(env.disk.get('marks') as string | undefined) ?? ''}${mark}`.slice(-batchesShown);
      env.disk.commit({ ...changes, lines: count('lines') + fresh, twice: count('twice') + twice, missing: count('missing') + missing, batches: count('batches') + 1, marks });
      for (const [kind, times] of [['line.stored', fresh], ['line.again', twice], ['line.lost', missing]] as const) for (let line = 0; line < times; line += 1) env.report(kind);
      const sum = sumOfAll(entries.flatMap((entry) => (entry.kind === 'line' ? [sumOf(entry.text)] : [])));
      env.report('logs.took', { fresh, twice, missing, spans: spansOf(entries), sum });
      show();
    },
  };
}
