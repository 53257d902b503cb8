import type { Decisive } from '../../../simulation/scenario.ts';

const file = 'priority-queue.scheduler';

/** In the order in which they stand: who is next, what gives way, and where a mail stands. */
export const decisive: readonly Decisive[] = [
  { line: 'this.out.set(delivery, entry);', label: 'Given out: nothing that comes now can pass it' },
  { line: "this.tell('nacked', entry.message);", label: 'Given back, to the place that it had' },
  { line: "throw this.refusal(message, 'full', this.maxSize);", label: 'Full, and nothing gives way: turned away' },
  { line: 'if (this.last !== undefined && entry.sequence < this.last.sequence) return', label: 'Older than the end of the line: it stands by its age' },
  { file, line: 'firstDueAt = dueAt;', label: 'Ageing: due before the others' },
  { file, line: 'this.credits[this.turn]! -= head.cost;', label: 'Weighted: the class pays for its message' },
  { file, line: 'this.credits[this.turn] = payee === undefined ? 0 :', label: 'Weighted: who has nothing is paid nothing' },
];
