import { inMs, inWords, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { attemptMs, backOffMs, deadlineMs, restAfterMs, workers } from './sizes.ts';
import { calm, watchItems, type Known } from './witness.ts';

/** How long a look may take where nothing is at fault, with all that it creates, in ms. */
const lookMs = 700;
/** How long after a fault all containers are back at the latest, in ms. */
const backMs = backOffMs[1] + 1_500;

/** How long all attempts at one item take at most where nothing is at fault, in ms. */
function endsWithinMs(knobs: Knobs): number {
  const { backoffLimit, parallelism, pollMs, restMs } = knobs as Record<string, number>;
  const turns = Math.ceil(parallelism! / workers.length);
  let total = 0;
  for (let attempt = 1; attempt <= backoffLimit! + 1; attempt += 1) total += attemptMs(knobs) * turns + 2 * (pollMs! + lookMs) + restAfterMs(restMs!, attempt);
  return total;
}

/** These must happen within their time. */
export const liveness: readonly ScenarioPromise[] = [
  {
    name: 'places-filled',
    kind: 'liveness',
    label: 'A free place is filled at a look',
    meaning: 'While items are pending and fewer are in hand than may be, a job is created within one pause and one look; also by a manager that has just started and remembers nothing. So a backlog grows only where more comes than the places can take.',
    watch: (judge, { parallelism, pollMs }) => {
      const withinMs = (pollMs as number) + lookMs;
      let [isOwed, isRunning] = [false, false];
      /** After a fault: a container that it ended starts again when its pod tries next. */
      let extraMs = 0;
      const { state, handlers } = calm((isCalm) => {
        judge.waiveAll();
        isOwed = false;
        if (!isCalm) extraMs = backMs;
      });
      const settle = (how: 'paid' | 'waive') => {
        if (isOwed) judge[how]('place');
        isOwed = false;
      };
      return watchItems(
        (witness) => ({
          changed: (row) => {
            const { pending, inHand } = witness().standing;
            if (row.kind === 'job.created') settle('paid');
            if (!state.isCalm || !isRunning || pending === 0 || inHand >= (parallelism as number)) return settle('waive');
            if (isOwed) return;
            judge.owe('place', withinMs + extraMs, row, `${pending === 1 ? 'An item is' : `${pending} items are`} pending and ${inHand} in hand, where ${inWords(parallelism!)} may be, and for ${inMs((withinMs + extraMs) * 1_000)} no job was created.`);
            isOwed = true;
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
    meaning: 'While nothing is at fault, an item that has had a job ends within the time that its attempts and its rests take, and the record says how. None is forgotten halfway.',
    watch: (judge, knobs) => {
      const { state, handlers } = calm((isCalm, row) => {
        judge.waiveAll();
        if (isCalm) for (const known of open.values()) owe(known, row, deadlineMs + backMs);
      });
      const open = new Map<string, Known>();
      const owe = ({ item, attempts }: Known, row: TraceRow, extraMs: number) => {
        const withinMs = endsWithinMs(knobs) + extraMs;
        judge.owe(item, withinMs, row, `${item} was begun, ${attempts === 1 ? 'one attempt was' : `${attempts} attempts were`} made, and ${inMs(withinMs * 1_000)} later the record does not say how it ended.`);
      };
      return watchItems(
        () => ({
          created: (known, _, row) => {
            if (open.has(known.item) || known.ending !== undefined) return;
            open.set(known.item, known);
            if (state.isCalm) owe(known, row, 0);
          },
          changed: ({ kind, data }) => {
            const item = data.item as string;
            if (kind !== 'ending.kept' && kind !== 'item.unlisted') return;
            if (open.delete(item)) judge[kind === 'ending.kept' ? 'paid' : 'waive'](item);
          },
        }),
        handlers,
      );
    },
  },
];
