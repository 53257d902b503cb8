import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { committed } from './witness.ts';

/** What holds of the log, judged from what was committed on the disk of orders. */
export const ofRecords: readonly ScenarioPromise[] = [
  {
    name: 'nothing-sold-twice',
    kind: 'safety',
    label: 'Nothing is sold twice',
    meaning: 'Of each item, never more pieces are ordered than there were. Whoever reckons it up from the log, order for order, never comes below zero.',
    watch: (judge) => {
      const left = new Map<string, number>();
      return {
        'event.committed': (row) => {
          const { type, item, count, order } = committed(row);
          const change = { stocked: count ?? 0, ordered: -1, cancelled: 1 }[type] ?? 0;
          const now = (left.get(item) ?? 0) + change;
          left.set(item, now);
          if (now < 0) judge.broken(row, `Order ${inWords(order)} was accepted, and there was no ${item} left: ${-now} more sold than there were.`);
          else if (type === 'ordered') judge.held();
        },
      };
    },
  },
  {
    name: 'decided-on-all',
    kind: 'safety',
    label: 'Decided on all that came before',
    meaning: 'Each command is decided on every event that stands before its own in the stream. For one version of a stream at most one command is accepted.',
    watch: (judge) => {
      const decidedOn = new Map<unknown, number>();
      return {
        'command.decided': ({ data }) => void decidedOn.set(data.command, data.on as number),
        'event.committed': (row) => {
          const { command, stream, version } = committed(row);
          const on = decidedOn.get(command);
          if (on === undefined) return;
          if (on === version - 1) judge.held();
          else judge.broken(row, `“${inWords(command)}” was decided on version ${on} of ${stream}, and its event stands after version ${version - 1}.`);
        },
      };
    },
  },
  {
    name: 'carried-out-once',
    kind: 'safety',
    label: 'Each command is carried out once',
    meaning: 'However often a command arrives, its event stands in the log once. What a shopper was told is ordered stands there.',
    watch: (judge) => {
      const inLog = new Set<unknown>();
      return {
        'event.committed': (row) => {
          const { command } = committed(row);
          if (command === null) return;
          if (inLog.has(command)) judge.broken(row, `“${command}” was carried out a second time.`);
          inLog.add(command);
        },
        'command.known': () => judge.held(),
        'order.accepted': (row) => {
          if (inLog.has(`order ${inWords(row.data.order)}`)) judge.held();
          else judge.broken(row, `Order ${inWords(row.data.order)} was confirmed and is not in the log.`);
        },
      };
    },
  },
];
