import type { Break, Mutant } from '../../../simulation/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    name: 'cap-after-jitter',
    label: 'The cap is applied after the jitter',
    standsFor: 'Chance draws from a height without limit and is cut to the cap afterwards, so that from some retry on most callers wait for exactly the cap: together.',
    edits: [
      { find: 'const stepMs = Math.min(maxMs, initialMs * growth ** (retry - 1));', replace: 'const stepMs = initialMs * growth ** (retry - 1);' },
      { find: 'return random() * stepMs;', replace: 'return Math.min(maxMs, random() * stepMs);' },
    ],
  },
  {
    name: 'no-cap',
    label: 'The wait has no cap',
    standsFor: 'A wait that doubles without end: the tenth retry comes when nobody remembers the call.',
    edits: [{ find: 'const stepMs = Math.min(maxMs, initialMs * growth ** (retry - 1));', replace: 'const stepMs = initialMs * growth ** (retry - 1);' }],
  },
  {
    name: 'no-budget',
    label: 'No budget',
    standsFor: 'Every call retries as if it were the only one. While few fail nobody notices; when all fail the load is multiplied.',
    edits: [{ find: "    if (rules.budget?.tryWithdraw() === false) return 'budget';\n", replace: '' }],
  },
  {
    name: 'budget-never-forgets',
    label: 'The budget never forgets',
    standsFor: 'A good day fills the budget without end, and the next outage may spend all of it at once.',
    edits: [{ find: '      this.calls -= this.cells[at]!;\n', replace: '' }],
  },
  {
    name: 'retried-without-a-key',
    label: 'A payment is retried without a key',
    standsFor: 'A call that is not idempotent is sent again because its answer did not come, and takes effect twice.',
    edits: [{ find: "    if (!rules.idempotent && call.key === undefined) return 'no-key';\n", replace: '' }],
  },
  {
    name: 'a-key-for-each-attempt',
    label: 'Each attempt gets a key of its own',
    standsFor: 'The key is made where the request is built, so that every attempt looks like another payment.',
    reference: { title: 'Adyen/adyen-commercetools #1305', url: 'https://github.com/Adyen/adyen-commercetools/issues/1305' },
    edits: [{ find: '(this.call.key ??= newKey', replace: '(this.call.key = newKey' }],
  },
  {
    name: 'retry-after-ignored',
    label: 'Retry-After is ignored',
    standsFor: 'The server says when it will be ready, and its callers come by their own clock.',
    reference: { title: 'mixpanel/mixpanel-android #167', url: 'https://github.com/mixpanel/mixpanel-android/issues/167' },
    edits: [{ find: 'const delayMs = askedMs + ', replace: 'const delayMs = ' }],
  },
  {
    name: 'pushback-ignored',
    label: 'A refusal to be asked is ignored',
    standsFor: 'The server tells some of its callers not to come again, to have fewer of them, and they take it for a failure like any other.',
    edits: [{ find: "    if (askedMs < 0 || askedMs > rules.maxDelayMs) return 'pushback';\n", replace: '' }],
  },
  {
    name: 'abort-ignored-in-the-wait',
    label: 'An abort is not heard during the wait',
    standsFor: 'The wait is slept out though the caller has gone, and then the task runs once more.',
    reference: { title: 'sindresorhus/p-retry #97', url: 'https://github.com/sindresorhus/p-retry/issues/97' },
    edits: [
      { find: 'await sleep(rules.clock, next, signal);', replace: 'await sleep(rules.clock, next, undefined);' },
      { find: '        if (isAborted(signal)) throw signal.reason; // between the end of the wait and this line\n', replace: '' },
    ],
  },
  {
    name: 'attempt-after-the-deadline',
    label: 'An attempt begins after the deadline',
    standsFor: 'The deadline is looked at before the wait only. A timer that fires late, as all do in a process that stood still, begins an attempt that nobody waits for.',
    edits: [{ find: 'if (deadline === Infinity || rules.clock.now() < deadline) continue;', replace: 'continue;' }],
  },
  {
    name: 'deadline-between-attempts',
    label: 'The deadline counts between attempts only',
    standsFor: 'An attempt that is out runs as long as it may, though the call is out of time.',
    edits: [{ find: 'Math.min(attemptTimeoutMs, deadline - clock.now(), longestMs)', replace: 'Math.min(attemptTimeoutMs, longestMs)' }],
  },
  {
    name: 'everything-is-retried',
    label: 'Everything is retried',
    standsFor: 'A 400 comes back every time: all attempts are spent on an answer that was final.',
    edits: [{ find: "    if (!outcome.ok && !rules.isRetryable(outcome, attempt)) return 'not-retryable';\n", replace: '' }],
  },
  {
    name: 'attempts-are-retries',
    label: 'Attempts are counted as retries',
    standsFor: 'Half of the libraries count the first try and half do not: whoever changes over gets one more, or one fewer.',
    edits: [{ find: 'if (attempt >= rules.maxAttempts)', replace: 'if (attempt > rules.maxAttempts)' }],
  },
  {
    name: 'timeout-ends-the-call',
    label: 'A timeout is taken for an abort',
    standsFor: 'An attempt that ran out of time looks like a caller who gave up, so the very failure that a retry is for is never retried.',
    edits: [{ find: 'outcome = { ok: false, error };', replace: 'if (error instanceof TimeoutError) throw error;\n        outcome = { ok: false, error };' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'overload-stays', label: 'Let the overload stay', promise: 'load-returns', experiment: 'overload', seed: 11, knobs: { budgetPercent: 200 } },
  { name: 'three-layers', label: 'Retry at every layer', promise: 'few-attempts', experiment: 'overload', seed: 11, knobs: { layers: 'every' }, faults: [{ atMs: 4_000, forMs: 3_000, kind: 'fail', target: 'rates', ratio: 1 }] },
  { name: 'in-step', label: 'Come back in step', promise: 'waits-differ', experiment: 'in-step', seed: 4, knobs: { jitter: 'none' } },
  { name: 'paid-twice', label: 'Pay without a key', promise: 'paid-once', experiment: 'lost-reply', seed: 7, knobs: { payment: 'careless' } },
  { name: 'cap-after-jitter', label: 'Cap too late', promise: 'waits-differ', experiment: 'in-step', seed: 4, mutant: 'cap-after-jitter', knobs: { capMs: 300 } },
  { name: 'no-cap', label: 'Wait without end', promise: 'waits-in-range', experiment: 'in-step', seed: 4, mutant: 'no-cap', knobs: { capMs: 300 } },
  { name: 'no-budget', label: 'Spend without counting', promise: 'within-budget', experiment: 'overload', seed: 11, mutant: 'no-budget' },
  { name: 'budget-never-forgets', label: 'Save up for a storm', promise: 'within-budget', experiment: 'overload', seed: 11, mutant: 'budget-never-forgets', knobs: { clients: 6 }, faults: [{ atMs: 14_000, forMs: 3_000, kind: 'slow', target: 'pricing', factor: 4 }] },
  { name: 'retried-without-a-key', label: 'Send it again all the same', promise: 'paid-once', experiment: 'lost-reply', seed: 7, mutant: 'retried-without-a-key', knobs: { payment: 'unkeyed' } },
  { name: 'a-key-for-each-attempt', label: 'Change the key', promise: 'paid-once', experiment: 'lost-reply', seed: 7, mutant: 'a-key-for-each-attempt' },
  { name: 'retry-after-ignored', label: 'Come too early', promise: 'waits-as-told', experiment: 'brief-outage', seed: 5, mutant: 'retry-after-ignored' },
  { name: 'pushback-ignored', label: 'Come all the same', promise: 'waits-as-told', experiment: 'brief-outage', seed: 5, mutant: 'pushback-ignored' },
  { name: 'abort-ignored-in-the-wait', label: 'Call for nobody', promise: 'nobody-left-waiting', experiment: 'brief-outage', seed: 5, mutant: 'abort-ignored-in-the-wait' },
  { name: 'attempt-after-the-deadline', label: 'Begin too late', promise: 'nothing-after-the-deadline', experiment: 'out-of-time', seed: 8, mutant: 'attempt-after-the-deadline' },
  { name: 'deadline-between-attempts', label: 'Overrun the deadline', promise: 'calls-end', experiment: 'out-of-time', seed: 8, mutant: 'deadline-between-attempts' },
  { name: 'everything-is-retried', label: 'Ask in vain', promise: 'refusals-stand', experiment: 'lost-packets', seed: 6, mutant: 'everything-is-retried' },
  { name: 'attempts-are-retries', label: 'Miscount', promise: 'few-attempts', experiment: 'lost-reply', seed: 7, mutant: 'attempts-are-retries' },
  { name: 'timeout-ends-the-call', label: 'Give up at once', promise: 'gives-up-for-a-reason', experiment: 'lost-packets', seed: 6, mutant: 'timeout-ends-the-call' },
];
