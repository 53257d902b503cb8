import type { Decisive } from '../../../simulation/scenario.ts';

/** In the order in which they stand: after a failed attempt, what forbids the next one, and how long it waits. */
export const decisive: readonly Decisive[] = [
  { line: 'await sleep(rules.clock, next, signal);', label: 'It passes: the call waits' },
  { line: "rules.isRetryable(outcome, attempt)) return 'not-retryable';", label: 'It does not pass: no other attempt' },
  { line: "if (attempt >= rules.maxAttempts) return 'attempts';", label: 'No attempt is left' },
  { line: "if (askedMs < 0 || askedMs > rules.maxDelayMs) return 'pushback';", label: 'The server has told it to stay away' },
  { line: 'const delayMs = askedMs + ', label: 'What the server asked for, then the backoff' },
  { line: "+ delayMs >= call.deadline) return 'deadline';", label: 'The wait would outlast the deadline' },
  { line: "rules.budget?.tryWithdraw() === false) return 'budget';", label: 'The budget is used up' },
  { line: 'return random() * stepMs;', label: 'Chance draws the wait' },
];
