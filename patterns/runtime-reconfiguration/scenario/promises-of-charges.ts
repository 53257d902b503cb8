import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { Publications, together, whenDown } from './witness.ts';

const dropped: Readonly<Record<string, string>> = { 'connection-closed': 'its connection was closed under it', drained: 'it was thrown out of the queue' };

/** Judged from what the provider was asked, and from how charges ended. */
export const promisesOfCharges: readonly ScenarioPromise[] = [
  {
    name: 'one-version',
    kind: 'safety',
    label: 'Each charge sees one version',
    meaning: 'The address that a charge goes to and the key that it carries were published together, though one is read before the charge is checked and the other after. A new address with an old key is refused by the provider, if all goes well.',
    watch: (judge) => {
      const published = new Publications();
      return together(published.handlers, {
        'provider.asked': (row) => {
          const key = inWords(row.data.key);
          if (published.hasPair(row.node, key)) judge.held();
          else judge.broken(row, `Charge ${inWords(row.data.charge)} came to ${row.node} with ${key}: no revision has the two together.`);
        },
      });
    },
  },
  {
    name: 'nothing-dropped',
    kind: 'safety',
    label: 'A change drops no charge',
    meaning: 'A charge that runs or waits when the settings change ends as it would have without that: its connection stays until it has ended, and a pool that shrinks lets go of nobody. What finds the pool full or the breaker open afterwards is no part of this.',
    watch: (judge) => ({
      'charge.ended': (row) => {
        const how = dropped[inWords(row.data.how)];
        if (how !== undefined) judge.broken(row, `Charge ${inWords(row.data.charge)} failed at ${row.node}: ${how}.`);
        else if (row.data.came !== row.data.now) judge.held();
      },
    }),
  },
  {
    name: 'freed',
    kind: 'liveness',
    label: 'Old connections close in time',
    meaning: 'When a newer connection is in use and the last charge of the old one has ended, the old one is closed within a millisecond. What nobody lets go of adds up with every change.',
    watch: (judge) => {
      const open = new Map<string, { readonly node: string; charges: number }>();
      const inUse = new Map<string, string>(); // the newest of each gateway
      const ofCharge = new Map<string, string>();
      const look = (row: Parameters<typeof judge.broken>[0], id: string) => {
        const connection = open.get(id);
        if (connection === undefined || connection.charges > 0 || inUse.get(connection.node) === id) return;
        judge.owe(id, 1, row, `The last charge with an old connection of ${connection.node} has ended, and it is still open.`);
      };
      return together(
        {
          'parts.are': (row) => {
            const id = inWords(row.data.connection);
            const before = inUse.get(row.node);
            inUse.set(row.node, id);
            if (!open.has(id)) open.set(id, { node: row.node, charges: 0 });
            if (before !== undefined && before !== id) look(row, before);
          },
          'charge.began': ({ node, data }) => {
            const id = inWords(data.connection);
            const connection = open.get(id) ?? { node, charges: 0 };
            connection.charges += 1;
            open.set(id, connection);
            ofCharge.set(`${node} ${inWords(data.op)}`, id);
            judge.waive(id);
          },
          'charge.ended': (row) => {
            const id = ofCharge.get(`${row.node} ${inWords(row.data.op)}`);
            if (id === undefined) return;
            ofCharge.delete(`${row.node} ${inWords(row.data.op)}`);
            const connection = open.get(id);
            if (connection !== undefined) connection.charges -= 1;
            look(row, id);
          },
          'connection.closed': ({ data }) => {
            const id = inWords(data.connection);
            if (inUse.has(id.split('/')[0]!) && open.delete(id)) judge.paid(id);
            judge.held();
          },
        },
        whenDown((node) => {
          for (const [id, connection] of open) {
            if (connection.node !== node) continue;
            judge.waive(id);
            open.delete(id);
          }
          inUse.delete(node);
          for (const key of ofCharge.keys()) if (key.startsWith(`${node} `)) ofCharge.delete(key);
        }),
      );
    },
  },
];
