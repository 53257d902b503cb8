import { inMs, inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import type { Span } from './shipper.ts';
import { bufferLines, pollMs, restMs } from './sizes.ts';
import { linesIn, watchLog } from './witness.ts';

const spansIn = ({ data }: TraceRow) => data.spans as unknown as readonly Span[];

/** The code may do nothing that breaks these. They are judged from what was written to the volume and what reached the sink. */
export const safety: readonly ScenarioPromise[] = [
  {
    name: 'no-hole',
    kind: 'safety',
    label: 'No line is missing unsaid',
    meaning: 'What the sink has of each file is a copy from its start on, in order: whatever comes next joins on, or a gap says that lines were lost there. Lines may come twice.',
    watch: (judge) =>
      watchLog((witness) => ({
        strange: (span, row) => judge.broken(row, `Logs took lines of file ${span.file}, which nobody wrote.`),
        took: (span, kept, before, written, row) => {
          const open = witness().openBefore(kept.file);
          const skipped = linesIn(kept, before, span.from);
          if (skipped > 0) judge.broken(row, `${skipped === 1 ? 'A line' : `${skipped} lines`} of file ${kept.file} never reached logs, and no gap says so: it has the file up to ${before}, and went on at ${span.from}.`);
          else if (open !== undefined) judge.broken(row, `Logs went on with file ${kept.file}, and has file ${open.file} only up to ${open.reach} of ${open.ends.at(-1)!}; no gap says so.`);
          else if (!span.isGap && span.lines !== written) judge.broken(row, `Logs took ${inWords(span.lines)} lines of file ${kept.file} from ${span.from} to ${inWords(span.to)}, where ${written} were written.`);
          else judge.held();
        },
      })),
  },
  {
    name: 'counted-gaps',
    kind: 'safety',
    label: 'A gap says how much is lost',
    meaning: 'Where the shipper drops lines because the volume is nearly full, it says how many, so that somebody can tell a quiet hour from a lost one.',
    watch: (judge) =>
      watchLog(() => ({
        took: (span, kept, _before, written, row) => {
          if (!span.isGap) return;
          if (span.lines === written) judge.held();
          else judge.broken(row, `${written} lines were dropped from file ${kept.file} on, and the gap says ${inWords(span.lines)}.`);
        },
      })),
  },
  {
    name: 'acked-once',
    kind: 'safety',
    label: 'What is acked is not sent again',
    meaning: 'A restart repeats at most the batch that was under way: the checkpoint moves with every acknowledgement, and lies on the volume.',
    watch: (judge) => {
      const reach = new Map<string, number>();
      return {
        'batch.acked': (row) => {
          for (const { file, to, isGap } of spansIn(row)) if (!isGap) reach.set(file, Math.max(reach.get(file) ?? 0, to ?? 0));
        },
        'batch.sent': (row) => {
          const again = spansIn(row).find(({ file, from, isGap }) => !isGap && from < (reach.get(file) ?? 0));
          if (again !== undefined) judge.broken(row, `The shipper sent file ${again.file} from ${again.from} on, of which logs had acknowledged all up to ${reach.get(again.file)!}.`);
          else if (reach.size > 0) judge.held();
        },
        'pod.state': ({ data }) => {
          if (data.state === 'gone') reach.clear();
        },
      };
    },
  },
  {
    name: 'bounded-buffer',
    kind: 'safety',
    label: 'The shipper holds 40 lines at most',
    meaning: 'While the sink does not take them, lines stay in the volume and not in memory: a helper that grows until it is killed takes with it what it held.',
    watch: (judge) => {
      let held = 0;
      return {
        'shipper.read': (row) => {
          held += row.data.lines as number;
          if (held > bufferLines) judge.broken(row, `The shipper held ${held} lines; ${bufferLines} are allowed.`);
          else judge.held();
        },
        'batch.acked': ({ data }) => void (held -= data.lines as number),
        'node.state': ({ node, data }) => {
          if (node === 'shipper' && data.state !== 'slow' && data.state !== 'paused' && data.state !== 'up') held = 0;
        },
      };
    },
  },
  {
    name: 'left-in-peace',
    kind: 'safety',
    label: 'A sink that fails is left in peace',
    meaning: 'After each failure in a row the shipper rests longer before it tries again, up to 3 s; told to stop it tries once more at once, and has then little time to rest. All pods of a shop that try at once keep a sink from getting up.',
    watch: (judge) => {
      let [failures, failedAt, isStopping, mayTry] = [0, 0, false, false];
      /** A batch is packed before it is sent: the shipper may be told to stop between the two. */
      let [begunAt, toldAt] = [0, 0];
      return {
        statechart: ({ at, data }) => {
          if (data.event === 'sent') begunAt = at;
        },
        'batch.failed': ({ at }) => {
          failures += 1;
          failedAt = at;
        },
        'batch.acked': () => void (failures = 0),
        'shipper.told': ({ at }) => {
          isStopping = mayTry = true;
          toldAt = at;
        },
        'shipper.opened': () => void ([failures, isStopping] = [0, false]),
        'batch.sent': (row) => {
          if (failures === 0) return;
          const isTold = isStopping && begunAt >= toldAt;
          if (isTold && mayTry) return void (mayTry = false);
          const rested = row.at - failedAt;
          const owedMs = isTold ? pollMs : restMs(failures) / 2;
          if (rested < owedMs * 1000 - 1) judge.broken(row, `After ${failures === 1 ? 'a failure' : `${failures} failures in a row`} the shipper tried again ${inMs(rested)} later; it has to rest for ${owedMs} ms.`);
          else judge.held();
        },
      };
    },
  },
  {
    name: 'ready-first',
    kind: 'safety',
    label: 'Web serves when its shipper is ready',
    meaning: 'In every pod the shipper has found its place in the log before web begins. A helper that the app needs from its first moment on, as a proxy, is then always there.',
    watch: (judge) => {
      let isReady = false;
      return {
        'pod.state': ({ data }) => {
          if (data.state === 'gone') isReady = false;
        },
        'shipper.opened': () => void (isReady = true),
        'web.serving': (row) => {
          if (isReady) judge.held();
          else judge.broken(row, 'Web began to serve, and its shipper was not ready.');
        },
      };
    },
  },
];
