import type { Break, Mutant } from '../../../simulation/scenario.ts';

const worker = 'work-queue.worker';

export const mutants: readonly Mutant[] = [
  {
    name: 'random-names',
    label: 'A random name for each job',
    standsFor: 'The platform is asked to make up the name, as `generateName` does. Then it cannot tell that two managers ask for the same.',
    reference: { title: 'Kubernetes: object names and generateName', url: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#generated-values' },
    edits: [{ find: 'name: jobName(this.options.name, item, attempt), item, attempt }', replace: 'name: `${jobName(this.options.name, item, attempt)}-${Math.floor(Math.random() * 1e6)}`, item, attempt }' }],
  },
  {
    name: 'no-record',
    label: 'The finished job is the record',
    standsFor: 'What succeeded is known by its job. When finished jobs are removed, to save room, all that was done is new again.',
    edits: [{ find: "endings.get(item)?.outcome ?? (job === undefined ? 'pending' :", replace: "(job === undefined ? 'pending' : job.state === 'succeeded' ? 'done' :" }],
  },
  {
    name: 'short-record',
    label: 'Forget with the jobs',
    standsFor: 'The record is cleared when the jobs are, or after a time of its own. What the source still lists is then new again.',
    edits: [{ find: 'if (items.has(item) || latest.has(item)) continue;', replace: 'if (latest.has(item)) continue;' }],
  },
  {
    name: 'error-as-empty',
    label: 'An error is an empty list',
    standsFor: 'A catch that returns nothing: the source seems to be empty, so all that it listed is forgotten, and run again when it is back.',
    edits: [{ find: 'look.ask((signal) => source.list(signal))).values()', replace: 'look.ask((signal) => source.list(signal)).catch(() => [])).values()' }],
  },
  {
    name: 'no-limit',
    label: 'Try again without end',
    standsFor: 'What fails is tried again and again. A dozen videos that cannot work are enough to have all places for good.',
    edits: [{ find: '&& job.attempt > backoffLimit)', replace: '&& job.attempt > Infinity)' }],
  },
  {
    name: 'counts-its-own',
    label: 'Count what one creates',
    standsFor: 'The limit holds for each look: so many jobs are created at most. At the next look as many again.',
    edits: [{ find: "let free = parallelism - all.filter(({ state }) => state === 'active').length;", replace: 'let free = parallelism;' }],
  },
  {
    name: 'record-first',
    label: 'Ask the record first',
    standsFor: 'The three questions in another order: a job that ended between the first and the second has left no ending, and is tried again.',
    edits: [
      { find: "    const all = await look.ask((signal) => jobs.list(signal));\n", replace: '' },
      { find: '.map((ending) => [ending.item, ending]));\n', replace: ".map((ending) => [ending.item, ending]));\n    const all = await look.ask((signal) => jobs.list(signal));\n" },
    ],
  },
  {
    name: 'acts-late',
    label: 'Act on an old look',
    standsFor: 'A timeout, but no look at the clock. A manager that stood still goes on where it was, and creates what has been done and cleared away since.',
    edits: [{ find: '      if (clock.now() >= until) giveUp();\n', replace: '' }],
  },
  {
    name: 'rest-frees-place',
    label: 'Give the place away for the rest',
    standsFor: 'What rests has no place, so two managers, of which one has seen the failure, begin two different items for one place.',
    edits: [{ find: '      free -= 1;\n', replace: '      if (job !== undefined && job.attempt <= backoffLimit && !this.isRested(job)) continue;\n      free -= 1;\n' }],
  },
  {
    name: 'takes-from-source',
    label: 'Take the item out of the source',
    standsFor: 'The source is treated as a queue whose head is taken. What was taken is nowhere when its run is lost.',
    edits: [{ find: "    if (answer === true) this.note(item, 'active');\n", replace: "    if (answer === true) {\n      this.note(item, 'active');\n      await (this.options.source as Source & { remove(item: string): Later<void> }).remove(item);\n    }\n" }],
  },
  {
    name: 'failures-vanish',
    label: 'What failed is off the list',
    standsFor: 'An item that has failed is left out of what is counted. The progress reaches 100 %, and nobody looks at what is missing.',
    edits: [{ find: '      this.note(item, state);\n', replace: "      if (state === 'failed') this.found.delete(item);\n      else this.note(item, state);\n" }],
  },
  {
    name: 'failed-as-done',
    label: 'An ending is an ending',
    standsFor: 'Whoever counts looks whether there is an ending, and not which. All is done, and some of it was never made.',
    edits: [{ find: '      this.note(item, state);\n', replace: "      this.note(item, state === 'failed' ? 'done' : state);\n" }, { find: "=== true) this.note(item, 'failed');", replace: "=== true) this.note(item, 'done');" }],
  },
  {
    name: 'newest-first',
    label: 'The newest first',
    standsFor: 'The list is read from its end, as a store lists that sorts by time of change. While more comes than can be taken, the oldest wait for ever.',
    edits: [{ find: 'for (const item of items) {', replace: 'for (const item of [...items].reverse()) {' }],
  },
  {
    name: 'one-a-look',
    label: 'One job a look',
    standsFor: 'Each look does one thing and then waits for the next. Places stay free for as many pauses as there are.',
    edits: [{ find: 'acts.push(this.create(look, item, (job?.attempt ?? 0) + 1));', replace: '{\n        acts.push(this.create(look, item, (job?.attempt ?? 0) + 1));\n        free = 0;\n      }' }],
  },
  {
    name: 'edge-triggered',
    label: 'Act on what is new',
    standsFor: 'A job is created when an item is first seen, and not when one is seen to be missing: whatever had no place then never gets one.',
    edits: [{ find: "      this.note(item, state);\n", replace: "      const isNew = !this.found.has(item);\n      this.note(item, state);\n      if (state === 'pending' && !isNew) continue;\n" }],
  },
  {
    name: 'one-attempt-lost',
    label: 'Drop what rests',
    standsFor: 'A failed job counts as the end of its item for whoever looks for work, and not for whoever records: it is neither tried again nor failed.',
    edits: [{ find: "      if (state !== 'pending' && state !== 'resting') continue;\n", replace: "      if (state !== 'pending') continue;\n" }],
  },
  {
    name: 'ready-too-soon',
    label: 'Ready before the item is there',
    standsFor: 'The container says that it is ready when it has asked for the item, and not when it has it.',
    edits: [
      {
        file: worker,
        find: "      const text = await this.insist((signal) => source.get(job.item, signal), () => this.isStopping);\n      if (this.isStopping) throw new WorkerStoppedError(job.item);\n      if (text === undefined) throw new NoSuchItemError(job.item);\n      await files.write(itemFile, text);\n",
        replace: "      void this.insist((signal) => source.get(job.item, signal)).then((text) => files.write(itemFile, text ?? ''));\n",
      },
    ],
  },
  {
    name: 'hands-over-once',
    label: 'Hand over once',
    standsFor: 'The result is sent once. An outage of the record that lasts as long as a deployment costs all the work that ended in it.',
    edits: [{ file: worker, find: 'const isKept = await this.insist(', replace: 'const isKept = await this.once(' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'random-names', label: 'Make up the names', promise: 'one-job', experiment: 'two-managers', seed: 4, mutant: 'random-names' },
  { name: 'no-record', label: 'Keep no record', promise: 'not-again', experiment: 'evening', seed: 11, mutant: 'no-record' },
  { name: 'short-record', label: 'Forget too soon', promise: 'not-again', experiment: 'evening', seed: 11, mutant: 'short-record' },
  { name: 'error-as-empty', label: 'Take an error for empty', promise: 'not-again', experiment: 'source-fails', seed: 1, mutant: 'error-as-empty' },
  { name: 'record-first', label: 'Ask the record first', promise: 'not-again', experiment: 'evening', seed: 11, mutant: 'record-first', knobs: { restMs: 0 }, faults: [{ atMs: 2_000, forMs: 20_000, kind: 'delay', target: 'manager>cluster', ms: 200 }] },
  { name: 'acts-late', label: 'Act on an old look', promise: 'not-again', experiment: 'two-managers', seed: 4, mutant: 'acts-late' },
  { name: 'no-limit', label: 'Try without end', promise: 'bounded-attempts', experiment: 'always-fails', seed: 1, mutant: 'no-limit' },
  { name: 'counts-its-own', label: 'Count one’s own', promise: 'within-parallelism', experiment: 'overload', seed: 1, mutant: 'counts-its-own' },
  { name: 'rest-frees-place', label: 'Give the place away', promise: 'within-parallelism', experiment: 'two-managers', seed: 19, mutant: 'rest-frees-place', knobs: { failing: 60, workMs: 500, pollMs: 300 } },
  { name: 'failures-vanish', label: 'Let failures vanish', promise: 'accounted', experiment: 'always-fails', seed: 1, mutant: 'failures-vanish' },
  { name: 'failed-as-done', label: 'Count failures as done', promise: 'accounted', experiment: 'always-fails', seed: 1, mutant: 'failed-as-done' },
  { name: 'newest-first', label: 'Begin with the newest', promise: 'oldest-first', experiment: 'overload', seed: 1, mutant: 'newest-first' },
  { name: 'one-a-look', label: 'Create one a look', promise: 'places-filled', experiment: 'overload', seed: 1, mutant: 'one-a-look' },
  { name: 'takes-from-source', label: 'Take from the source', promise: 'source-untouched', experiment: 'evening', seed: 11, mutant: 'takes-from-source' },
  { name: 'ready-too-soon', label: 'Be ready too soon', promise: 'item-first', experiment: 'evening', seed: 11, mutant: 'ready-too-soon', faults: [{ atMs: 1_200, forMs: 3_000, kind: 'cut', target: 'helper-1>source' }] },
  { name: 'hands-over-once', label: 'Hand over once', promise: 'result-kept', experiment: 'evening', seed: 11, mutant: 'hands-over-once' },
  { name: 'edge-triggered', label: 'Act on what is new', promise: 'places-filled', experiment: 'always-fails', seed: 1, mutant: 'edge-triggered', knobs: { arrivals: 0.1 } },
  { name: 'one-attempt-lost', label: 'Drop what rests', promise: 'every-item-ends', experiment: 'always-fails', seed: 1, mutant: 'one-attempt-lost' },
];
