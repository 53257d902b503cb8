import type { Break, Mutant } from '../../../simulation/scenario.ts';

const fence = 'leader-election.fence';

export const mutants: readonly Mutant[] = [
  {
    name: 'fence-forgets',
    label: 'Compare, and keep nothing',
    standsFor: 'The token goes along with every write, and the ledger compares it with one that it never raises.',
    reference: { title: 'Kleppmann: How to do distributed locking', url: 'https://martin.kleppmann.com/2016/02/08/how-to-do-distributed-locking.html' },
    edits: [{ file: fence, find: '    this.seen = token;\n', replace: '' }],
  },
  {
    name: 'counts-itself',
    label: 'A count of its own as token',
    standsFor: 'Each replica counts its own terms, and takes the count for the token. The first term of everybody has the same one.',
    edits: [
      { find: '  private backAt = -Infinity;\n', replace: '  private backAt = -Infinity;\n  private own = 0;\n' },
      { find: 'new RunningTerm(token, terms,', replace: 'new RunningTerm((this.own += 1), terms,' },
    ],
  },
  {
    name: 'wall-clock',
    label: 'Believe the record’s time',
    standsFor: 'A lease is over when the time in the record plus its length is past. Two hosts whose clocks differ by more than that take it from each other for ever.',
    edits: [{ find: 'this.options.clock.now() - this.seen.since >= leaseMs', replace: 'this.options.wallNow() - this.seen.record.renewedAt >= leaseMs' }],
  },
  {
    name: 'impatient',
    label: 'Wait from the first look',
    standsFor: 'A candidate waits a lease from when it first saw the record, and not from when it last saw it change.',
    edits: [{ find: '{ ...found, since: clock.now() }', replace: '{ ...found, since: this.seen?.since ?? clock.now() }' }],
  },
  {
    name: 'deadline-past-lease',
    label: 'A deadline longer than the lease',
    standsFor: 'Nobody checks that the times go together, and a leader goes on for a while after its lease is another’s.',
    edits: [
      { find: "    inRange('renewDeadlineMs', renewDeadlineMs, 0, leaseMs, 'leaseMs');\n", replace: '' },
      { find: '{ ...given, leaseMs, renewDeadlineMs, retryPeriodMs', replace: '{ ...given, leaseMs, renewDeadlineMs: 2 * leaseMs, retryPeriodMs' },
    ],
  },
  {
    name: 'waits-for-answer',
    label: 'Step down when the store answers',
    standsFor: 'The term ends in the loop that renews it. While a call hangs there, for as long as the client’s own timeout, its leader leads on.',
    reference: { title: 'kubernetes/kubernetes #44887', url: 'https://github.com/kubernetes/kubernetes/issues/44887' },
    edits: [
      { find: '    term.watch();\n', replace: '' },
      { find: '    if (this.ending === undefined && this.clock.now() >= this.validUntil) this.onLost();\n', replace: '' },
      { find: "    const timer = clock.setTimeout(() => controller.abort(new StoreTimeoutError(`No answer within ${callTimeoutMs} ms.`)), callTimeoutMs);\n", replace: '' },
      { find: '.finally(() => clock.clearTimeout(timer));', replace: ';' },
    ],
  },
  {
    name: 'no-call-timeout',
    label: 'Call the store without a limit',
    standsFor: 'The deadline is kept, and the call that hangs is waited for: the candidate is there, and asks nothing any more.',
    reference: { title: 'kubernetes/kubernetes #44887', url: 'https://github.com/kubernetes/kubernetes/issues/44887' },
    edits: [
      { find: "    const timer = clock.setTimeout(() => controller.abort(new StoreTimeoutError(`No answer within ${callTimeoutMs} ms.`)), callTimeoutMs);\n", replace: '' },
      { find: '.finally(() => clock.clearTimeout(timer));', replace: ';' },
    ],
  },
  {
    name: 'trusts-its-timer',
    label: 'Trust the timer',
    standsFor: 'The work asks whether its signal has aborted. After a pause the answers that came meanwhile are taken first, and the timer that would have aborted it runs after them.',
    edits: [{ find: '    if (this.isOver) throw this.ending;\n', replace: '    if (this.ending !== undefined) throw this.ending;\n' }],
  },
  {
    name: 'acts-after-signal',
    label: 'Act after the signal',
    standsFor: 'The signal fires, and nothing asks for it: whatever is under way begins its next step, in a term that its leader has ended itself.',
    reference: { title: 'cilium/cilium #42920', url: 'https://github.com/cilium/cilium/pull/42920' },
    edits: [{ find: '    if (this.isOver) throw this.ending;\n', replace: '' }],
  },
  {
    name: 'release-first',
    label: 'Give the lease back first',
    standsFor: 'A leader that is told to stop gives the lease back and then ends its work, so that for a while its successor works beside it.',
    edits: [
      { find: "    await term.work;\n    this.term = undefined;\n", replace: '    this.term = undefined;\n' },
      { find: "    this.tell((await this.release()) ? 'released' : 'ended', 'following');\n", replace: "    const isBack = await this.release();\n    await term.work;\n    this.tell(isBack ? 'released' : 'ended', 'following');\n" },
    ],
  },
  {
    name: 'never-given-back',
    label: 'Stop without a word',
    standsFor: 'A leader that is told to stop ends its work and exits. Each deployment costs a whole lease without a leader.',
    edits: [
      { find: "    this.tell((await this.release()) ? 'released' : 'ended', 'following');\n", replace: "    this.tell('ended', 'following');\n" },
      { find: '      else if (this.isOut()) await this.release(); // it may have won after it was told to go\n', replace: '' },
    ],
  },
  {
    name: 'renews-late',
    label: 'Renew when the lease is nearly over',
    standsFor: 'A renewal costs a write, so somebody made them few. The first is sent when the renew deadline is past.',
    edits: [{ find: '(this.term === undefined ? 1 + jitter * random() : 1)', replace: '(this.term === undefined ? 1 + jitter * random() : 5.5)' }],
  },
  {
    name: 'waits-to-be-told',
    label: 'Wait until it is given back',
    standsFor: 'A lock without an end: it is free when its holder says so. A holder that has crashed says nothing.',
    edits: [{ find: '    return this.options.clock.now() - this.seen.since >= leaseMs;\n', replace: '    return leaseMs === 0;\n' }],
  },
  {
    name: 'conflict-as-win',
    label: 'Take a conflict for a win',
    standsFor: 'The answer of the compare-and-set is not looked at: whoever has asked leads.',
    edits: [{ find: 'if (token === undefined || this.isOut() || clock.now()', replace: 'if (this.isOut() || clock.now()' }, { find: 'new RunningTerm(token, terms,', replace: 'new RunningTerm(token ?? terms, terms,' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'no-fencing', label: 'Check no tokens', promise: 'paid-once', experiment: 'long-pause', seed: 21, knobs: { fencing: false } },
  { name: 'fence-forgets', label: 'Keep no token', promise: 'fenced', experiment: 'long-pause', seed: 13, mutant: 'fence-forgets' },
  { name: 'fast-clock', label: 'Let a clock run fast', promise: 'one-believes', experiment: 'leader-cut-off', seed: 3, faults: [
    { atMs: 3_000, kind: 'skew', target: 'replica-3', offsetMs: 0, rate: 2 },
    { atMs: 5_000, forMs: 6_000, kind: 'cut', target: 'replica-1>lease' },
  ] },
  { name: 'zombie', label: 'Watch no work', promise: 'paid-in-time', experiment: 'leader-crashes', seed: 1, knobs: { watchdog: false }, faults: [{ atMs: 2_000, kind: 'slow', target: 'replica-1', factor: 200 }] },
  { name: 'counts-itself', label: 'Count for oneself', promise: 'one-acting', experiment: 'leader-crashes', seed: 1, mutant: 'counts-itself' },
  { name: 'wall-clock', label: 'Believe the record', promise: 'lease-respected', experiment: 'leader-crashes', seed: 1, mutant: 'wall-clock', faults: [{ atMs: 4_000, forMs: 8_000, kind: 'skew', target: 'replica-1', offsetMs: -5_000 }] },
  { name: 'impatient', label: 'Wait from the first look', promise: 'lease-respected', experiment: 'leader-crashes', seed: 1, mutant: 'impatient' },
  { name: 'deadline-past-lease', label: 'Set the deadline too late', promise: 'one-believes', experiment: 'leader-cut-off', seed: 1, mutant: 'deadline-past-lease', knobs: { arrivals: 0.5 } },
  { name: 'waits-for-answer', label: 'Wait for the answer', promise: 'one-believes', experiment: 'leader-cut-off', seed: 1, mutant: 'waits-for-answer', knobs: { arrivals: 0.5 } },
  { name: 'no-call-timeout', label: 'Wait without a limit', promise: 'keeps-standing', experiment: 'leader-cut-off', seed: 1, mutant: 'no-call-timeout' },
  { name: 'trusts-its-timer', label: 'Trust the timer', promise: 'begins-nothing', experiment: 'long-pause', seed: 7, mutant: 'trusts-its-timer' },
  { name: 'acts-after-signal', label: 'Act after the signal', promise: 'begins-nothing', experiment: 'all-resign', seed: 1, mutant: 'acts-after-signal' },
  { name: 'release-first', label: 'Give back first', promise: 'work-ends-first', experiment: 'all-resign', seed: 1, mutant: 'release-first' },
  { name: 'never-given-back', label: 'Stop without a word', promise: 'handed-over', experiment: 'rolling-restart', seed: 1, mutant: 'never-given-back' },
  { name: 'renews-late', label: 'Renew too late', promise: 'stays', experiment: 'leader-crashes', seed: 1, mutant: 'renews-late' },
  { name: 'waits-to-be-told', label: 'Wait to be told', promise: 'replaced', experiment: 'leader-crashes', seed: 1, mutant: 'waits-to-be-told' },
  { name: 'conflict-as-win', label: 'Ask, and lead', promise: 'one-believes', experiment: 'all-resign', seed: 1, mutant: 'conflict-as-win' },
];
