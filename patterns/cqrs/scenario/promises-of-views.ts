import { inWords, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { deliveryTimeoutMs } from './sizes.ts';
import { Fold, committed, committedView, viewNames } from './witness.ts';

/** For the way there and back, a delivery that is made again, and the start of a process, in ms. */
const slackMs = 3_000;
/** The greatest factor of a slow node. A commit that began on one takes so many times as long, though the fault be over. */
const greatestFactor = 20;
/** How long a view that is behind may stand where it is. A rebuild holds it up for a few reads. */
const movesWithinMs = (knobs: Knobs) => 2 * ((knobs.pollMs as number) + (knobs.commitMs as number)) + slackMs;
/** What a batch takes: the way there and back and its commit, and a second delivery where the first waits in vain for that. */
const batchWithinMs = (commitMs: number, pollMs: number) => commitMs + 20 + (commitMs + 20 < deliveryTimeoutMs ? 0 : deliveryTimeoutMs + pollMs);
/** How long a view may take to the end of a log that does not grow. A batch may be under way already, of which the log knows nothing. */
function endsWithinMs(knobs: Knobs, lag: number): number {
  const [batch, commitMs, pollMs] = [knobs.batch as number, knobs.commitMs as number, knobs.pollMs as number];
  return (Math.ceil(lag / batch) + 1) * batchWithinMs(commitMs, pollMs) + pollMs + (knobs.rebuild === true ? 2_000 : 1_000);
}

/** What holds of the views, judged from what was committed on their disks. */
export const ofViews: readonly ScenarioPromise[] = [
  {
    name: 'counted-once',
    kind: 'safety',
    label: 'Each event counts once in a view',
    meaning: 'What a view has come past is not applied to it again, however often it is delivered. Where a delivery brings nothing else, nothing is committed.',
    watch: (judge) => {
      const positions = new Map<string, number>();
      const came = new Map<string, number>();
      return {
        'delivery.came': ({ data }) => {
          const view = data.view as string;
          if ((data.first as number) <= (came.get(view) ?? 0)) judge.held();
          came.set(view, Math.max(came.get(view) ?? 0, data.last as number));
        },
        'view.committed': (row) => {
          const { view, position, first, isNew } = committedView(row);
          const before = positions.get(view) ?? 0;
          if (!isNew && first !== null && first <= before) judge.broken(row, `${viewNames[view]} was at ${before} and counted event ${first} again.`);
          else if (!isNew && position <= before) judge.broken(row, `${viewNames[view]} was at ${before} and was committed again at ${position}, though nothing new had come.`);
          positions.set(view, position);
        },
        // What came and was not committed is new once more.
        'node.state': ({ node, data }) => {
          if (data.state === 'down') came.set(node, positions.get(node) ?? 0);
        },
      };
    },
  },
  {
    name: 'view-is-its-events',
    kind: 'safety',
    label: 'A view is what its events make of it',
    meaning: 'At every commit a view says what all events up to its position say, and no other ones. Here they are reckoned up a second time, apart from the code.',
    watch: (judge) => {
      const fold = new Fold();
      return {
        'event.committed': (row) => fold.add(committed(row)),
        'view.committed': (row) => {
          const { view, position, says } = committedView(row);
          const should = fold.says(view, position);
          if (says === should) judge.held();
          else judge.broken(row, `${viewNames[view]} says at ${position}: ${says}. The events up to there say: ${should}.`);
        },
      };
    },
  },
  {
    name: 'never-back',
    kind: 'safety',
    label: 'No view goes back',
    meaning: 'The position of a view only grows, through crashes and while it is rebuilt: nobody sees a half-built one.',
    watch: (judge) => {
      const positions = new Map<string, number>();
      return {
        'view.committed': (row) => {
          const { view, position } = committedView(row);
          const before = positions.get(view) ?? 0;
          if (position < before) judge.broken(row, `${viewNames[view]} was at ${before} and is at ${position}.`);
          else judge.held();
          positions.set(view, position);
        },
      };
    },
  },
  {
    name: 'no-second-mail',
    kind: 'safety',
    label: 'A rebuild writes no mails',
    meaning: 'A mail is asked for while its order is new to the list. For orders that the list counts already, nobody gets another one.',
    watch: (judge) => {
      let position = 0;
      return {
        'view.committed': (row) => {
          if (row.data.view === 'order-list') position = row.data.position as number;
        },
        'mail.asked': (row) => {
          if ((row.data.position as number) > position) judge.held();
          else judge.broken(row, `A mail for order ${inWords(row.data.order)} was asked for, which the list had counted long before.`);
        },
      };
    },
  },
  {
    name: 'moves-on',
    kind: 'liveness',
    label: 'A view that is behind moves on',
    meaning: `While nothing is wrong, a view that lacks events comes further within two polls, two commits and ${slackMs / 1000} s.`,
    watch: (judge, knobs) => {
      const positions: Record<string, number> = { 'order-list': 0, stock: 0 };
      const owed = new Set<string>();
      let head = 0;
      let isTroubled = false;
      const owe = (view: string, row: Parameters<typeof judge.broken>[0], longerMs = 0) => {
        if (isTroubled || owed.has(view) || positions[view]! >= head) return;
        owed.add(view);
        judge.owe(view, movesWithinMs(knobs) + longerMs, row, `${viewNames[view]} stands at ${positions[view]}, and the log is longer.`);
      };
      return {
        'event.committed': (row) => {
          head = row.data.position as number;
          for (const view of Object.keys(positions)) owe(view, row);
        },
        'view.committed': (row) => {
          const { view, position } = committedView(row);
          const hasMoved = position > positions[view]!;
          positions[view] = position;
          if (!hasMoved || !owed.delete(view)) return;
          judge.paid(view);
          owe(view, row);
        },
        'fault.applied': () => {
          isTroubled = true;
          owed.clear();
          judge.waiveAll();
        },
        'faults.over': (row) => {
          isTroubled = false;
          for (const view of Object.keys(positions)) owe(view, row, greatestFactor * (knobs.commitMs as number));
        },
      };
    },
  },
  {
    name: 'comes-to-end',
    kind: 'liveness',
    label: 'Views come to the end',
    meaning: 'While nothing is wrong and no more is written, each view comes to the last event: within a poll, a commit for each batch that it lacks and one more, and 1 s; 2 s where the list is rebuilt.',
    watch: (judge, knobs) => {
      const positions: Record<string, number> = { 'order-list': 0, stock: 0 };
      let head = 0;
      let isTroubled = false;
      const owe = (row: Parameters<typeof judge.broken>[0], longerMs = 0) => {
        if (isTroubled) return;
        for (const [view, position] of Object.entries(positions)) {
          if (position < head) judge.owe(view, endsWithinMs(knobs, head - position) + longerMs, row, `${viewNames[view]} has not come to event ${head}, the last one.`);
        }
      };
      return {
        'event.committed': (row) => {
          head = row.data.position as number;
          owe(row);
        },
        'view.committed': (row) => {
          const { view, position } = committedView(row);
          positions[view] = position;
          if (position >= head) judge.paid(view);
        },
        'fault.applied': () => {
          isTroubled = true;
          judge.waiveAll();
        },
        // Behind a commit that goes on slowly, deliveries have piled up: each may take one of its own.
        'faults.over': (row) => {
          isTroubled = false;
          owe(row, slackMs + 2 * greatestFactor * (knobs.commitMs as number));
        },
      };
    },
  },
];
