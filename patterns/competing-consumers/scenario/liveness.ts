import { inMs, momentMs, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { restMs, workSpread } from './sizes.ts';
import { watchLeases, type Lease } from './witness.ts';

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
    meaning: 'Nobody tells the queue that a worker has crashed. Its leases run out, and with them what it had is there for others, or dead.',
    watch: (judge, { leaseMs }) => {
      let isQueueStruck = false;
      const orphans = new Map<string, Lease>();
      const owe = (lease: Lease, until: number, row: TraceRow) => {
        orphans.set(lease.message, lease);
        judge.owe(lease.message, Math.max(0, until - row.at) / 1000 + lateMs, row, `${lease.to} crashed with the message of picture ${lease.picture}, whose lease is over, and nobody else can have it.`);
      };
      const paid = (message: string) => {
        if (orphans.delete(message)) judge.paid(message);
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
            else paid(lease.message);
          },
          handed: (_, { message }) => paid(message),
          expired: (id) => paid(id),
          ended: (id) => paid(id),
        }),
        () => ({
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
