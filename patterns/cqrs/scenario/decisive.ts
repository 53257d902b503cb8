import type { Decisive } from '../../../simulation/scenario.ts';

/** From a command to a view: what decides whether something is recorded, whether it is recorded again, and whether it counts. */
export const decisive: readonly Decisive[] = [
  { line: 'if (before !== undefined) return this.answerAgain(', label: 'The command was carried out before' },
  { line: 'const delayMs = longestMs', label: 'Somebody else was first: decide again' },
  { file: 'cqrs.store', line: 'throw new ConflictError(stream, expected, version);', label: 'The stream has moved on' },
  { file: 'cqrs.store', line: 'if (recorded.length > 0) this.write(recorded);', label: 'The events are committed' },
  { file: 'cqrs.relay', line: 'reader.position = acknowledged;', label: 'The reader has acknowledged' },
  { file: 'cqrs.projector', line: 'if (recorded.position <= position) continue;', label: 'The view has the event already' },
  { file: 'cqrs.projector', line: 'this.saved = next;', label: 'View and position are committed' },
  { file: 'cqrs.projector', line: 'one.fail(new StaleViewError(', label: 'The view is too far behind: the query is told' },
];
