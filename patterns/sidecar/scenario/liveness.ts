import { inMs, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { batchMs, drainMs as allowedMs, patienceMs, pollMs } from './sizes.ts';
import { watchLog, Weather, type Witness } from './witness.ts';

/** How many lines a second the sink can take. */
const shipRate = ({ batchLines, sinkMs }: Knobs) => ((batchLines as number) * 1000) / batchMs(batchLines as number, sinkMs as number);
/** What a send that is under way, and the longest rest after it, take, in ms. */
const delayMs = ({ flushMs }: Knobs) => (flushMs as number) + 2 * pollMs + patienceMs + 3_000 + 500;

/** How long the lines that are left take at most to be shipped, in ms. */
const drainMs = (knobs: Knobs, lines: number) => (lines * 1500) / shipRate(knobs) + 4 * batchMs(knobs.batchLines as number, knobs.sinkMs as number) + patienceMs + 500;

/** These must happen within their time. */
export const liveness: readonly ScenarioPromise[] = [
  {
    name: 'drains',
    kind: 'liveness',
    label: 'The backlog drains',
    meaning: 'While nothing is at fault, and the sink takes more than web writes, each line is at the sink, or said to be lost, within the time that the lines before it take.',
    watch: (judge, knobs) => {
      const spareRate = shipRate(knobs) - (knobs.work === 'job' ? 12 : 1.25 * (knobs.arrivals as number));
      let owed: { readonly file: string; readonly to: number } | undefined;
      let isStopping = false;
      const waive = () => {
        owed = undefined;
        judge.waiveAll();
      };
      const weather = new Weather(() => {
        if (!weather.isCalm || !weather.isOpen || !weather.isAlive) waive();
      });
      return watchLog(
        (witness: () => Witness) => ({
          written: ({ file }, to, row) => {
            if (owed !== undefined || isStopping || !weather.isCalm || !weather.isOpen || !weather.isAlive || spareRate < 1) return;
            owed = { file, to };
            const withinMs = delayMs(knobs) + (witness().missing * 1000) / spareRate;
            judge.owe('line', withinMs, row, `A line was written, nothing was at fault, and ${inMs(withinMs * 1000)} later it was neither at logs nor in a gap.`);
          },
          took: () => {
            if (owed === undefined || (witness().files.get(owed.file)?.reach ?? 0) < owed.to) return;
            owed = undefined;
            judge.paid('line');
          },
          pod: (state) => {
            isStopping = state === 'stopping' || state === 'gone';
            if (isStopping) waive();
          },
        }),
        weather.handlers,
      );
    },
  },
  {
    name: 'stop-loses-nothing',
    kind: 'safety',
    label: 'A stop loses no line',
    meaning: 'Web is told to stop first, and the shipper when web has ended. So it ships the last line too before the pod is gone, where the sink is up and the grace is long enough for what is left.',
    watch: (judge, knobs) => {
      let isFair = false;
      const weather = new Weather(() => {
        if (!weather.isCalm) isFair = false;
      });
      return watchLog(
        (witness: () => Witness) => ({
          pod: (state, ending, row: TraceRow) => {
            const { missing } = witness();
            if (state === 'stopping') isFair = ending !== 'evicted' && weather.isCalm && weather.isAlive && weather.isOpen && allowedMs(knobs) > drainMs(knobs, missing + 10);
            if (state !== 'gone' || !isFair) return;
            isFair = false;
            if (missing === 0) judge.held();
            else judge.broken(row, `The pod is gone, and with it ${missing === 1 ? 'a line that never' : `${missing} lines that never`} reached logs.`);
          },
        }),
        weather.handlers,
      );
    },
  },
  {
    name: 'job-ends',
    kind: 'liveness',
    label: 'A pod ends when its job does',
    meaning: 'When the container that does the work has ended with code 0, the helper is told to stop, and the pod is complete within its grace. A helper that is one of the apps keeps it alive for ever.',
    watch: (judge, { graceMs }) => ({
      'job.done': (row) => judge.owe('pod', (graceMs as number) + 500, row, `The job has ended, and ${inMs(((graceMs as number) + 500) * 1000)} later its pod is still there: somebody pays for it, and waits for it.`),
      'pod.state': ({ data }) => {
        if (data.state === 'gone') judge.paid('pod');
      },
    }),
  },
];
