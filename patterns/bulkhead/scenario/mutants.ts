import type { Break, Mutant } from '../../../simulation/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    name: 'slot-lost-on-throw',
    label: 'A failed call keeps its slot',
    standsFor: 'The slot is given back after the call, not in a finally: every failure makes the compartment smaller, until it is shut.',
    edits: [
      { find: 'return await task(new Context(signal));', replace: 'const value = await task(new Context(signal));\n      this.release();\n      return value;' },
      { find: '    } finally {\n      this.release();\n    }', replace: '    } catch (error) {\n      throw error;\n    }' },
    ],
  },
  {
    name: 'barging',
    label: 'A newcomer takes the slot',
    standsFor: 'The slot is freed now and handed over in a moment, so whoever comes by in between takes it past those who wait. Unfair semaphores allow it.',
    reference: { title: 'Java: Semaphore, on barging', url: 'https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/concurrent/Semaphore.html' },
    edits: [
      { find: 'if (this.running >= this.slots || this.line.first !== undefined) return false;', replace: 'if (this.running >= this.slots) return false;' },
      { find: 'if (this.line.first !== undefined) this.handOver();', replace: 'this.clock.setTimeout(() => this.handOver(), 20);' },
    ],
  },
  {
    name: 'expired-work-starts',
    label: 'Expired work is begun',
    standsFor: 'The deadline is looked at when the call arrives, and the time in the queue does not count against it.',
    edits: [{ find: 'this.latest = Math.min(since + maxWaitMs, deadline);', replace: 'this.latest = since + maxWaitMs;' }],
  },
  {
    name: 'unbounded-queue',
    label: 'The queue has no end',
    standsFor: 'Nobody is ever rejected, so the queue takes what the dependency cannot, and every answer is late.',
    edits: [{ find: "    if (this.line.length >= this.queue) throw this.rejection('full');\n", replace: '' }],
  },
  {
    name: 'freed-while-running',
    label: 'Giving up frees the slot',
    standsFor: 'When the caller gives up, its slot goes to the next, while the work that it stands for runs on: more run at once than the limit says.',
    edits: [
      { find: '    try {\n      if (isAborted(signal)) throw signal.reason;', replace: '    let isHeld = true;\n    const free = (): void => {\n      if (isHeld) this.release();\n      isHeld = false;\n    };\n    signal?.addEventListener(\'abort\', free);\n    try {\n      if (isAborted(signal)) throw signal.reason;' },
      { find: '    } finally {\n      this.release();\n    }', replace: '    } finally {\n      free();\n    }' },
    ],
  },
  {
    name: 'abort-keeps-place',
    label: 'An aborted call keeps its place',
    standsFor: 'Whoever gives up is told so and stays in the queue. In its turn it is given a slot, and nobody is there to give that back.',
    reference: { title: 'connor4312/cockatiel #114', url: 'https://github.com/connor4312/cockatiel/pull/114' },
    edits: [{ find: 'if (this.leave(call)) call.fail(signal.reason);', replace: 'call.fail(signal.reason);' }],
  },
  {
    name: 'wait-over-keeps-place',
    label: 'Whoever waited too long keeps its place',
    standsFor: 'The call is rejected when its wait is over, and its place stays taken until a slot comes free: in an outage the queue is full of nobody.',
    edits: [
      { find: 'clock.setTimeout(() => this.turnAway(call, call.endsAs), leftMs)', replace: 'clock.setTimeout(() => call.fail(this.rejection(call.endsAs, leftMs)), leftMs)' },
      { find: '    if (this.line.length >= this.queue) this.turnAwayLate();\n', replace: '' },
    ],
  },
  {
    name: 'wait-ends-with-a-slot',
    label: 'The wait is checked too late',
    standsFor: 'How long a call has waited is looked at when a slot comes free. If none does, as in an outage, it waits for ever.',
    edits: [{ find: '    if (leftMs <= longestMs) call.timer = clock.setTimeout(() => this.turnAway(call, call.endsAs), leftMs);\n', replace: '' }],
  },
  {
    name: 'more-slots-start-nothing',
    label: 'A raised limit starts nothing',
    standsFor: 'The new slots are for new calls; those who wait go on waiting until an old slot comes back.',
    edits: [{ find: "    this.slots = whole('limit', limit, 1);\n    this.handOver();", replace: "    this.slots = whole('limit', limit, 1);" }],
  },
  {
    name: 'only-counts',
    label: 'It counts and rejects nothing',
    standsFor: 'A bulkhead left in a mode that only measures: the dashboard shows it full while every call goes out.',
    edits: [{ find: "throw this.rejection('full');", replace: 'return Promise.resolve();' }],
  },
  {
    name: 'drops-in-silence',
    label: 'It drops calls in silence',
    standsFor: 'A rejected call returns nothing instead of an error, and the caller takes that for an answer.',
    edits: [{ find: 'if (!this.takeSlot()) await this.turn(signal, deadline ?? Infinity);', replace: 'if (!this.takeSlot()) {\n      try {\n        await this.turn(signal, deadline ?? Infinity);\n      } catch {\n        return undefined as T;\n      }\n    }' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'one-pool', label: 'Share one pool', promise: 'isolation', experiment: 'payments-hangs', seed: 11, knobs: { pool: 'shared' } },
  { name: 'slots-sold-twice', label: 'Sell slots twice', promise: 'isolation', experiment: 'payments-hangs', seed: 11, knobs: { paymentsSlots: 30 } },
  { name: 'no-timeout', label: 'Wait for ever', promise: 'slots-come-back', experiment: 'payments-hangs', seed: 11, knobs: { callsTimeOut: false } },
  { name: 'slot-lost-on-throw', label: 'Lose a slot', promise: 'true-rejections', experiment: 'payments-hangs', seed: 11, mutant: 'slot-lost-on-throw' },
  { name: 'barging', label: 'Push in', promise: 'first-come', experiment: 'slots-too-few', seed: 3, mutant: 'barging' },
  { name: 'expired-work-starts', label: 'Begin too late', promise: 'nothing-late', experiment: 'queue-too-long', seed: 5, mutant: 'expired-work-starts' },
  { name: 'unbounded-queue', label: 'Let everybody wait', promise: 'bounded-queue', experiment: 'payments-hangs', seed: 11, mutant: 'unbounded-queue' },
  { name: 'freed-while-running', label: 'Free it while it runs', promise: 'within-slots', experiment: 'payments-hangs', seed: 11, mutant: 'freed-while-running' },
  { name: 'abort-keeps-place', label: 'Give the gone a slot', promise: 'no-slot-idles', experiment: 'queue-too-long', seed: 5, mutant: 'abort-keeps-place' },
  { name: 'wait-over-keeps-place', label: 'Fill the queue with nobody', promise: 'true-rejections', experiment: 'payments-hangs', seed: 11, mutant: 'wait-over-keeps-place' },
  { name: 'wait-ends-with-a-slot', label: 'Check the wait too late', promise: 'waits-end', experiment: 'payments-hangs', seed: 11, mutant: 'wait-ends-with-a-slot' },
  { name: 'more-slots-start-nothing', label: 'Add slots for nobody', promise: 'no-slot-idles', experiment: 'resize-under-load', seed: 14, mutant: 'more-slots-start-nothing' },
  { name: 'only-counts', label: 'Count and do nothing', promise: 'within-slots', experiment: 'payments-hangs', seed: 11, mutant: 'only-counts' },
  { name: 'drops-in-silence', label: 'Drop in silence', promise: 'honest-answers', experiment: 'payments-hangs', seed: 11, mutant: 'drops-in-silence' },
];
