import type { Decisive } from '../../../simulation/scenario.ts';

/** In the order in which they stand: who is let in, what counts, and what is made of it. */
export const decisive: readonly Decisive[] = [
  { line: "this.move('half-open', 'wait-over');", label: 'The wait is over: the next calls are trials' },
  { line: ": this.mode !== 'closed') return undefined;", label: 'Open, or enough trial calls are out: not let in' },
  { line: 'if (isTrial) call.deadline = clock.setTimeout(', label: 'A trial call goes out, with a deadline' },
  { line: 'if (call.generation !== this.generation) return;', label: 'An answer from before the last change: does not count' },
  { line: "if (verdict === 'ignored') return this.waiting.splice(0)", label: 'Neither success nor failure: its place is given back' },
  { line: 'this.failedTrials = isTrial ? this.failedTrials + 1 : 0;', label: 'Too many failed or slow: it opens' },
  { line: "this.move('closed', 'trials-passed');", label: 'The trial calls went well: it closes' },
];
