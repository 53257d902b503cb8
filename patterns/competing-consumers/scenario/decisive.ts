import type { Decisive } from '../../../simulation/scenario.ts';

const queue = 'competing-consumers.queue';

/** In the order in which they stand, the consumer first. */
export const decisive: readonly Decisive[] = [
  { line: "void this.settle(job, 'acked', () => queue.ack(message.receipt));", label: 'The effect is stored: acknowledged now' },
  { line: "(await effects.has(key))) this.tell('known', message);", label: 'The effect is there already: no work' },
  { line: 'await effects.store(key, effect, idempotent)', label: 'Key and effect, in one transaction' },
  { line: 'if (place < 0) return job.controller.abort(', label: 'The lease is lost: the work has become a zombie' },
  { file: queue, line: 'const deliveryCount = (message.deliveryCount += 1);', label: 'Handed out: counted before anything can fail' },
  { file: queue, line: 'if (message === undefined || this.clock.now() < message.dueAt) return message;', label: 'Does this receipt still stand for a lease?' },
  { file: queue, line: 'if (this.leases.delete(message.receipt)) this.giveBack(', label: 'A lease ran out: the message comes back' },
  { file: queue, line: 'this.deadLetter({ id, body, deliveryCount, reason });', label: 'Delivered too often: a dead letter' },
];
