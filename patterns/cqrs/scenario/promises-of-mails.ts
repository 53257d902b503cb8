import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { committed, committedView } from './witness.ts';

/** What holds of the effect of a view: judged from what it asked mail for, and from the commits on its disk. */
export const ofMails: readonly ScenarioPromise[] = [
  {
    name: 'each-order-mailed',
    kind: 'safety',
    label: 'Each order is mailed',
    meaning: 'When the order list has come past an order, a mail about it has been asked for, at least once: through crashes, and while the list is rebuilt.',
    watch: (judge) => {
      const unasked = new Map<unknown, number | null>();
      return {
        'event.committed': (row) => {
          const { position, type, order } = committed(row);
          if (type === 'ordered') unasked.set(position, order);
        },
        'mail.asked': ({ data }) => void unasked.delete(data.position),
        'view.committed': (row) => {
          const { view, position } = committedView(row);
          if (view !== 'order-list') return;
          const [missed] = unasked;
          if (missed === undefined || (missed[0] as number) > position) judge.held();
          else judge.broken(row, `The list has come to ${position}, past order ${inWords(missed[1])} at ${inWords(missed[0] as number)}, and asked for no mail about it.`);
        },
      };
    },
  },
];
