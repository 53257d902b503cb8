import type { Break, Mutant } from '../../../simulation/scenario.ts';

const queue = 'competing-consumers.queue';

export const mutants: readonly Mutant[] = [
  {
    name: 'ack-first',
    label: 'Acknowledge before the work',
    standsFor: 'The message is acknowledged when it is taken, so the queue has forgotten it when its worker crashes.',
    reference: { title: 'celery/celery #14', url: 'https://github.com/celery/celery/issues/14' },
    edits: [
      {
        find: "      const key = keyOf(message);\n",
        replace: "      job.isOver = true;\n      await queue.ack(message.receipt);\n      const key = keyOf(message);\n",
      },
      { find: "() => queue.ack(message.receipt)", replace: '() => true' },
    ],
  },
  {
    name: 'receipt-of-message',
    label: 'A receipt for the message',
    standsFor: 'The receipt names the message and not the delivery, so whoever lost its lease acknowledges and extends that of another.',
    reference: { title: 'OptimalBits/bull #308', url: 'https://github.com/OptimalBits/bull/issues/308' },
    edits: [{ file: queue, find: '`${this.series}.${(this.handOuts += 1)}`', replace: '`${this.series}.${message.sequence}`' }],
  },
  {
    name: 'check-then-act',
    label: 'Check the key, then store',
    standsFor: 'Whether the effect is there is asked before the work, and it is stored after it: two workers ask, both hear no, and both store.',
    edits: [{ find: 'await effects.store(key, effect, idempotent)', replace: 'await effects.store(key, effect, false)' }],
  },
  {
    name: 'no-limit',
    label: 'Deliver without end',
    standsFor: 'What fails is given back again and again, for there is no limit: poison messages circle until somebody looks, and take the place of all others.',
    reference: { title: 'RabbitMQ 4.0.1: quorum queues now have a limit', url: 'https://github.com/rabbitmq/rabbitmq-server/blob/main/release-notes/4.0.1.md' },
    edits: [{ file: queue, find: 'if (deliveryCount < this.maxDeliveries) return', replace: 'if (deliveryCount < Infinity) return' }],
  },
  {
    name: 'no-heartbeat',
    label: 'Extend nothing',
    standsFor: 'The lease is as long as somebody once thought the work would take. When it takes longer, a second worker begins the same work.',
    reference: { title: 'celery/celery #5306', url: 'https://github.com/celery/celery/issues/5306' },
    edits: [{ find: '      else if (now >= job.extendAt) void this.extend(job, now);\n', replace: '' }],
  },
  {
    name: 'crashes-uncounted',
    label: 'Count failures only',
    standsFor: 'A delivery is counted when it is given back. A message that kills its worker is never given back, so it kills one after the other.',
    edits: [
      { file: queue, find: '(message.deliveryCount += 1)', replace: 'message.deliveryCount + 1' },
      { file: queue, find: "if (message !== undefined) this.giveBack(message, 'released', delayMs, reason);", replace: "if (message !== undefined) {\n      message.deliveryCount += 1;\n      this.giveBack(message, 'released', delayMs, reason);\n    }" },
    ],
  },
  {
    name: 'dead-dropped',
    label: 'Drop the dead',
    standsFor: 'After its last delivery a message is deleted, because nobody has said where dead letters go.',
    reference: { title: 'RabbitMQ: poison message handling', url: 'https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling' },
    edits: [{ file: queue, find: '    this.deadLetter({ id, body, deliveryCount, reason });\n', replace: '' }],
  },
  {
    name: 'to-the-tail',
    label: 'Give back to the tail',
    standsFor: 'What comes back starts again at the end of the queue: behind a long one, each retry costs the whole wait.',
    edits: [
      { file: queue, find: '  readonly sequence: number;\n  deliveryCount', replace: '  sequence: number;\n  deliveryCount' },
      { file: queue, find: '    this.ready.add(message, message.sequence);\n', replace: "    if (event !== 'sent') message.sequence = this.sequence += 1;\n    this.ready.add(message, message.sequence);\n" },
    ],
  },
  {
    name: 'wakes-on-send',
    label: 'Only a send wakes',
    standsFor: 'Whoever waits for a message is told when one is sent, and not when one comes back: it waits beside a queue that is not empty.',
    edits: [
      { file: queue, find: "      else this.makeReady(message, 'due');\n    }\n    this.serve();\n", replace: "      else this.makeReady(message, 'due');\n    }\n" },
      { file: queue, find: "      this.makeReady(message, 'sent');\n      this.catchUp();\n", replace: "      this.makeReady(message, 'sent');\n      this.serve();\n" },
    ],
  },
  {
    name: 'expires-when-asked',
    label: 'Leases end when asked',
    standsFor: 'No timer ends a lease; it is looked at when somebody asks for messages. While all consumers wait, nobody does.',
    edits: [{ file: queue, find: '    this.timer = this.clock.setTimeout(this.onTimer, Math.max(1, dueAt - this.clock.now()));\n', replace: '' }],
  },
  {
    name: 'extension-forgotten',
    label: 'Say yes, extend nothing',
    standsFor: 'The extension is confirmed before it is kept, and is lost: its holder works on in peace while the message is handed to another.',
    edits: [{ file: queue, find: '    message.dueAt = this.clock.now() + ms;\n', replace: '' }],
  },
  {
    name: 'asks-for-all',
    label: 'Ask for a full prefetch',
    standsFor: 'A worker asks for as many messages as it may hold, whatever it holds already, and hoards what others could do.',
    edits: [{ find: 'queue.receive(room, waitMs,', replace: 'queue.receive(prefetch, waitMs,' }],
  },
  {
    name: 'ends-after-error',
    label: 'End at the first error',
    standsFor: 'The loop that asks for messages ends with the first request that fails. The worker lives, answers its health checks, and takes nothing any more.',
    edits: [{ find: 'for (let failures = 0; !this.stopping.signal.aborted; )', replace: 'for (let failures = 0; !this.stopping.signal.aborted && failures === 0; )' }],
  },
  {
    name: 'last-tells-nobody',
    label: 'The last tells nobody',
    standsFor: 'Whoever waits for room is told while something is held, and not when the last has gone: the stop waits for ever, and the process is killed.',
    edits: [{ find: '    if (this.held.size === 0) this.stopTimer();\n    this.onRoom?.();\n    this.onRoom = undefined;\n', replace: '    if (this.held.size === 0) return this.stopTimer();\n    this.onRoom?.();\n    this.onRoom = undefined;\n' }],
  },
  {
    name: 'kept-after-failure',
    label: 'Keep what has failed',
    standsFor: 'A catch that swallows: the failure is told to nobody, the message counts as held, and its lease is extended for as long as the worker lives.',
    edits: [
      {
        find: "      void this.settle(job, 'released', () => queue.nack(message.receipt, delayMs, reason, true));\n",
        replace: "      this.running -= 1;\n      this.next();\n",
      },
    ],
  },
  {
    name: 'stops-at-once',
    label: 'Stop without draining',
    standsFor: 'The process exits when it is told to, with its messages in its hands. Each deployment delays them by a lease, and costs them a delivery.',
    edits: [
      { find: 'await Promise.all([this.receiving, ...this.waiting.splice(0).map((job) => this.release(job))]);', replace: 'await this.receiving;' },
      { find: '    while (this.held.size > 0) await new Promise<void>((resolve) => (this.onRoom = resolve));\n', replace: '' },
    ],
  },
];

export const breaks: readonly Break[] = [
  { name: 'ack-first', label: 'Acknowledge first', promise: 'nothing-lost', experiment: 'worker-dies', seed: 3, mutant: 'ack-first' },
  { name: 'no-idempotency', label: 'Store every effect', promise: 'one-effect', experiment: 'short-lease', seed: 2, knobs: { idempotent: false } },
  { name: 'check-then-act', label: 'Check, then act', promise: 'one-effect', experiment: 'short-lease', seed: 2, mutant: 'check-then-act' },
  { name: 'receipt-of-message', label: 'Take stale receipts', promise: 'stale-receipts', experiment: 'short-lease', seed: 2, mutant: 'receipt-of-message' },
  { name: 'no-limit', label: 'Deliver without end', promise: 'bounded-deliveries', experiment: 'poison', seed: 5, mutant: 'no-limit' },
  { name: 'crashes-uncounted', label: 'Count no crashes', promise: 'bounded-deliveries', experiment: 'worker-dies', seed: 3, mutant: 'crashes-uncounted', knobs: { maxDeliveries: 1 } },
  { name: 'dead-dropped', label: 'Drop the dead', promise: 'conserved', experiment: 'poison', seed: 5, mutant: 'dead-dropped' },
  { name: 'to-the-tail', label: 'Give back to the tail', promise: 'oldest-first', experiment: 'poison', seed: 5, mutant: 'to-the-tail', knobs: { arrivals: 8 } },
  { name: 'no-heartbeat', label: 'Extend nothing', promise: 'lease-kept', experiment: 'burst', seed: 6, mutant: 'no-heartbeat', knobs: { leaseMs: 1_000, workMs: 1_500 } },
  { name: 'extension-forgotten', label: 'Forget the extension', promise: 'one-lease', experiment: 'burst', seed: 6, mutant: 'extension-forgotten', knobs: { leaseMs: 1_000, workMs: 1_500 } },
  { name: 'asks-for-all', label: 'Take too many', promise: 'within-prefetch', experiment: 'burst', seed: 6, mutant: 'asks-for-all' },
  { name: 'ends-after-error', label: 'End at an error', promise: 'takes-what-is-ready', experiment: 'burst', seed: 6, mutant: 'ends-after-error', knobs: { burst: 0, joining: 0 }, faults: [{ atMs: 1_500, forMs: 800, kind: 'fail', target: 'queue', ratio: 1 }] },
  { name: 'last-tells-nobody', label: 'Never leave', promise: 'leaves-in-time', experiment: 'burst', seed: 6, mutant: 'last-tells-nobody' },
  { name: 'wakes-on-send', label: 'Wake nobody', promise: 'nobody-idles', experiment: 'poison', seed: 5, mutant: 'wakes-on-send' },
  { name: 'expires-when-asked', label: 'Set no timer', promise: 'comes-back', experiment: 'worker-dies', seed: 3, mutant: 'expires-when-asked' },
  { name: 'kept-after-failure', label: 'Swallow the failure', promise: 'every-message-ends', experiment: 'poison', seed: 5, mutant: 'kept-after-failure', knobs: { maxDeliveries: 2, prefetch: 1 } },
  { name: 'stops-at-once', label: 'Stop at once', promise: 'leaves-nothing', experiment: 'burst', seed: 6, mutant: 'stops-at-once' },
];
