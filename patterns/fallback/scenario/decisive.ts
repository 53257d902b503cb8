import type { Decisive } from '../../../simulation/scenario.ts';

/** In the order in which they stand: who is asked, for how long, and what is made of the answer. */
export const decisive: readonly Decisive[] = [
  { line: 'this.goPast(level, obstacle, undefined, call);', label: 'A level that is full, or stores nothing, is not asked' },
  { line: 'clock.setTimeout(() => giveUp(new LevelTimeoutError(level.name, limitMs)', label: 'The time of a level is over: the call goes on' },
  { line: "return this.goPast(level, reason, { ok: true, value }, call);", label: 'An answer that is too old counts as none' },
  { line: 'return { value, source: level.name', label: 'The answer goes out, with where it came from' },
  { line: '{ ok: false, error })) throw error;', label: 'A refusal: the call’s own, and no other level is asked' },
  { line: "this.goPast(level, isLate ? 'timed-out' : 'failed'", label: 'A failure: on to the next level' },
  { line: 'this.nextTrialAt = now + this.rules.trialEveryMs;', label: 'A trial: this call asks the primary first' },
  { line: "isFirst ? 'left' : 'returned'", label: 'Enough in a row: the primary goes last, or first again' },
];
