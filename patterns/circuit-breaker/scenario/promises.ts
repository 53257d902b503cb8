import { inMs, inWords, momentMs, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { checkouts, trialDeadlineMs } from './sizes.ts';
import { evidenceOf, watchCheckouts, type Witness } from './witness.ts';

/** A wall clock counts whole ms, so a deadline that was kept on a disk may be this much early, in µs. */
const wallClockStepUs = 1_000;

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Safety: the code may do nothing that breaks these. Each is judged from what the network carried, not from the breaker's own counts. */
const safety: readonly ScenarioPromise[] = [
  {
    name: 'open-means-no-calls',
    kind: 'safety',
    label: 'While open, payments gets no calls',
    meaning: 'No call leaves a checkout for payments while its circuit is open or isolated. It is what gives a struggling dependency its rest.',
    watch: (judge, knobs) => {
      const isBlocking = new Map<string, boolean>();
      return {
        ...watchCheckouts(knobs, {
          called: ({ state, since }, row) => {
            if (state === 'open' || state === 'isolated') judge.broken(row, `${row.node} called payments while its circuit was ${state}, ${inMs(row.at - since)} after it had become so.`);
          },
          changed: ({ state }, row) => void isBlocking.set(row.node, state === 'open' || state === 'isolated'),
          died: (node) => void isBlocking.delete(node),
        }),
        'order.rejected': ({ node }) => {
          if (isBlocking.get(node) === true) judge.held();
        },
      };
    },
  },
  {
    name: 'few-trial-calls',
    kind: 'safety',
    label: 'Half-open, only trial calls pass',
    meaning: 'Of one trial, no more calls are on their way or counted than the knob allows. A dependency that has barely recovered is not flooded.',
    watch: (judge, knobs) =>
      watchCheckouts(knobs, {
        called: (witness, row) => {
          if (witness.state !== 'half-open') return;
          const passed = witness.out + witness.ended.length;
          if (passed > (knobs.trialCalls as number)) judge.broken(row, `${row.node} let trial call ${passed} through; ${String(knobs.trialCalls)} are allowed.`);
          else judge.held();
        },
      }),
  },
  {
    name: 'opens-on-evidence',
    kind: 'safety',
    label: 'It opens only on evidence',
    meaning: 'A closed circuit opens only when enough calls of this closed period have ended, and enough of them failed or were slow. A declined card is no failure.',
    watch: (judge, knobs) =>
      watchCheckouts(knobs, {
        changes: (witness, row) => {
          if (row.data.reason !== 'tripped') return;
          const { calls, failures, slow, isEnough } = evidenceOf(witness, knobs, row.at);
          if (isEnough) judge.held();
          else judge.broken(row, `${row.node} opened although of ${calls === 1 ? 'the one call' : `the ${calls} calls`} since it closed ${failures} failed and ${slow} were slow.`);
        },
      }),
  },
  {
    name: 'opens-when-due',
    kind: 'safety',
    label: 'It opens at the threshold',
    meaning: 'The call that brings failures or slow calls to the threshold opens the circuit there and then: at the ratio, not above it, and not at the next health check.',
    watch: (judge, knobs) =>
      watchCheckouts(knobs, {
        ended: (witness, row, counts) => {
          const last = witness.ended.at(-1);
          if (!counts || witness.state !== 'closed' || last === undefined || !(last.failed || last.slow)) return;
          const { calls, failures, slow, isEnough } = evidenceOf(witness, knobs, row.at);
          if (isEnough) judge.owe(row.node, momentMs, row, `${row.node} stayed closed although of ${calls} calls ${failures} failed (${percent(failures / calls)}) and ${slow} were slow.`);
        },
        changes: (_, row) => judge.paid(row.node),
        died: judge.waive,
      }),
  },
  {
    name: 'only-trials-decide',
    kind: 'safety',
    label: 'Only trial calls decide',
    meaning: 'Half-open ends because of how its own trial calls ended. A call that was sent before, however it ends, decides nothing.',
    watch: (judge, knobs) =>
      watchCheckouts(knobs, {
        changes: (witness, row, to) => {
          if (witness.state !== 'half-open' || to === 'isolated') return;
          const calls = witness.ended.length;
          const isFailure = witness.ended.some(({ failed, slow }) => failed || slow);
          const isDecided = to === 'closed' ? calls >= (knobs.trialCalls as number) : row.data.reason === 'trial-hung' ? witness.out > 0 : isFailure;
          if (isDecided) judge.held();
          else judge.broken(row, `${row.node} went from half-open to ${to} ${calls === 0 ? 'before any of its own trial calls had ended' : `after ${calls} of its own trial calls had ended, ${isFailure ? 'one badly' : 'none badly'}`}.`);
        },
      }),
  },
  {
    name: 'waits-before-trials',
    kind: 'safety',
    label: 'It stays open for the wait',
    meaning: 'From opening, the set wait passes before a trial call; the first call after it is one. Rejections and late failures do not make it longer, and a restart of the process does not begin it anew.',
    watch: (judge, knobs) => {
      const waitUs = (knobs.openForMs as number) * 1000;
      const open = new Map<string, Witness>();
      return {
        ...watchCheckouts(knobs, {
          changes: ({ openedAt }, row, to) => {
            if (to !== 'half-open') return;
            const waitedUs = row.at - openedAt;
            if (waitedUs >= waitUs - wallClockStepUs) judge.held();
            else judge.broken(row, `${row.node} let trial calls through ${inMs(waitedUs)} after it had opened; the wait is ${String(knobs.openForMs)} ms.`);
          },
          changed: (witness, row) => void open.set(row.node, witness),
        }),
        'order.rejected': (row) => {
          const witness = open.get(row.node);
          if (witness?.state !== 'open' || row.at - witness.openedAt <= waitUs + wallClockStepUs) return;
          judge.broken(row, `${row.node} rejects orders still, ${inMs(row.at - witness.openedAt)} after it had opened; the wait is ${String(knobs.openForMs)} ms.`);
        },
      };
    },
  },
  {
    name: 'honest-answers',
    kind: 'safety',
    label: 'Every order gets one true answer',
    meaning: 'Each order is confirmed, rejected or failed, once. A confirmed one was paid; a rejected one never reached payments.',
    watch: (judge) => {
      const collected = new Set<unknown>();
      const received = new Set<unknown>();
      const answered = new Set<unknown>();
      const answer = (isTrue: (order: unknown) => boolean, lie: string) => (row: TraceRow) => {
        const { order } = row.data;
        if (answered.has(order)) judge.broken(row, `Order ${inWords(order)} was answered a second time.`);
        else if (isTrue(order)) judge.held();
        else judge.broken(row, `Order ${inWords(order)} ${lie}.`);
        answered.add(order);
      };
      return {
        'payment.received': ({ data }) => void received.add(data.order),
        'payment.collected': ({ data }) => void collected.add(data.order),
        'order.confirmed': answer((order) => collected.has(order), 'was confirmed although it was not paid'),
        'order.rejected': answer((order) => !received.has(order), 'was rejected although payments had it'),
        'order.failed': answer(() => true, ''),
      };
    },
  },
];

/** How long a healthy dependency and the present traffic may take to close the circuit, in ms: a trial that the fault has spoilt, a wait, a trial that goes well. */
function recoveryMs(knobs: Knobs): number {
  const perSecondEach = (knobs.arrivals as number) / checkouts.length;
  const trialMs = ((knobs.trialCalls as number) / perSecondEach) * 1000;
  return trialDeadlineMs + (knobs.openForMs as number) + trialMs * 3 + (knobs.callTimeoutMs as number) + 1_000;
}

const callOf = ({ data }: TraceRow) => inWords(data.request);

/** Liveness: these must happen within their time. */
const liveness: readonly ScenarioPromise[] = [
  {
    name: 'trials-end',
    kind: 'liveness',
    label: 'No hung trial call holds it up',
    meaning: `A trial call that hangs is given up after ${trialDeadlineMs / 1000} s of a running process; then the circuit opens again. Without such a deadline one lost reply stops every later caller.`,
    watch: (judge, knobs) =>
      watchCheckouts(knobs, {
        called: (witness, row) => {
          if (witness.state !== 'half-open') return;
          judge.owe(callOf(row), trialDeadlineMs + momentMs * 2, row, `${row.node} is half-open still, ${trialDeadlineMs / 1000} s after a trial call that has not ended.`);
        },
        ended: (_, row) => judge.paid(callOf(row)),
        changes: ({ calls }) => {
          for (const request of calls.keys()) judge.paid(String(request));
        },
        stopped: ({ calls }) => {
          for (const request of calls.keys()) judge.waive(String(request));
        },
      }),
  },
  {
    name: 'closes-again',
    kind: 'liveness',
    label: 'Once payments is well, it closes',
    meaning: 'When the faults are over and shoppers keep coming, each circuit closes within one wait and two trials. Trust comes back by itself.',
    watch: (judge, knobs) => {
      const states = new Map<string, string>();
      let isOver = false;
      const owe = (node: string, row: TraceRow) => {
        const state = states.get(node);
        if (isOver && state !== undefined && state !== 'closed') judge.owe(node, recoveryMs(knobs), row, `${node} is ${state} still, ${(recoveryMs(knobs) / 1000).toFixed(1)} s after the last fault.`);
      };
      const handlers = watchCheckouts(knobs, {
        changed: ({ state }, row) => {
          const before = states.get(row.node);
          states.set(row.node, state);
          if (state === 'closed' || state === 'isolated') judge.paid(row.node);
          else if (before === undefined || before === 'closed' || before === 'isolated') owe(row.node, row);
        },
        died: (node) => {
          states.delete(node);
          judge.waive(node);
        },
      });
      const begin = () => {
        isOver = false;
        judge.waiveAll();
      };
      return {
        ...handlers,
        'fault.applied': begin,
        'faults.over': (row) => {
          isOver = true;
          for (const node of states.keys()) owe(node, row);
        },
      };
    },
  },
];

export const promises: readonly ScenarioPromise[] = [...safety, ...liveness];
