import { inMs, inWords, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { hostOf } from './lease-store.ts';
import { replicaIds, sharePatienceMs, stallMs, timesOf } from './sizes.ts';

/** Two ways there and back, and what the store does. */
const tripsMs = 300;
/** A candidate looks at the store after 2.2 periods at the latest. */
const lookWithinMs = (knobs: Knobs) => 2.2 * timesOf(knobs).retryPeriodMs + tripsMs;
/** Once to see the last renewal, and once to see that none came. */
const replacedWithinMs = (knobs: Knobs) => timesOf(knobs).leaseMs + 2 * lookWithinMs(knobs);
const callWithinMs = (knobs: Knobs) => timesOf(knobs).renewDeadlineMs / 2;

/** Whether a fault is one that stops a replica alone: the others are there to take over. */
const isOfReplica = ({ data }: TraceRow) => replicaIds.includes(inWords(data.target)) && ['crash', 'restart', 'pause', 'slow'].includes(inWords(data.kind));
/** Tells when a fault strikes that candidates cannot make up for, and when all faults are over. */
const disturbance = (struck: (row: TraceRow) => void, over: (row: TraceRow) => void) => ({
  'fault.applied': (row: TraceRow) => {
    if (!isOfReplica(row)) struck(row);
  },
  'faults.over': over,
});

/** These must happen within their time. */
export const liveness: readonly ScenarioPromise[] = [
  {
    name: 'replaced',
    kind: 'liveness',
    label: 'A silent leader is replaced in time',
    meaning: 'Within a lease and two looks of a candidate after the last renewal the store has another, or another holder: nobody has to notice a crash.',
    watch: (judge, knobs) => {
      const withinMs = replacedWithinMs(knobs);
      let holder = '';
      let isCalm = true;
      const owe = (row: TraceRow) => {
        if (holder !== '' && isCalm) judge.owe('lease', withinMs, row, `${hostOf(holder)} has not renewed its lease for ${inMs(withinMs * 1000)}, and nobody has taken it.`);
      };
      const standing = new Set<string>();
      /** Nobody can take over where nobody stands who runs. */
      const lost = (id: string) => {
        standing.delete(id);
        if (standing.size === 0) judge.waive('lease');
      };
      const found = (row: TraceRow) => {
        const wasNobody = standing.size === 0;
        standing.add(row.node);
        if (wasNobody) owe(row);
      };
      const stands = new Set<string>();
      return {
        ...disturbance(
          () => {
            isCalm = false;
            judge.waiveAll();
          },
          (row) => {
            isCalm = true;
            // Who asked while the store was away asks again when that call is over.
            if (holder !== '') judge.owe('lease', withinMs + callWithinMs(knobs), row, `The faults are over for ${inMs((withinMs + callWithinMs(knobs)) * 1000)}, and the lease of ${hostOf(holder)} was neither renewed nor taken.`);
          },
        ),
        'lease.put': (row) => {
          if (row.data.done !== true) return;
          judge.paid('lease');
          holder = inWords(row.data.holder);
          owe(row);
        },
        'replica.stands': (row) => {
          stands.add(row.node);
          found(row);
        },
        'replica.stopping': ({ node }) => {
          stands.delete(node);
          lost(node);
        },
        'node.state': (row) => {
          const { state } = row.data;
          if (state === 'down' || state === 'paused') lost(row.node);
          if (state === 'down') stands.delete(row.node);
          if ((state === 'up' || state === 'slow') && stands.has(row.node)) found(row);
        },
      };
    },
  },
  {
    name: 'handed-over',
    kind: 'liveness',
    label: 'A free lease is taken at once',
    meaning: 'When the work of a leader that goes has ended, another leads as soon as it looks at the store: nobody waits for a lease to run out.',
    watch: (judge, knobs) => {
      const withinMs = lookWithinMs(knobs) + tripsMs;
      const standing = new Set<string>();
      const leaving = new Set<string>();
      let isDisturbed = false;
      let extraMs = 0;
      let holder = '';
      const gone = (id: string) => {
        standing.delete(id);
        if (standing.size === 0) judge.waiveAll();
      };
      return {
        'replica.stands': ({ node }) => void standing.add(node),
        'replica.stopping': ({ node }) => gone(node),
        'term.ended': ({ node, data }) => {
          if (data.why === 'lost') leaving.delete(node);
          else leaving.add(node);
        },
        'work.ended': (row) => {
          // Where its work took longer than the lease, another has it already.
          if (!leaving.delete(row.node) || isDisturbed || holder !== row.data.as) return;
          const others = [...standing].filter((id) => id !== row.node);
          if (others.length > 0) judge.owe('lease', withinMs + extraMs, row, `The work of ${row.node} had ended, and ${inMs((withinMs + extraMs) * 1000)} later the lease was nobody else’s.`);
        },
        'lease.put': ({ data }) => {
          if (data.done !== true) return;
          holder = inWords(data.holder);
          if (holder !== '' && holder !== data.before) judge.paid('lease');
        },
        'fault.applied': () => {
          isDisturbed = true;
          judge.waiveAll();
        },
        // Who asked while a fault lasted asks again when that call is over.
        'faults.over': () => {
          isDisturbed = false;
          extraMs = callWithinMs(knobs);
        },
        'node.state': ({ node, data }) => {
          if (data.state === 'down') gone(node);
        },
      };
    },
  },
  {
    name: 'keeps-standing',
    kind: 'liveness',
    label: 'Every candidate keeps looking',
    meaning: 'Whatever became of its last call, a candidate that runs asks the store again in time. One that waits for an answer that was lost is there, answers its health checks, and will never lead.',
    watch: (judge, knobs) => {
      const withinMs = timesOf(knobs).leaseMs + lookWithinMs(knobs) + callWithinMs(knobs);
      const standing = new Set<string>();
      const ending = new Set<string>();
      const owe = (row: TraceRow) => {
        if (standing.has(row.node) && !ending.has(row.node)) judge.owe(row.node, withinMs, row, `${row.node} has asked the lease store nothing for ${inMs(withinMs * 1000)}.`);
      };
      const lost = (id: string) => judge.waive(id);
      return {
        'replica.stands': (row) => {
          standing.add(row.node);
          ending.delete(row.node);
          owe(row);
        },
        'replica.stopping': ({ node }) => {
          standing.delete(node);
          lost(node);
        },
        // Until its work has ended it does not stand.
        'term.ended': ({ node }) => {
          ending.add(node);
          lost(node);
        },
        'work.ended': (row) => {
          ending.delete(row.node);
          owe(row);
        },
        'request.started': (row) => {
          if (row.data.to !== 'lease') return;
          judge.paid(row.node);
          owe(row);
        },
        'node.state': (row) => {
          const { state } = row.data;
          if (state === 'down') standing.delete(row.node);
          if (state === 'down' || state === 'paused') lost(row.node);
          else if (standing.has(row.node)) owe(row);
        },
      };
    },
  },
  {
    name: 'paid-in-time',
    kind: 'liveness',
    label: 'Every share is paid in time',
    meaning: 'While nothing is at fault, or one replica is slow, a share is paid within the time that a change of leader and two tries take. A leader that renews and gets nothing done breaks it.',
    watch: (judge, knobs) => {
      const withinMs = replacedWithinMs(knobs) + 2 * stallMs + 2 * sharePatienceMs;
      const open = new Set<string>();
      const slow = new Set<string>();
      let isCalm = true;
      const owe = (share: string, row: TraceRow, ms: number) => judge.owe(share, ms, row, `Share ${share} has been open for ${inMs(ms * 1000)}.`);
      return {
        'ledger.opened': (row) => {
          const share = inWords(row.data.share);
          open.add(share);
          if (isCalm) owe(share, row, withinMs);
        },
        'ledger.paid': ({ data }) => {
          open.delete(inWords(data.share));
          judge.paid(inWords(data.share));
        },
        'fault.applied': ({ data }) => {
          if (data.kind === 'slow' && replicaIds.includes(inWords(data.target))) slow.add(inWords(data.target));
          if (data.kind === 'slow' && slow.size === 1) return;
          isCalm = false;
          judge.waiveAll();
        },
        'faults.over': (row) => {
          isCalm = true;
          slow.clear();
          for (const share of open) owe(share, row, 2 * withinMs);
        },
      };
    },
  },
];
