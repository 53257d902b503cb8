import { inMs, inWords, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { Ledger } from './ledger.ts';
import { askedBy, inStepEveryMs } from './sizes.ts';
import { isCap, rangeOf } from './strategy.ts';
import { watchCalls, type SeenCall } from './witness.ts';

/** Timers run to the µs, and what is reckoned from a wait that was rounded may be a few off. */
const roundingUs = 10;
/** So many equal waits are no chance. */
const equalWaitsMax = 8;
/** How long the load may take to come back after the last fault, in ms, and over how long it is counted. */
const returnsWithinMs = { smallBudget: 8_000, largeBudget: 12_000 };
/** Up to this share of retries, in percent, a budget is small. */
const smallBudgetMax = 20;
const countedOverUs = 2_000_000;

const nameOf = ({ call }: SeenCall) => `The call for ${call}`;

/** Safety: the code may do nothing that breaks these. They are judged from when attempts began and ended, and from what each server was asked. */
const safety: readonly ScenarioPromise[] = [
  {
    name: 'few-attempts',
    kind: 'safety',
    label: 'No more attempts than allowed',
    meaning: 'A till tries a call at most as often as the knob says, the first attempt included, and no layer behind it is asked more often for it. Where each of three layers makes three attempts, the last one is asked up to 27 times.',
    watch: (judge, knobs) => {
      const most = knobs.attempts as number;
      const asked = new Map<unknown, number>();
      const count = (what: string) => (row: TraceRow) => {
        const key = `${what} ${inWords(row.data.order)}`;
        const times = (asked.get(key) ?? 0) + 1;
        asked.set(key, times);
        if (times > most) judge.broken(row, `For order ${inWords(row.data.order)} ${what} were asked ${times} times; ${most} are allowed.`);
      };
      return {
        ...watchCalls({
          attempts: (call, row) => {
            const attempt = call.attempts + 1;
            if (attempt > most) judge.broken(row, `${nameOf(call)} was tried again, attempt ${attempt}; ${most} are allowed.`);
            else if (attempt > 1) judge.held();
          },
        }),
        'price.asked': count('prices'),
        'rate.asked': count('rates'),
      };
    },
  },
  {
    name: 'refusals-stand',
    kind: 'safety',
    label: 'A refusal is not retried',
    meaning: 'An item that does not exist will not exist a moment later. Whoever repeats such a call adds load and changes nothing.',
    watch: (judge) =>
      watchCalls({
        attempts: (call, row) => {
          if (call.attempts > 0 && call.code === 'unknown-item') judge.broken(row, `${nameOf(call)} was tried again although there is no such item.`);
        },
        ended: ({ code }) => {
          if (code === 'unknown-item') judge.held();
        },
      }),
  },
  {
    name: 'paid-once',
    kind: 'safety',
    label: 'Each payment is taken once',
    meaning: 'However often a payment is sent, the money is taken once. A reply that was lost looks to the till like a payment that was not made.',
    watch: (judge) => {
      const asked = new Map<unknown, number>();
      const taken = new Set<unknown>();
      return {
        'payment.asked': ({ data }) => {
          const times = (asked.get(data.order) ?? 0) + 1;
          asked.set(data.order, times);
          if (times > 1) judge.held();
        },
        'payment.taken': (row) => {
          const { order } = row.data;
          if (taken.has(order)) judge.broken(row, `The payment for order ${inWords(order)} was taken a second time.`);
          taken.add(order);
        },
      };
    },
  },
  {
    name: 'waits-as-told',
    kind: 'safety',
    label: 'No retry before the server said',
    meaning: 'Where pricing says when to come again (Retry-After), nobody comes earlier, and whom it tells to stay away does not come again at all.',
    watch: (judge) =>
      watchCalls({
        attempts: (call, row, gapUs) => {
          const askedMs = askedBy(call.code);
          if (call.attempts === 0 || askedMs === 0) return;
          if (askedMs === null) judge.broken(row, `${nameOf(call)} was tried again; pricing had told it to stay away.`);
          else if (gapUs < askedMs * 1000 - roundingUs) judge.broken(row, `${nameOf(call)} was tried again after ${inMs(gapUs)}; pricing had asked for ${askedMs} ms.`);
          else judge.held();
        },
        ended: ({ code }) => {
          if (askedBy(code) === null) judge.held();
        },
      }),
  },
  {
    name: 'waits-in-range',
    kind: 'safety',
    label: 'Each wait fits its strategy',
    meaning: 'Between the end of an attempt and the next one lies a wait within the limits of the jitter, and never above the cap; what the server asked for comes on top.',
    watch: (judge, knobs) => {
      let wasStopped = false;
      return watchCalls({
        attempts: (call, row, _, waitMs) => {
          if (call.attempts === 0) return;
          const waitUs = waitMs * 1000;
          const [low, high] = rangeOf(knobs, call.waitsMs).map((ms) => ms * 1000) as [number, number];
          const isLate = waitUs > high + roundingUs;
          // A process that stood still fires its timers late.
          if (waitUs < low - roundingUs || (isLate && !wasStopped)) judge.broken(row, `${nameOf(call)} waited ${inMs(waitUs)} before attempt ${call.attempts + 1}; from ${inMs(low)} to ${inMs(high)} is right.`);
          else judge.held();
        },
        stopped: () => void (wasStopped = true),
      });
    },
  },
  {
    name: 'waits-differ',
    kind: 'safety',
    label: 'Waits differ from caller to caller',
    meaning: 'Callers that failed together do not come back together. No more than a handful of waits of a whole run are equal to the microsecond; where chance has no part, all are. The two decorrelated jitters are capped after chance came in: waits of exactly the cap do not count there.',
    watch: (judge, knobs) => {
      const waits = new Map<number, number>();
      return watchCalls({
        attempts: (call, row, gapUs, waitMs) => {
          if (call.attempts === 0 || isCap(knobs, waitMs)) return;
          const times = (waits.get(gapUs) ?? 0) + 1;
          waits.set(gapUs, times);
          if (times >= equalWaitsMax) judge.broken(row, `${times} calls have waited ${gapUs / 1000} ms, to the microsecond.`);
          else judge.held();
        },
      });
    },
  },
  {
    name: 'nothing-after-the-deadline',
    kind: 'safety',
    label: 'No attempt begins after the deadline',
    meaning: 'Once the whole call is out of time nobody waits for its answer, so no attempt begins, late timers or not.',
    watch: (judge, knobs) =>
      watchCalls({
        attempts: (call, row) => {
          if (call.attempts === 0) return;
          const elapsedUs = row.at - call.beganAt;
          if (elapsedUs >= (knobs.deadlineMs as number) * 1000) judge.broken(row, `${nameOf(call)} was tried again ${inMs(elapsedUs)} after it began; its deadline was ${String(knobs.deadlineMs)} ms.`);
          else judge.held();
        },
      }),
  },
  {
    name: 'nobody-left-waiting',
    kind: 'safety',
    label: 'The shopper leaves, the call ends',
    meaning: 'An abort ends a wait at once, and no attempt begins after it.',
    watch: (judge) =>
      watchCalls({
        attempts: (call, row) => {
          if (call.leftAt !== undefined) judge.broken(row, `${nameOf(call)} was tried again ${inMs(row.at - call.leftAt)} after the shopper had left.`);
        },
        left: (call, row) => judge.owe(call.call, 0.001, row, `${nameOf(call)} goes on though the shopper has left.`),
        ended: ({ call }) => judge.paid(call),
        stopped: judge.waiveAll,
      }),
  },
  {
    name: 'within-budget',
    kind: 'safety',
    label: 'Retries stay within the budget',
    meaning: 'Of each till, retries within any 10 s are at most the share of its calls that the knob allows, and a small floor. It is what keeps an outage from multiplying the load.',
    watch: (judge, knobs) => {
      const ledger = new Ledger(knobs);
      return watchCalls({
        began: (call, row) => ledger.paidIn(call, row.at),
        waits: (call, row) => ledger.drawn(call, row.at),
        died: () => ledger.clear(),
        attempts: (call, row, gapUs) => {
          if (call.attempts === 0) return;
          const over = -ledger.balance(call, row.at - gapUs);
          if (over > 1e-6) judge.broken(row, `Till ${call.till} made a retry too many: its budget stands at −${over.toFixed(1)}.`);
          else judge.held();
        },
      });
    },
  },
  {
    name: 'gives-up-for-a-reason',
    kind: 'safety',
    label: 'It gives up only for a reason',
    meaning: 'A call that fails has used its attempts, its time or its till’s budget, or may not be repeated. Else the next attempt might have been the one.',
    watch: (judge, knobs) => {
      const ledger = new Ledger(knobs);
      return watchCalls({
        began: (call, row) => ledger.paidIn(call, row.at),
        waits: (call, row) => ledger.drawn(call, row.at),
        died: () => ledger.clear(),
        ended: (call, row) => {
          if (row.data.how !== 'failed') return;
          if (hasReason(call, row, knobs) || ledger.balance(call, row.at) < 1 - 1e-6) judge.held();
          else judge.broken(row, `${nameOf(call)} was given up after ${call.attempts} of ${String(knobs.attempts)} attempts, with time and budget left.`);
        },
      });
    },
  },
];

/** Whether there was no other attempt to make, its till's budget apart. */
function hasReason(call: SeenCall, row: TraceRow, knobs: Knobs): boolean {
  if (call.attempts >= (knobs.attempts as number) || (call.kind === 'payment' && knobs.payment === 'unkeyed')) return true;
  const askedMs = askedBy(call.code);
  if (askedMs === null) return true;
  const [, longestMs] = rangeOf(knobs, call.waitsMs);
  const elapsedMs = (row.at - call.beganAt + roundingUs) / 1000;
  return elapsedMs + askedMs + longestMs >= (knobs.deadlineMs as number);
}

/** Liveness: these must happen within their time. */
const liveness: readonly ScenarioPromise[] = [
  {
    name: 'calls-end',
    kind: 'liveness',
    label: 'Each call ends by its deadline',
    meaning: 'The deadline holds for an attempt that is out, too: whoever called knows by when there is an answer or an error.',
    watch: (judge, knobs) =>
      watchCalls({
        began: (call, row) => judge.owe(call.call, (knobs.deadlineMs as number) + 0.01, row, `${nameOf(call)} goes on after its deadline of ${String(knobs.deadlineMs)} ms.`),
        ended: ({ call }) => judge.paid(call),
        stopped: judge.waiveAll,
      }),
  },
  {
    name: 'load-returns',
    kind: 'liveness',
    label: 'After the trouble, the load falls',
    meaning: `Within ${returnsWithinMs.smallBudget / 1000} s of the last fault, or ${returnsWithinMs.largeBudget / 1000} s where the budget is above ${smallBudgetMax} %, pricing is asked about as often as shoppers come. Where retries keep it overloaded, the trouble outlives its cause.`,
    watch: (judge, knobs) => {
      const perSecond = (knobs.arrivals as number) + (knobs.inStep === true ? (knobs.clients as number) / (inStepEveryMs / 1000) : 0);
      const most = (perSecond * countedOverUs * 1.35) / 1e6 + 6;
      const withinMs = returnsWithinMs[(knobs.budgetPercent as number) <= smallBudgetMax ? 'smallBudget' : 'largeBudget'];
      let asked: number[] = [];
      let overAt = Infinity;
      return {
        'fault.applied': () => {
          overAt = Infinity;
          judge.waiveAll();
        },
        'faults.over': (row) => {
          overAt = row.at;
          judge.owe('load', withinMs, row, `Pricing is asked ${Math.round(most / 2)} times a second or more, still, ${withinMs / 1000} s after the last fault.`);
        },
        'price.asked': (row) => {
          asked = [...asked.filter((at) => at > row.at - countedOverUs), row.at];
          if (row.at >= overAt + countedOverUs && asked.length <= most) judge.paid('load');
        },
      };
    },
  },
];

export const promises: readonly ScenarioPromise[] = [...safety, ...liveness];
