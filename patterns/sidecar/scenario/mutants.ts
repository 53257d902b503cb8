import type { Break, Mutant } from '../../../simulation/scenario.ts';

const tail = 'sidecar.tail';

export const mutants: readonly Mutant[] = [
  {
    name: 'checkpoint-first',
    label: 'Checkpoint before the ack',
    standsFor: 'The place in the file is kept when the batch is sent. Whoever dies before the sink has taken it goes on after lines that nobody has.',
    reference: { title: 'ClickHouse/ClickHouse #111722', url: 'https://github.com/ClickHouse/ClickHouse/issues/111722' },
    edits: [{ find: '        await sink.send(batch, this.over.signal);\n        await source.commit(batch);\n', replace: '        await source.commit(batch);\n        await sink.send(batch, this.over.signal);\n' }],
  },
  {
    name: 'stops-at-once',
    label: 'Stop without draining',
    standsFor: 'The helper ends when it is told to, with what it holds. Each roll-out loses the last lines of every pod, which are the ones that say how it ended.',
    reference: { title: 'fluent/fluent-bit #2715', url: 'https://github.com/fluent/fluent-bit/issues/2715' },
    edits: [{ find: '    const timer = clock.setTimeout(giveUp, drainMs);\n', replace: '    giveUp();\n    const timer = clock.setTimeout(giveUp, drainMs);\n' }],
  },
  {
    name: 'unbounded-buffer',
    label: 'A buffer without an end',
    standsFor: 'It reads on whether or not anything can be sent. In an outage the helper grows until it is killed for its memory, with all that it held.',
    edits: [{ find: 'const room = bufferLines - this.buffer.length;', replace: 'const room = bufferLines;' }],
  },
  {
    name: 'looks-away',
    label: 'Look only with room',
    standsFor: 'While the buffer is full nobody looks at the volume. It fills, the platform evicts the whole pod, and the service falls with its helper.',
    edits: [{ find: 'of await source.read(room)', replace: 'of room === 0 ? [] : await source.read(room)' }],
  },
  {
    name: 'skips-the-failed',
    label: 'Drop what failed',
    standsFor: 'A batch that could not be sent is forgotten, for the next one is already waiting. An outage of the sink is a hole in the log that nobody sees.',
    edits: [{ find: '        failures += 1;\n', replace: '        failures += 1;\n        this.buffer.splice(0, batch.length);\n        this.readAt.splice(0, batch.length);\n' }],
  },
  {
    name: 'no-rest',
    label: 'Try again at once',
    standsFor: 'The loop goes on without a rest. Every pod of the shop sends as fast as it can to a sink that is trying to get up.',
    edits: [{ find: '        await this.rest(trying(', replace: '        void (trying(' }],
  },
  {
    name: 'gives-up',
    label: 'End at the first error',
    standsFor: 'The loop that sends ends with the first failure. The process lives and its probe succeeds, so nobody starts it again.',
    edits: [{ find: "        this.change('failed', 'resting', error);\n", replace: "        return this.change('failed', 'resting', error);\n" }],
  },
  {
    name: 'ready-too-soon',
    label: 'Say ready at once',
    standsFor: 'The start resolves before the source is open. The platform believes it, and starts the app beside a helper that is not there yet.',
    edits: [{ find: '    return (this.opening ??= this.isStopping ? Promise.reject(new ShipperStoppedError()) : this.open());\n', replace: '    this.opening ??= this.open();\n    return Promise.resolve();\n' }],
  },
  {
    name: 'waits-for-the-sink',
    label: 'Ready when logs answer',
    standsFor: 'The start sends something to see whether the sink is there. While it is away no pod starts: an outage of logs stops every roll-out, and every restart.',
    edits: [{ find: '    await this.options.source.open();\n', replace: '    await this.options.source.open();\n    await this.options.sink.send([], this.over.signal);\n' }],
  },
  {
    name: 'follows-the-name',
    label: 'Follow the name',
    standsFor: 'It reads on in the file of the same name. After a rotation that is another file, and the rest of the old one is never read.',
    reference: { title: 'fluent/fluentd #1660', url: 'https://github.com/fluent/fluentd/pull/1660' },
    edits: [
      { file: tail, find: 'return files.findIndex(({ id }) => id === this.file);', replace: 'return files.findIndex(({ name }) => name === this.file);' },
      { file: tail, find: 'else [this.file, this.offset] = [next.id, 0];', replace: 'else [this.file, this.offset] = [next.name, 0];' },
    ],
  },
  {
    name: 'starts-at-the-end',
    label: 'Begin at the end',
    standsFor: 'A file is read from where it ends when it is found, as one would watch it by hand. What was written before that is never read.',
    reference: { title: 'Fluent Bit: read_from_head is off by default', url: 'https://docs.fluentbit.io/manual/4.0/pipeline/inputs/tail' },
    edits: [{ file: tail, find: 'else [this.file, this.offset] = [next.id, 0];', replace: 'else [this.file, this.offset] = [next.id, next.size];' }],
  },
  {
    name: 'forgets-its-place',
    label: 'Forget the checkpoint',
    standsFor: 'The checkpoint lies on the disk of the helper’s own container, which is gone when that is started again. All that is still on the volume is sent once more.',
    edits: [{ file: tail, find: 'const kept = await this.options.checkpoints.load();', replace: 'const kept = undefined as Checkpoint | undefined;' }],
  },
  {
    name: 'reuses-the-text',
    label: 'Reuse the buffer',
    standsFor: 'What a line says is looked up in a buffer that holds others by then. Numbers and places are right, and the words are those of another line.',
    edits: [{ file: tail, find: 'text: end === 0 ? piece : piece.slice(0, -1)', replace: 'text: text.slice(0, piece.length - 1)' }],
  },
  {
    name: 'deletes-nothing',
    label: 'Delete nothing',
    standsFor: 'What is shipped stays, for somebody else to clean up. The volume fills with lines that logs have had for hours, and the pod is evicted for them.',
    edits: [{ file: tail, find: 'deletesShipped = true,', replace: 'deletesShipped = false,' }],
  },
  {
    name: 'gap-unsaid',
    label: 'Drop and say nothing',
    standsFor: 'Old files are deleted so that the volume does not fill, by somebody who tells nobody. Whoever reads the log later takes the hole for a quiet time.',
    edits: [{ file: tail, find: '    this.untold = [...others(this.untold), gap];\n', replace: '' }],
  },
  {
    name: 'gap-uncounted',
    label: 'Count files, not lines',
    standsFor: 'The gap counts what was dropped in files, or batches, whatever their size: the number that the alarm shows means nothing.',
    edits: [{ file: tail, find: 'lines: await this.linesOf(oldest)', replace: 'lines: 1' }],
  },
];

/** Logs are away before the first pod is up. */
const awayFromTheStart = [{ atMs: 100, forMs: 12_000, kind: 'cut', target: 'shipper>logs' }] as const;
/** The helper is slow to open at the start of the pod. */
const slowStart = [{ atMs: 520, forMs: 2_000, kind: 'pause', target: 'shipper' }] as const;
const stopWhileAway = [{ atMs: 6_800, forMs: 3_000, kind: 'cut', target: 'shipper>logs' }, { atMs: 7_000, kind: 'stop', target: 'pod' }] as const;
const shortOutage = [{ atMs: 4_000, forMs: 900, kind: 'cut', target: 'shipper>logs' }] as const;

export const breaks: readonly Break[] = [
  { name: 'checkpoint-first', label: 'Checkpoint first', promise: 'no-hole', experiment: 'shipper-dies', seed: 1, mutant: 'checkpoint-first' },
  { name: 'stops-at-once', label: 'Stop at once', promise: 'stop-loses-nothing', experiment: 'rolling-stop', seed: 1, mutant: 'stops-at-once' },
  { name: 'classic-stop', label: 'Stop both together', promise: 'stop-loses-nothing', experiment: 'rolling-stop', seed: 1, knobs: { mode: 'classic' } },
  { name: 'classic-job', label: 'Give a job a classic helper', promise: 'job-ends', experiment: 'job', seed: 1, knobs: { mode: 'classic' } },
  { name: 'classic-start', label: 'Start both together', promise: 'ready-first', experiment: 'rolling-stop', seed: 1, knobs: { mode: 'classic' }, faults: slowStart },
  { name: 'ready-too-soon', label: 'Say ready at once', promise: 'ready-first', experiment: 'rolling-stop', seed: 1, mutant: 'ready-too-soon', faults: slowStart },
  { name: 'keep-all', label: 'Keep all when full', promise: 'unharmed', experiment: 'sink-down', seed: 1, knobs: { whenFull: 'keep' } },
  { name: 'looks-away', label: 'Look away', promise: 'not-evicted', experiment: 'sink-down', seed: 1, mutant: 'looks-away' },
  { name: 'deletes-nothing', label: 'Delete nothing', promise: 'not-evicted', experiment: 'little-cpu', seed: 1, mutant: 'deletes-nothing', knobs: { volumeKb: 4 } },
  { name: 'large-files', label: 'Make files too large to drop', promise: 'not-evicted', experiment: 'fast-rotation', seed: 1, knobs: { rotateLines: 20 } },
  { name: 'waits-for-the-sink', label: 'Wait for logs', promise: 'serves-soon', experiment: 'sink-down', seed: 1, mutant: 'waits-for-the-sink', faults: awayFromTheStart },
  { name: 'classic-order', label: 'Tell both together', promise: 'web-ends-first', experiment: 'rolling-stop', seed: 1, knobs: { mode: 'classic' }, faults: stopWhileAway },
  { name: 'reuses-the-text', label: 'Reuse the buffer', promise: 'as-written', experiment: 'rolling-stop', seed: 1, mutant: 'reuses-the-text' },
  { name: 'coupled', label: 'Wait for the shipper', promise: 'unharmed', experiment: 'shipper-dies', seed: 1, knobs: { handover: 'read' } },
  { name: 'unbounded-buffer', label: 'Hold all', promise: 'bounded-buffer', experiment: 'sink-down', seed: 1, mutant: 'unbounded-buffer' },
  { name: 'skips-the-failed', label: 'Drop what failed', promise: 'no-hole', experiment: 'sink-down', seed: 1, mutant: 'skips-the-failed', faults: shortOutage },
  { name: 'gap-unsaid', label: 'Drop unsaid', promise: 'no-hole', experiment: 'sink-down', seed: 1, mutant: 'gap-unsaid' },
  { name: 'gap-uncounted', label: 'Count files', promise: 'counted-gaps', experiment: 'sink-down', seed: 1, mutant: 'gap-uncounted' },
  { name: 'no-rest', label: 'Do not rest', promise: 'left-in-peace', experiment: 'sink-down', seed: 1, mutant: 'no-rest' },
  { name: 'gives-up', label: 'Give up', promise: 'drains', experiment: 'sink-down', seed: 1, mutant: 'gives-up', faults: shortOutage },
  { name: 'follows-the-name', label: 'Follow the name', promise: 'no-hole', experiment: 'fast-rotation', seed: 1, mutant: 'follows-the-name' },
  { name: 'starts-at-the-end', label: 'Begin at the end', promise: 'no-hole', experiment: 'fast-rotation', seed: 1, mutant: 'starts-at-the-end' },
  { name: 'forgets-its-place', label: 'Forget its place', promise: 'acked-once', experiment: 'shipper-dies', seed: 1, mutant: 'forgets-its-place' },
];
