import type { Break, Mutant } from '../../../simulation/scenario.ts';

const changes = 'runtime-reconfiguration.changes';
const rollout = 'runtime-reconfiguration.rollout';

export const mutants: readonly Mutant[] = [
  {
    name: 'in-place',
    label: 'Set the fields in place',
    standsFor: 'There is one object with the settings, and a change sets its fields. Whoever holds it sees the new ones appear while he works.',
    reference: { title: 'atuttle/Taffy #168: hot-swap the configuration', url: 'https://github.com/atuttle/Taffy/issues/168' },
    edits: [
      { find: '  const copy = Object.freeze(Array.isArray(value)', replace: '  const copy = (Array.isArray(value)' },
      { find: 'alive(snapshot, [...this.active.parts, ...this.making]', replace: 'alive({ ...snapshot, value: Object.assign(this.active.snapshot.value, snapshot.value) }, [...this.active.parts, ...this.making]' },
    ],
  },
  {
    name: 're-reads',
    label: 'Read the newest each time',
    standsFor: 'An operation asks for the settings whenever it needs one, and each answer is right. The address is that of one version, and the key that of the next.',
    edits: [{ find: '    return { ...of.snapshot, signal:', replace: '    const now = () => this.active.snapshot.value;\n    return { ...of.snapshot, get value() { return now(); }, signal:' }],
  },
  {
    name: 'no-prepare-phase',
    label: 'No prepare phase',
    standsFor: 'Each subscriber is told in turn, and changes at once. When one of them throws, those before it have changed.',
    edits: [
      { find: '        making.set(component, await this.prepared(component, value, stopping));\n', replace: '        making.set(component, await this.prepared(component, value, stopping));\n        component.commit?.(making.get(component), value, parts.get(component));\n' },
      { find: '        isDone(component.commit?.(part, value, parts.get(component)));\n', replace: '        making.set(component, part);\n' },
      { find: '      for (const [component, part] of [...making].reverse()) this.rollBack(component, part);\n', replace: '' },
    ],
  },
  {
    name: 'late-version',
    label: 'Take whatever comes',
    standsFor: 'The last message is taken for the newest. One that was held back on its way undoes what came after it.',
    edits: [{ file: changes, find: "    if (revision !== undefined && revision <= newest) throw new ChangeRefusedError('stale', `Revision ${revision} is not above ${newest}.`);\n", replace: '' }],
  },
  {
    name: 'no-validation',
    label: 'Prepare without a check',
    standsFor: 'Each component is trusted to refuse what it cannot do. The log takes any level, and logs nothing from then on.',
    edits: [{ file: changes, find: '      validate(next);\n', replace: '' }],
  },
  {
    name: 'unknown-is-hot',
    label: 'Unknown means hot',
    standsFor: 'A setting that nobody has classified is changed in place. The process was started with the old one, and says the new one.',
    reference: { title: 'Microsoft: RoleEnvironment.Changing event', url: 'https://learn.microsoft.com/en-us/previous-versions/azure/reference/ee758134(v=azure.100)' },
    edits: [{ file: changes, find: "(kinds.get(key) ?? 'restart')", replace: "(kinds.get(key) ?? 'hot')" }],
  },
  {
    name: 'retires-at-once',
    label: 'Retire with the swap',
    standsFor: 'The old connection is closed when the new one is in use. Whatever is under way over it fails.',
    edits: [{ find: '    if (old.pins === 0) this.free(old);\n', replace: '    this.free(old);\n' }],
  },
  {
    name: 'never-retires',
    label: 'Retire nothing',
    standsFor: 'The old version is let go of, and nobody closes what was made for it. Each change leaves a connection behind.',
    edits: [{ find: '      if (inUse.every((parts) => !parts.has(component) || parts.get(component) !== part)) guarded', replace: '      if (this.closed && inUse.every((parts) => !parts.has(component) || parts.get(component) !== part)) guarded' }],
  },
  {
    name: 'lost-while-busy',
    label: 'Busy, so not now',
    standsFor: 'While one change is made, those that come are ignored: there will be another notification. After the last of a burst there is none.',
    edits: [{ file: changes, find: '    if (this.isBusy) return;\n', replace: '    if (this.isBusy) return void this.waiting.pop();\n' }],
  },
  {
    name: 'first-of-a-burst',
    label: 'The first of a burst',
    standsFor: 'Of those that go together the first is made, and the others are taken for the same news. The gateway says the number of the last, and has the settings of the first.',
    edits: [{ file: changes, find: '        value = this.judged(request, value, revision);\n', replace: '        const next = this.judged(request, value, revision);\n        if (this.batch.length === 0) value = next;\n' }],
  },
  {
    name: 'waits-for-quiet',
    label: 'Wait until it is quiet',
    standsFor: 'The pause begins anew with each change, so as to make one of all. While they come faster than that, none is made.',
    edits: [{ file: changes, find: '        await this.pause();\n', replace: '        for (let seen = 0; seen < this.waiting.length; await this.pause()) seen = this.waiting.length;\n' }],
  },
  {
    name: 'half-a-revert',
    label: 'Take one key back',
    standsFor: 'What is taken back is the value that was found bad, and not the change: what came with it stays.',
    edits: [{ file: changes, find: '    return this.offer(() => to.value, options, true);\n', replace: '    const [key] = this.log.at(-1)!.keys;\n    return this.offer((value) => ({ ...value, [key!]: to.value[key!] }), options, true);\n' }],
  },
  {
    name: 'drawn-anew',
    label: 'Draw anew at each stage',
    standsFor: 'The share is hashed along with the name, so that each stage has another draw. Those who have watched the change lose it, and others have it unwatched.',
    edits: [{ file: rollout, find: '  return bucketOf(key, flag) < inRange(', replace: '  return bucketOf(key, `${flag} ${Math.round(percent)}`) < inRange(' }],
  },
  {
    name: 'silence-is-good',
    label: 'No alarm, so it is good',
    standsFor: 'The bake time ends without an alarm, and the change is kept. There were too few charges for one.',
    reference: { title: 'AWS CDK: how a CloudWatch alarm treats missing data', url: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cloudwatch.TreatMissingData.html' },
    edits: [
      { file: rollout, find: "    if (says !== 'unknown') since ??= clock.now();\n", replace: '    since ??= clock.now();\n' },
      { file: rollout, find: "    if (says === 'good' && clock.now() >= since! + bakeMs) return 'kept';", replace: "    if (clock.now() >= since + bakeMs) return 'kept';" },
    ],
  },
  {
    name: 'emptied-queue',
    label: 'Empty the queue of the pool',
    standsFor: 'A pool of another size is a new pool, and who waited at the old one is sent away. No operation was under way, so nobody counts them.',
    edits: [{ file: 'bulkhead', find: '    this.handOver();\n  }\n  get active()', replace: '    this.drain();\n    this.handOver();\n  }\n  get active()' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'no-canary', label: 'The typo, no canary', promise: 'bad-stays-few', experiment: 'canary', seed: 1, knobs: { canary: 100 } },
  { name: 'in-place', label: 'Fields set in place', promise: 'one-version', experiment: 'url-and-key', seed: 1, mutant: 'in-place' },
  { name: 're-reads', label: 'Read it again', promise: 'one-version', experiment: 'url-and-key', seed: 1, mutant: 're-reads' },
  { name: 'no-prepare-phase', label: 'No prepare phase', promise: 'all-or-none', experiment: 'one-refuses', seed: 1, mutant: 'no-prepare-phase' },
  { name: 'late-version', label: 'Take what comes', promise: 'no-going-back', experiment: 'late-version', seed: 1, mutant: 'late-version' },
  { name: 'no-validation', label: 'No check', promise: 'no-invalid', experiment: 'a-burst', seed: 1, mutant: 'no-validation' },
  { name: 'unknown-is-hot', label: 'Unknown is hot', promise: 'restart-whole', experiment: 'one-refuses', seed: 1, mutant: 'unknown-is-hot' },
  { name: 'retires-at-once', label: 'Retire at once', promise: 'nothing-dropped', experiment: 'url-and-key', seed: 1, mutant: 'retires-at-once' },
  { name: 'never-retires', label: 'Retire nothing', promise: 'freed', experiment: 'url-and-key', seed: 1, mutant: 'never-retires' },
  { name: 'lost-while-busy', label: 'Busy, not now', promise: 'active-in-time', experiment: 'a-burst', seed: 1, mutant: 'lost-while-busy', knobs: { coalesceMs: 1_000 } },
  { name: 'first-of-a-burst', label: 'First of a burst', promise: 'newest-wins', experiment: 'a-burst', seed: 1, mutant: 'first-of-a-burst' },
  { name: 'waits-for-quiet', label: 'Wait for quiet', promise: 'active-in-time', experiment: 'a-burst', seed: 1, mutant: 'waits-for-quiet', knobs: { coalesceMs: 200 } },
  { name: 'half-a-revert', label: 'Half a revert', promise: 'as-before', experiment: 'canary', seed: 1, mutant: 'half-a-revert' },
  { name: 'drawn-anew', label: 'Draw anew', promise: 'stays-in', experiment: 'url-and-key', seed: 1, mutant: 'drawn-anew' },
  { name: 'silence-is-good', label: 'Silence is good', promise: 'bad-stays-few', experiment: 'canary', seed: 1, mutant: 'silence-is-good', knobs: { bakeMs: 500 } },
  { name: 'emptied-queue', label: 'Empty the queue', promise: 'nothing-dropped', experiment: 'ten-to-one', seed: 1, mutant: 'emptied-queue' },
];
