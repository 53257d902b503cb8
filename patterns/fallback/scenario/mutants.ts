import type { Break, Mutant } from '../../../simulation/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    name: 'not-tagged',
    label: 'The answer is not tagged',
    standsFor: 'A fallback that returns the bare value: nobody downstream, and no dashboard, can tell a good day from an outage.',
    edits: [{ find: 'source: level.name, quality: level.quality, degraded: !level.isPrimary, ageMs };', replace: "source: this.rules.levels[0]!.name, quality: 'full', degraded: false, ageMs: 0 };" }],
  },
  {
    name: 'age-not-told',
    label: 'Its age is left out',
    standsFor: 'The answer names the cache and says nothing of how long ago it was made. Whoever shows it cannot tell ten seconds from a day.',
    reference: { title: 'RFC 9111, section 5.1: Age', url: 'https://www.rfc-editor.org/rfc/rfc9111#section-5.1' },
    edits: [{ find: 'degraded: !level.isPrimary, ageMs };', replace: 'degraded: !level.isPrimary, ageMs: 0 };' }],
  },
  {
    name: 'age-unbounded',
    label: 'Any age will do',
    standsFor: 'A cache that is read in an outage without a look at the age: yesterday’s price is shown as if it were today’s.',
    edits: [{ find: "ageMs > level.maxAgeMs ? 'too-old' : ", replace: '' }],
  },
  {
    name: 'falls-back-on-refusal',
    label: 'It falls back on a refusal',
    standsFor: 'Catching every error alike: a 403 from one level is got round by asking the next, which may not check.',
    edits: [{ find: 'if (!isLate && !(level.isEligible ?? isNoBug)({ ok: false, error })) throw error;\n    ', replace: '' }],
  },
  {
    name: 'no-limit',
    label: 'No limit on the fallback',
    standsFor: 'The whole load of the primary goes to a replica that was sized for a part of it, and a second outage follows the first.',
    reference: { title: 'Hystrix: fallback.isolation.semaphore.maxConcurrentRequests', url: 'https://github.com/Netflix/Hystrix/wiki/Configuration' },
    edits: [{ find: "level.taken >= level.limit ? 'full' : undefined;", replace: 'undefined;' }],
  },
  {
    name: 'place-lost-on-failure',
    label: 'A place is lost with each failure',
    standsFor: 'Only an answer gives the place back. Each call that fails or times out keeps its own, until a level that nobody is asking is full for good.',
    reference: { title: 'failsafe-lib/failsafe #393', url: 'https://github.com/failsafe-lib/failsafe/issues/393' },
    edits: [{ find: 'work.then(free, free);', replace: 'work.then(free, stop);' }],
  },
  {
    name: 'acknowledges-unstored',
    label: 'It acknowledges what it did not store',
    standsFor: '“Accepted” from a level that holds the write in memory: the shopper is told that it is saved, and a restart loses it.',
    edits: [{ find: "writes && !level.stores ? 'stores-nothing' : ", replace: '' }],
  },
  {
    name: 'timeout-without-abort',
    label: 'A timeout that stops only the waiting',
    standsFor: 'The caller moves on and the call that was too slow goes on too, so that each slow page costs two levels their slots.',
    edits: [{ find: '        context.end(reason);\n', replace: '' }],
  },
  {
    name: 'no-deadline',
    label: 'Nobody adds the timeouts up',
    standsFor: 'Each level has a timeout that looks short, and the caller waits for the sum of them.',
    edits: [
      { find: "isOver ? 'no-time' : ", replace: '' },
      { find: 'deadline === undefined ? Infinity : deadline - clock.now()', replace: 'Infinity' },
    ],
  },
  {
    name: 'never-leaves',
    label: 'It learns nothing from failures',
    standsFor: 'No memory between calls: through the whole outage each page pays the timeout of the primary before it gets its answer.',
    edits: [{ find: 'this.streak = isGood === isFirst ? 0 : this.streak + 1;', replace: 'this.streak = 0;' }],
  },
  {
    name: 'every-call-a-trial',
    label: 'Every call is a trial',
    standsFor: 'Nobody notes that a trial is going on, so every call is one: the primary is called left and gets the whole load all the same.',
    edits: [{ find: 'this.nextTrialAt = now + this.rules.trialEveryMs;', replace: 'this.nextTrialAt = now;' }],
  },
  {
    name: 'back-at-the-first-answer',
    label: 'Back at the first good answer',
    standsFor: 'One lucky trial brings the whole load back to a primary that fails every second call, and it flaps.',
    edits: [{ find: '(isFirst ? leaveAfter : returnAfter)', replace: '(isFirst ? leaveAfter : 1)' }],
  },
  {
    name: 'never-returns',
    label: 'It never comes back',
    standsFor: 'Nothing tries the primary again until somebody restarts the process. The error rate looks fine all the while.',
    edits: [{ find: 'if (now < this.nextTrialAt) return false;', replace: 'if (now < Infinity) return false;' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'not-tagged', label: 'Take off the tag', promise: 'says-where-from', experiment: 'down-the-chain', seed: 1, mutant: 'not-tagged' },
  { name: 'age-not-told', label: 'Leave out the age', promise: 'says-where-from', experiment: 'down-the-chain', seed: 1, mutant: 'age-not-told' },
  { name: 'age-unbounded', label: 'Show any age', promise: 'age-is-bounded', experiment: 'down-the-chain', seed: 1, mutant: 'age-unbounded' },
  { name: 'falls-back-on-refusal', label: 'Get round a refusal', promise: 'refusals-stand', experiment: 'down-the-chain', seed: 1, mutant: 'falls-back-on-refusal' },
  { name: 'no-limit', label: 'Send everybody', promise: 'within-limit', experiment: 'tenth-of-the-capacity', seed: 1, mutant: 'no-limit' },
  { name: 'place-lost-on-failure', label: 'Keep the place', promise: 'within-limit', experiment: 'down-the-chain', seed: 1, mutant: 'place-lost-on-failure' },
  { name: 'acknowledges-unstored', label: 'Say it is saved', promise: 'saved-means-stored', experiment: 'write-while-down', seed: 1, mutant: 'acknowledges-unstored' },
  { name: 'timeout-without-abort', label: 'Only stop waiting', promise: 'one-at-a-time', experiment: 'recovery', seed: 1, mutant: 'timeout-without-abort' },
  { name: 'no-deadline', label: 'Add up the timeouts', promise: 'answers-in-time', experiment: 'recovery', seed: 1, mutant: 'no-deadline', knobs: { deadlineMs: 250 } },
  { name: 'never-leaves', label: 'Learn nothing', promise: 'leaves-and-returns-on-evidence', experiment: 'recovery', seed: 1, mutant: 'never-leaves' },
  { name: 'every-call-a-trial', label: 'Always try first', promise: 'left-alone', experiment: 'recovery', seed: 1, mutant: 'every-call-a-trial' },
  { name: 'back-at-the-first-answer', label: 'Trust one answer', promise: 'leaves-and-returns-on-evidence', experiment: 'recovery', seed: 1, mutant: 'back-at-the-first-answer' },
  { name: 'never-returns', label: 'Stay for ever', promise: 'comes-back', experiment: 'recovery', seed: 1, mutant: 'never-returns' },
  { name: 'one-catalog', label: 'Share the catalog', promise: 'levels-fail-apart', experiment: 'catalog-down', seed: 1, knobs: { sharedCatalog: true } },
  {
    name: 'stale-as-fresh',
    label: 'Show the old as new',
    promise: 'says-where-from',
    experiment: 'down-the-chain',
    seed: 39,
    knobs: { tagShown: false, maxAgeMs: 86_400_000, arrivals: 4 },
    faults: [
      { atMs: 10_000, kind: 'crash', target: 'recommendations' },
      { atMs: 10_000, kind: 'crash', target: 'replica' },
    ],
  },
];
