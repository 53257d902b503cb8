import { inMs, inWords, momentMs, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { isolation } from './isolation.ts';
import { dependencies } from './sizes.ts';
import { watchCompartments, type AskedCall, type Compartment } from './witness.ts';

/** A free slot beside a waiting call has been lost, and is not merely on its way, after this, in ms. */
const idleMs = 50;
/** Longer than the longest timeout that the knob gives, in ms. */
const comesBackMs = 6_000;

const keyOf = ({ page }: AskedCall) => String(page);

/** Why a rejection is wrong, or nothing. */
function wrongRejection({ limit, queue, running, waiting }: Compartment, { since, deadline }: AskedCall, row: TraceRow, knobs: Knobs): string {
  const waitedUs = row.at - since;
  switch (row.data.reason) {
    case 'full':
      return running.size >= limit && waiting.size >= queue ? '' : `as full, with ${running.size} of ${limit} slots and ${waiting.size} of ${queue} places taken`;
    case 'wait-over':
      return waitedUs >= (knobs.maxWaitMs as number) * 1000 - 1 ? '' : `after ${inMs(waitedUs)}, where it may wait for ${String(knobs.maxWaitMs)} ms`;
    case 'expired':
      return row.at >= deadline ? '' : `as expired, ${inMs(deadline - row.at)} before its deadline`;
    default:
      return '';
  }
}

/** Safety: the code may do nothing that breaks these. They are judged from what the network carried and what the nodes reported. */
const safety: readonly ScenarioPromise[] = [
  isolation,
  {
    name: 'within-slots',
    kind: 'safety',
    label: 'No more calls under way than slots',
    meaning: 'Of one compartment, the network never carries a new call while as many are under way as it has slots. A call that was given up and still runs counts.',
    watch: (judge, knobs) =>
      watchCompartments(knobs, {
        sent: ({ name, requests, limit }, row) => {
          if (requests.size > limit) judge.broken(row, `Web sent call ${requests.size} at one time for ${name}, which has ${limit} slots.`);
          else judge.held();
        },
      }),
  },
  {
    name: 'bounded-queue',
    kind: 'safety',
    label: 'No more wait than there are places',
    meaning: 'Whoever finds every place of the queue taken is rejected then and there. A queue without an end turns every answer into a late one.',
    watch: (judge, knobs) =>
      watchCompartments(knobs, {
        asked: ({ name, waiting, queue }, _, row) => {
          if (waiting.size > queue) judge.owe(name, momentMs, row, `${waiting.size} calls wait for ${name}; there are ${queue} places.`);
        },
        // It may be another that leaves: one whose time is over, though its timer is late.
        changed: ({ name, waiting, queue }) => {
          if (waiting.size <= queue) judge.paid(name);
        },
        stopped: () => judge.waiveAll(),
      }),
  },
  {
    name: 'first-come',
    kind: 'safety',
    label: 'First come, first served',
    meaning: 'No call begins while one that came before it waits for the same slots. Else some wait for ever, under exactly the load that made them wait.',
    watch: (judge, knobs) => {
      /** Passed by a later call. They may only have been given up in the same moment. */
      const passed = new Set<number>();
      return watchCompartments(knobs, {
        starts: ({ name, waiting }, call, row) => {
          const ahead: AskedCall = waiting.values().next().value!;
          if (passed.has(call.page)) judge.broken(row, `The call for page ${call.page} began after one that had come later.`);
          else if (ahead !== call) {
            passed.add(ahead.page);
            judge.owe(keyOf(ahead), momentMs, row, `The call of ${name} for page ${call.page} began, while that for page ${ahead.page} has waited for ${inMs(row.at - ahead.since)}, ${inMs(call.since - ahead.since)} longer.`);
          } else if (row.at > call.since) judge.held();
        },
        refused: (_, call) => judge.waive(keyOf(call)),
        stopped: () => judge.waiveAll(),
      });
    },
  },
  {
    name: 'nothing-late',
    kind: 'safety',
    label: 'Nothing begins after its deadline',
    meaning: 'The time in the queue counts. A call whose page is out of time is not begun: its answer would come to nobody, and the slot would be missing where somebody still waits.',
    watch: (judge, knobs) =>
      watchCompartments(knobs, {
        starts: (_, call, row) => {
          if (row.at >= call.deadline) judge.broken(row, `The call for page ${call.page} began ${inMs(row.at - call.deadline)} after its deadline, having waited for ${inMs(row.at - call.since)}.`);
          else if (row.at > call.since) judge.held();
        },
      }),
  },
  {
    name: 'true-rejections',
    kind: 'safety',
    label: 'It rejects only what it must',
    meaning: 'Full means that every slot and every place is taken by a call that is really there; a wait that is over lasted as long as it may. A slot or a place that was lost shows here.',
    watch: (judge, knobs) =>
      watchCompartments(knobs, {
        refused: (compartment, call, row) => {
          if (row.kind !== 'call.rejected') return;
          const wrong = wrongRejection(compartment, call, row, knobs);
          if (wrong === '') judge.held();
          else judge.broken(row, `The call of ${inWords(row.data.of)} for page ${call.page} was rejected ${wrong}.`);
        },
      }),
  },
  {
    name: 'honest-answers',
    kind: 'safety',
    label: 'Every page gets one true answer',
    meaning: 'A page is answered, rejected, failed or dropped, once. An answered one had its work done; a rejected one never reached the dependency.',
    watch: (judge) => {
      const received = new Set<unknown>();
      const done = new Set<unknown>();
      const answered = new Set<unknown>();
      const answer = (isTrue: (page: unknown) => boolean, lie: string) => (row: TraceRow) => {
        const { page } = row.data;
        if (answered.has(page)) judge.broken(row, `Page ${inWords(page)} was answered a second time.`);
        else if (isTrue(page)) judge.held();
        else judge.broken(row, `Page ${inWords(page)} ${lie}.`);
        answered.add(page);
      };
      return {
        'work.received': ({ data }) => void received.add(data.page),
        'work.done': ({ data }) => void done.add(data.page),
        ...Object.fromEntries(
          dependencies.flatMap(({ id }) => [
            ...['answered', 'late'].map((how) => [`${id}.${how}`, answer((page) => done.has(page), `was answered although ${id} had not done its work`)] as const),
            [`${id}.rejected`, answer((page) => !received.has(page), `was rejected although ${id} had it`)],
            [`${id}.left`, answer((page) => !received.has(page), `was dropped from the queue although ${id} had it`)],
            [`${id}.failed`, answer(() => true, '')],
          ]),
        ),
      };
    },
  },
];

/** Liveness: these must happen within their time. */
const liveness: readonly ScenarioPromise[] = [
  {
    name: 'waits-end',
    kind: 'liveness',
    label: 'No call waits longer than it may',
    meaning: 'A call that waits has a slot, or is told that it gets none, when the longest wait is over: by the clock, not when the next slot happens to come back.',
    watch: (judge, knobs) => {
      const settled = (call: AskedCall, row: TraceRow) => {
        if (row.at > call.since) judge.paid(keyOf(call));
        else judge.waive(keyOf(call));
      };
      return watchCompartments(knobs, {
        asked: ({ name }, call, row) => judge.owe(keyOf(call), (knobs.maxWaitMs as number) + momentMs * 2, row, `The call of ${name} for page ${call.page} waits still, after ${String(knobs.maxWaitMs)} ms.`),
        starts: (_, call, row) => settled(call, row),
        refused: (_, call, row) => settled(call, row),
        stopped: () => judge.waiveAll(),
      });
    },
  },
  {
    name: 'no-slot-idles',
    kind: 'liveness',
    label: 'No slot is free while a call waits',
    meaning: `Slots that come back, and slots that are added, go to those who wait. One that stays free beside a waiting call for ${idleMs} ms is lost.`,
    watch: (judge, knobs) => {
      const owed = new Set<string>();
      return watchCompartments(knobs, {
        changed: ({ name, waiting, running, limit }, row) => {
          const isIdle = waiting.size > 0 && running.size < limit;
          if (isIdle && !owed.has(name)) {
            owed.add(name);
            judge.owe(name, idleMs, row, `${waiting.size === 1 ? 'A call waits' : `${waiting.size} calls wait`} for ${name}, where only ${running.size} of ${limit} slots are taken.`);
          } else if (!isIdle && owed.delete(name)) judge.paid(name);
        },
        stopped: () => {
          owed.clear();
          judge.waiveAll();
        },
      });
    },
  },
  {
    name: 'slots-come-back',
    kind: 'liveness',
    label: 'Every call gives its slot back',
    meaning: `A call that has begun ends within ${comesBackMs / 1000} s, whatever becomes of the dependency. A bulkhead cannot see to that: the timeout of the call does.`,
    watch: (judge, knobs) =>
      watchCompartments(knobs, {
        sent: ({ name }, row) => judge.owe(inWords(row.data.request), comesBackMs, row, `A call for ${name} has held its slot for ${comesBackMs / 1000} s.`),
        returned: (_, row) => judge.paid(inWords(row.data.request)),
        stopped: () => judge.waiveAll(),
      }),
  },
];

export const promises: readonly ScenarioPromise[] = [...safety, ...liveness];
