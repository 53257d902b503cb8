import { inMs, inWords, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { attemptMs, backOffMs, deadlineMs, restAfterMs, workers } from './sizes.ts';
import { calm, watchItems, type Known } from './witness.ts';

/** How long a look may take where nothing is at fault, with all that it creates, in ms. */
const lookMs = 700;
/** How long after a fault all containers are back at the latest, in ms. */
const backMs = backOffMs[1] + 1_500;

/** From the creation of a job to its end, and from that to the next job of its item or its ending, where nothing is at fault, in ms. */
function stepsMs(knobs: Knobs, attempt: number): { readonly runMs: number; readonly nextMs: number } {
  const { parallelism, pollMs, restMs } = knobs as Record<string, number>;
  return { runMs: attemptMs(knobs) * Math.ceil(parallelism! / workers.length), nextMs: restAfterMs(restMs!, attempt) + 2 * (pollMs! + lookMs) };
}

/** These must happen within their time. */
export const liveness: readonly ScenarioPromise[] = [
  {
    name: 'places-filled',
    kind: 'liveness',
    label: 'A look fills all free places',
    meaning: 'While fewer are in hand than may be, the items that have waited longest have a job within one pause and one look, as many as there are places; even by a manager that has just started and remembers nothing. So a backlog grows only where more comes than the places can take.',
    watch: (judge, { parallelism, pollMs }) => {
      const withinMs = (pollMs as number) + lookMs;
      const owed = new Set<string>();
      let isRunning = false;
      /** After a fault: a container that it ended starts again when its pod tries next. */
      let extraMs = 0;
      const { state, handlers } = calm((isCalm) => {
        judge.waiveAll();
        owed.clear();
        if (!isCalm) extraMs = backMs;
      });
      return watchItems(
        (witness) => ({
          changed: (row) => {
            const { pending, inHand } = witness().standing;
            const free = Math.max(0, (parallelism as number) - inHand);
            const due = state.isCalm && isRunning ? pending.slice(0, free) : [];
            for (const item of owed) {
              if (due.includes(item)) continue;
              judge[row.kind === 'job.created' && row.data.item === item ? 'paid' : 'waive'](item);
              owed.delete(item);
            }
            for (const item of due) {
              if (owed.has(item)) continue;
              judge.owe(item, withinMs + extraMs, row, `${item} is pending and ${inHand} are in hand, where ${inWords(parallelism!)} may be, and for ${inMs((withinMs + extraMs) * 1_000)} no job was created for it.`);
              owed.add(item);
            }
          },
        }),
        {
          ...handlers,
          'manager.started': () => void (isRunning = true),
        },
      );
    },
  },
  {
    name: 'every-item-ends',
    kind: 'liveness',
    label: 'What was begun ends, done or failed',
    meaning: 'While nothing is at fault, each job ends in its time, and after it its item has an ending, or rests and has the next job. So none is forgotten halfway.',
    watch: (judge, knobs) => {
      const open = new Map<string, Known>();
      /** After a fault: a container that it ended starts again when its pod tries next. */
      let lateMs = 0;
      const { state, handlers } = calm((isCalm, row) => {
        judge.waiveAll();
        if (!isCalm) lateMs = backMs;
        if (isCalm) for (const known of open.values()) owe(known, row, deadlineMs + lateMs);
      });
      const owe = ({ item, attempts, active }: Known, row: TraceRow, extraMs: number) => {
        const { runMs, nextMs } = stepsMs(knobs, attempts);
        const withinMs = (active.size > 0 ? runMs : nextMs) + extraMs;
        const missing = active.size > 0 ? 'it has not ended' : 'there is neither an ending nor another';
        judge.owe(item, withinMs, row, `${inMs(withinMs * 1_000)} after job ${attempts} of ${item} was ${active.size > 0 ? 'created' : 'over'}, ${missing}.`);
      };
      const step = (known: Known, row: TraceRow) => {
        judge.paid(known.item);
        open.set(known.item, known);
        if (state.isCalm) owe(known, row, lateMs);
      };
      return watchItems(
        (witness) => ({
          changed: (row) => {
            const known = witness().items.get(row.data.item as string)!;
            const isOver = known.ending !== undefined || !known.isListed;
            if (isOver && open.delete(known.item)) judge[known.ending === undefined ? 'waive' : 'paid'](known.item);
            else if (!isOver && (row.kind === 'job.created' || row.kind === 'job.ended')) step(known, row);
          },
        }),
        handlers,
      );
    },
  },
];
