import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { committedView, placeNames, viewNames } from './witness.ts';

/** A timer of the view fires to the µs; this is more. */
const graceMs = 1;

/** What shoppers see, judged from what web was answered. */
export const ofQueries: readonly ScenarioPromise[] = [
  {
    name: 'own-order',
    kind: 'safety',
    label: 'A shopper sees their own order',
    meaning: 'Whoever has just ordered finds the order in the list, or is told that the list is behind. A list without it would look like an order that got lost.',
    watch: (judge) => ({
      'session.saw': (row) => {
        const { order, has, by, position } = row.data;
        if (order === null) return;
        if (has === true) judge.held();
        else judge.broken(row, `Order ${inWords(order)} was confirmed, and ${placeNames[inWords(by)]}, at position ${inWords(position)}, does not show it.`);
      },
    }),
  },
  {
    name: 'session-goes-forward',
    kind: 'safety',
    label: 'No shopper sees an older state',
    meaning: 'What a shopper is shown is never older than what the same shopper was shown before, whichever view it comes from, nor older than their own order.',
    watch: (judge) => {
      const shown = new Map<unknown, number>();
      const least = new Map<unknown, number>();
      const raise = (of: Map<unknown, number>, key: unknown, position: number) => void of.set(key, Math.max(of.get(key) ?? 0, position));
      return {
        'visit.began': ({ data }) => raise(least, data.visit, shown.get(data.shopper) ?? 0),
        'order.accepted': ({ data }) => raise(least, data.visit, data.position as number),
        'session.saw': (row) => {
          const { visit, shopper, by, position } = row.data;
          const before = least.get(visit) ?? 0;
          if ((position as number) < before) judge.broken(row, `Shopper ${inWords(shopper)} had come to position ${before} and was shown ${placeNames[inWords(by)]} at ${inWords(position)}.`);
          else if (before > 0) judge.held();
          raise(least, visit, position as number);
        },
        'visit.ended': ({ data }) => raise(shown, data.shopper, data.token as number),
      };
    },
  },
  {
    name: 'answers-from-disk',
    kind: 'safety',
    label: 'A query shows what is committed',
    meaning: 'What a query answers stands in that state on the disk of the view: it shows nothing that a crash could take back.',
    watch: (judge) => {
      const onDisk = new Map<unknown, { readonly position: number; readonly says: string }>();
      return {
        'view.committed': (row) => void onDisk.set(row.data.view, committedView(row)),
        'query.answered': (row) => {
          const { view, position, says } = row.data;
          const kept = onDisk.get(view);
          if (kept === undefined ? position === 0 : kept.position === position && kept.says === says) judge.held();
          else judge.broken(row, `${viewNames[inWords(view)]} answered at ${inWords(position)}: ${inWords(says)}. Its disk has ${kept === undefined ? 'nothing' : `${kept.says}, at ${kept.position}`}.`);
        },
      };
    },
  },
  {
    name: 'queries-end',
    kind: 'liveness',
    label: 'Each query ends in its time',
    meaning: 'A query that waits for a view is answered, or is told that the view is behind, when its longest wait is over.',
    watch: (judge) => {
      const waiting = new Map<string, string>();
      const keyOf = (data: { readonly [key: string]: unknown }) => `${String(data.view)} ${String(data.visit)}`;
      const ended = ({ data }: TraceRow) => {
        waiting.delete(keyOf(data));
        judge.paid(keyOf(data));
      };
      return {
        'query.asked': (row) => {
          waiting.set(keyOf(row.data), row.data.view as string);
          judge.owe(keyOf(row.data), (row.data.waitMs as number) + graceMs, row, `The query of visit ${inWords(row.data.visit)} waits still, after ${inWords(row.data.waitMs)} ms.`);
        },
        'query.answered': ended,
        'query.stale': ended,
        // A view whose node stands still keeps no time, and one whose node is down waits no more.
        'node.state': ({ node, data }) => {
          if (data.state !== 'paused' && data.state !== 'down') return;
          for (const [key, view] of waiting) if (view === node && waiting.delete(key)) judge.waive(key);
        },
      };
    },
  },
];
