import { inMs, inWords, momentMs, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { patienceMs, restMs, waitMs, workSpread } from './sizes.ts';
import { keyOf, watchLeases, type Lease } from './witness.ts';

/** A timer may be this late, in ms. */
const lateMs = 5;

/** How long all deliveries of one message take at most where nothing is at fault, in ms. */
function endsWithinMs({ leaseMs, maxDeliveries, prefetch, workMs }: Knobs): number {
  const turnMs = ((workMs as number) * (1 + workSpread) + 150) * ((prefetch as number) + 1);
  let rest = 0;
  for (let delivery = 1; delivery < (maxDeliveries as number); delivery += 1) rest += restMs(delivery);
  return (leaseMs as number) + (maxDeliveries as number) * turnMs + rest + 1_000;
}

/** Tells whether nothing is at fault: from the start to the first fault, and from when the last is over. */
function calm(changed: (isCalm: boolean, row: TraceRow) => void) {
  const state = { isCalm: true };
  const set = (isCalm: boolean) => (row: TraceRow) => {
    state.isCalm = isCalm;
    changed(isCalm, row);
  };
  return { state, handlers: { 'fault.applied': set(false), 'faults.over': set(true) } };
}

/** These must happen within their time. */
export const liveness: readonly ScenarioPromise[] = [
  {
    name: 'lease-kept',
    kind: 'liveness',
    label: 'A living worker keeps its lease',
    meaning: 'While nothing is at fault and leases are extended, none runs out in the hands of a worker, however long the work takes. Else a second worker begins the same work.',
    watch: (judge, { heartbeat, leaseMs }) => {
      /** Deliveries that nothing has held up on their way. */
      const calmly = new Set<string>();
      const { state, handlers } = calm(() => {
        calmly.clear();
        judge.waiveAll();
      });
      if (heartbeat !== true) return {};
      const owe = (lease: Lease, until: number, row: TraceRow) => {
        if (calmly.has(lease.key)) judge.owe(lease.key, (until - row.at) / 1000, row, `The lease of picture ${lease.picture} ran out while ${lease.to} held it.`);
      };
      return watchLeases(
        leaseMs,
        () => ({
          handed: (_, { key }) => {
            if (state.isCalm) calmly.add(key);
          },
          arrived: (lease, row) => owe(lease, lease.until, row),
          accepted: (how, lease, row) => {
            if (lease === undefined || !lease.isHeld) return;
            judge.paid(lease.key);
            if (how === 'extend') owe(lease, row.at + (row.data.ms as number) * 1000, row);
          },
          settled: ({ key }) => judge.waive(key),
        }),
        () => handlers,
      );
    },
  },
  {
    name: 'comes-back',
    kind: 'liveness',
    label: 'A crash holds no message back',
    meaning: 'Nobody tells the queue that a worker has crashed. Its leases run out, and with them what it had goes to a worker that waits, or is dead.',
    watch: (judge, { leaseMs }) => {
      let isQueueStruck = false;
      const orphans = new Map<string, Lease>();
      const owe = (lease: Lease, until: number, row: TraceRow) => {
        orphans.set(lease.message, lease);
        judge.owe(lease.message, Math.max(0, until - row.at) / 1000 + lateMs, row, `${lease.to} crashed with the message of picture ${lease.picture}, whose lease is over, and nobody else can have it.`);
      };
      /** Its lease ran out, and nobody has it yet. */
      const free = new Set<string>();
      const over = (message: string, how: 'paid' | 'waive') => {
        free.delete(message);
        if (orphans.delete(message)) judge[how](message);
      };
      return watchLeases(
        leaseMs,
        (witness) => ({
          died: (worker, row) => {
            if (!isQueueStruck) for (const lease of witness().leases.values()) if (lease.to === worker && lease.until > row.at) owe(lease, lease.until, row);
          },
          // It was on its way when the worker died.
          accepted: (how, lease, row) => {
            if (lease === undefined || !orphans.has(lease.message)) return;
            if (how === 'extend') owe(lease, row.at + (row.data.ms as number) * 1000, row);
            else over(lease.message, 'waive');
          },
          handed: (_, { message }) => over(message, 'paid'),
          expired: (id) => void (orphans.has(id) && free.add(id)),
          ended: (id) => over(id, 'paid'),
        }),
        () => ({
          // Where no worker waits, it need not be handed out at once.
          'queue.counted': ({ data }) => {
            if (data.waiting === 0) for (const message of free) over(message, 'waive');
          },
          'fault.applied': ({ data }) => {
            if (data.target !== 'queue') return;
            isQueueStruck = true;
            judge.waiveAll();
          },
        }),
      );
    },
  },
  {
    name: 'takes-what-is-ready',
    kind: 'liveness',
    label: 'A worker with room gets messages',
    meaning: 'While messages are ready, and nothing is at fault, each worker that lives and holds less than its prefetch is handed one within a second, or when a request that a fault swallowed is given up.',
    watch: (judge, { prefetch }) => {
      /** What each living worker holds. */
      const holds = new Map<string, Set<string>>();
      const owed = new Set<string>();
      let ready = 0;
      let struckAt: number | undefined;
      let withinMs = 1_000;
      const { state, handlers } = calm((isCalm, row) => {
        struckAt ??= row.at; // the first of several faults: they are over together
        if (isCalm) withinMs += waitMs + patienceMs + (row.at - struckAt) / 1000; // after failures it rests for as long as they lasted
        judge.waiveAll();
        owed.clear();
        if (isCalm) look(row);
      });
      const look = (row: TraceRow) => {
        for (const [worker, { size }] of holds) {
          const isDue = state.isCalm && ready > 0 && size < (prefetch as number);
          if (isDue && !owed.has(worker)) judge.owe(worker, withinMs, row, `${ready === 1 ? 'A message was' : `${ready} messages were`} ready and ${worker} had room for ${inWords((prefetch as number) - size)} more, and it was handed none for ${inMs(withinMs * 1000)}.`);
          if (isDue) owed.add(worker);
          else if (owed.delete(worker)) judge.waive(worker);
        }
      };
      const gone = (worker: string) => {
        holds.delete(worker);
        if (owed.delete(worker)) judge.waive(worker);
      };
      const letGo = (row: TraceRow) => {
        holds.get(row.node)?.delete(keyOf(row.data));
        look(row);
      };
      return {
        ...handlers,
        'worker.joined': (row) => {
          holds.set(row.node, new Set());
          look(row);
        },
        'worker.leaving': ({ node }) => gone(node),
        'node.state': ({ node, data }) => {
          if (data.state === 'down') gone(node);
        },
        'queue.counted': (row) => {
          ready = row.data.ready as number;
          look(row);
        },
        'queue.handed': ({ data }) => {
          if (owed.delete(inWords(data.to))) judge.paid(inWords(data.to));
        },
        'delivery.arrived': (row) => {
          holds.get(row.node)?.add(keyOf(row.data));
          look(row);
        },
        'delivery.settled': letGo,
        'delivery.dropped': letGo,
      };
    },
  },
  {
    name: 'leaves-in-time',
    kind: 'liveness',
    label: 'Whoever is told to stop leaves',
    meaning: 'Where nothing has been at fault, a worker that is told to stop has left within a second after the longest work that it can have begun.',
    watch: (judge, { workMs }) => {
      const withinMs = (workMs as number) * (1 + workSpread) + 1_000;
      let isCalm = true;
      return {
        'worker.leaving': (row) => {
          if (isCalm) judge.owe(row.node, withinMs, row, `${row.node} was told to stop, and has not left ${inMs(withinMs * 1000)} later.`);
        },
        'worker.left': ({ node }) => judge.paid(node),
        'fault.applied': () => {
          isCalm = false;
          judge.waiveAll();
        },
      };
    },
  },
  {
    name: 'nobody-idles',
    kind: 'liveness',
    label: 'No message waits beside a worker',
    meaning: 'A message that is ready goes at once to a worker that waits for one: when it is sent, when it was given back, and when its lease or its rest is over.',
    watch: (judge) => {
      let isOwed = false;
      return {
        'queue.counted': (row) => {
          const { ready, waiting } = row.data as { ready: number; waiting: number };
          const isIdle = ready > 0 && waiting > 0;
          if (isIdle && !isOwed) judge.owe('idle', momentMs * 2, row, `${ready === 1 ? 'A message is' : `${ready} messages are`} ready, and ${waiting === 1 ? 'a worker waits' : `${waiting} workers wait`} for one at the queue.`);
          else if (!isIdle) {
            if (isOwed) judge.paid('idle');
            else judge.held();
          }
          isOwed = isIdle;
        },
        'node.state': ({ node }) => {
          if (node === 'queue') judge.waiveAll();
        },
      };
    },
  },
  {
    name: 'every-message-ends',
    kind: 'liveness',
    label: 'Every message is done with, or dead',
    meaning: 'Once it was handed out, and while nothing is at fault, a message ends within the time that its deliveries take: acknowledged, or as a dead letter that somebody can look at.',
    watch: (judge, knobs) => {
      const withinMs = endsWithinMs(knobs);
      const open = new Map<string, string>();
      const owe = (message: string, picture: string, row: TraceRow) => judge.owe(message, withinMs, row, `${inMs(withinMs * 1000)} after it was handed out, the message of picture ${picture} is neither done with nor dead.`);
      const { state, handlers } = calm((isCalm, row) => {
        judge.waiveAll();
        if (isCalm) for (const [message, picture] of open) owe(message, picture, row);
      });
      return watchLeases(
        knobs.leaseMs,
        () => ({
          handed: (_, { message, picture }, row) => {
            if (open.has(message)) return;
            open.set(message, picture);
            if (state.isCalm) owe(message, picture, row);
          },
          ended: (id) => {
            open.delete(id);
            judge.paid(id);
          },
        }),
        () => handlers,
      );
    },
  },
];
