import { inMs, inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { workSpread } from './sizes.ts';
import { watchLeases } from './witness.ts';

/** Two messages that become free in one moment may be taken in either order, in µs. */
const momentUs = 2_000;

/** The code may do nothing that breaks these. They are judged from what went over the links and what pictures stored. */
export const safety: readonly ScenarioPromise[] = [
  {
    name: 'one-lease',
    kind: 'safety',
    label: 'A message has one lease at a time',
    meaning: 'No message is handed out while a lease of it lasts, and an extension that was granted counts. Work without a lease may go on beside it, and is shown apart.',
    watch: (judge, { leaseMs }) =>
      watchLeases(leaseMs, () => ({
        handed: ({ lease: before }, lease, row) => {
          if (before !== undefined && row.at < before.until) judge.broken(row, `The message of picture ${lease.picture} was handed to ${lease.to}, while the lease of ${before.to} had ${inMs(before.until - row.at)} left.`);
          else judge.held();
        },
      })),
  },
  {
    name: 'one-effect',
    kind: 'safety',
    label: 'A key has one effect at most',
    meaning: 'However often a message is delivered and worked on, its effect is stored once: key and effect are one transaction, and the second finds the key taken.',
    watch: (judge) => {
      const stored = new Map<unknown, unknown>();
      return {
        'effect.stored': (row) => {
          const { picture, by } = row.data;
          if (stored.has(picture)) judge.broken(row, `The thumbnail of picture ${inWords(picture)} was stored by ${inWords(stored.get(picture) as string)}, and again by ${inWords(by)}.`);
          else judge.held();
          stored.set(picture, by);
        },
        'effect.refused': () => judge.held(),
      };
    },
  },
  {
    name: 'nothing-lost',
    kind: 'safety',
    label: 'What is acknowledged has its effect',
    meaning: 'The queue forgets a message when it is acknowledged, so its effect is there by then. Whoever acknowledges first and dies at work has lost it.',
    watch: (judge, { workMs }) => {
      const stored = new Set<unknown>();
      return {
        'effect.stored': ({ data }) => {
          stored.add(data.picture);
          judge.paid(inWords(data.picture));
        },
        'queue.ack': (row) => {
          const { picture, by, done } = row.data;
          if (done !== true) return;
          if (stored.has(picture)) judge.held();
          else judge.owe(inWords(picture), (workMs as number) * (1 + workSpread) + 500, row, `${inWords(by)} acknowledged the message of picture ${inWords(picture)}, and there is no thumbnail of it: the work is lost.`);
        },
      };
    },
  },
  {
    name: 'stale-receipts',
    kind: 'safety',
    label: 'A stale receipt changes nothing',
    meaning: 'Whoever lost its lease can neither acknowledge nor extend nor give back the message, which may be in the hands of another by now.',
    watch: (judge, { leaseMs }) =>
      watchLeases(leaseMs, (witness) => ({
        accepted: (how, lease, row) => {
          if (lease !== undefined) return;
          const { by, picture, message } = row.data;
          const now = witness().messages.get(inWords(message))?.lease;
          const other = now === undefined || now.to === by ? 'which it had no more' : `which ${now.to} had`;
          judge.broken(row, `With the receipt of a lease that was over, ${inWords(by)} had its ${how} accepted for the message of picture ${inWords(picture)}, ${other}.`);
        },
        refused: () => judge.held(),
      })),
  },
  {
    name: 'bounded-deliveries',
    kind: 'safety',
    label: 'Nothing is delivered too often',
    meaning: 'A message is handed out as often as the knob says, whether its consumers failed, crashed or were never heard of again, and from then on it is dead. What is given back unbegun does not count. Else one broken picture keeps all workers busy for ever.',
    watch: (judge, { leaseMs, maxDeliveries }) => {
      const dead = new Set<unknown>();
      return watchLeases(leaseMs, () => ({
        handed: ({ deliveries }, { picture, message }, row) => {
          if (dead.has(message)) judge.broken(row, `The message of picture ${picture} was dead, and was handed out again.`);
          else if (deliveries >= (maxDeliveries as number)) judge.broken(row, `The message of picture ${picture} was handed out ${deliveries + 1} times; ${inWords(maxDeliveries!)} are allowed.`);
          else judge.held();
        },
        ended: (id, _, { kind }) => {
          if (kind === 'queue.buried') dead.add(id);
        },
      }));
    },
  },
  {
    name: 'within-prefetch',
    kind: 'safety',
    label: 'No worker holds more than it may',
    meaning: 'A worker never holds more messages than its prefetch, at work and waiting together. What it holds beyond that idles elsewhere.',
    watch: (judge, { leaseMs, prefetch }) =>
      watchLeases(leaseMs, (witness) => ({
        arrived: ({ to }, row) => {
          const { length } = witness().heldBy(to, row.at);
          if (length > (prefetch as number)) judge.broken(row, `${to} holds ${length} messages; it may hold ${inWords(prefetch!)}.`);
          else judge.held();
        },
      })),
  },
  {
    name: 'oldest-first',
    kind: 'safety',
    label: 'What comes back is near the head',
    meaning: 'Of the messages that are ready, the one that was sent first is handed out first. One that failed does not start again at the end of a long queue.',
    watch: (judge, { leaseMs }) =>
      watchLeases(leaseMs, (witness) => ({
        handed: ({ number, picture }, _, row) => {
          for (const other of witness().messages.values()) {
            if (other.number >= number) break;
            const readyAt = other.lease?.until ?? other.readyAt;
            if (readyAt > row.at - momentUs) continue;
            return judge.broken(row, `The message of picture ${picture} was handed out, while that of picture ${other.picture}, which was sent before it, has been ready for ${inMs(row.at - readyAt)}.`);
          }
          judge.held();
        },
      })),
  },
  {
    name: 'conserved',
    kind: 'safety',
    label: 'Every message is accounted for',
    meaning: 'What was sent is ready, resting, leased, acknowledged or a dead letter: nothing disappears, and nothing is there twice.',
    watch: (judge) => {
      let [taken, acked, buried] = [0, 0, 0];
      return {
        'queue.taken': () => void (taken += 1),
        'queue.ack': ({ data }) => void (acked += Number(data.done)),
        'queue.buried': () => void (buried += 1),
        'queue.counted': (row) => {
          const { ready, delayed, leased } = row.data as { ready: number; delayed: number; leased: number };
          if (ready + delayed + leased === taken - acked - buried) judge.held();
          else judge.broken(row, `${taken} messages were sent, ${acked} acknowledged and ${buried} buried; of the other ${taken - acked - buried} the queue has ${ready + delayed + leased}.`);
        },
      };
    },
  },
  {
    name: 'leaves-nothing',
    kind: 'safety',
    label: 'Whoever leaves holds nothing',
    meaning: 'A worker that is told to stop ends what it has begun and gives back the rest, so nobody has to wait for a lease to run out.',
    watch: (judge, { leaseMs }) =>
      watchLeases(leaseMs, () => ({}), (witness) => ({
        'worker.left': (row) => {
          const [first, ...others] = witness.heldBy(row.node, row.at);
          if (first === undefined) judge.held();
          else judge.broken(row, `${row.node} has left with the message of picture ${first.picture}${others.length > 0 ? ` and ${others.length} more` : ''}, for which others wait ${inMs(first.until - row.at)}.`);
        },
      })),
  },
];
