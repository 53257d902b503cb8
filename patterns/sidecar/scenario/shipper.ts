import type { JsonObject } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { Change, Sink, Source } from '../sidecar.ts';
import type { Checkpoint, Checkpoints, Entry, LogFiles } from '../sidecar.tail.ts';
import { isOfLog } from './log-file.ts';
import type { Shelf } from './shelf.ts';
import { bufferLines, drainMs, dropAbove, openMs, packMs, patienceMs, pollMs, restMs } from './sizes.ts';
import type { Code, Setup } from './world.ts';

/** So many lines of one file, or a gap that may reach into a later one. */
export type Span = { readonly file: string; readonly from: number; readonly lastFile: string; readonly to: number | null; readonly lines: number | null; readonly isGap: boolean };

/** The entries of a batch, those that follow on one another as one. */
export function spansOf(entries: readonly Entry[]): readonly Span[] {
  const spans: Span[] = [];
  for (const entry of entries) {
    const { kind, file, from, to } = entry;
    const last = spans.at(-1);
    if (kind === 'gap') spans.push({ file, from, lastFile: entry.lastFile, to, lines: entry.lines, isGap: true });
    else if (last !== undefined && !last.isGap && last.file === file && last.to === from) spans[spans.length - 1] = { ...last, to, lines: last.lines! + 1 };
    else spans.push({ file, from, lastFile: file, to, lines: 1, isGap: false });
  }
  return spans;
}

const lastFileOf = (entry: Entry) => (entry.kind === 'gap' ? entry.lastFile : entry.file);

const checkpointFile = 'shipper.checkpoint';

/** What is kept beside the log, on the volume: the disk of a container is gone when it is started again. */
const checkpointsOn = ({ volume }: Env): Checkpoints => ({
  load: () => {
    const text = volume.read(checkpointFile);
    return text === undefined ? undefined : (JSON.parse(text) as Checkpoint);
  },
  save: (checkpoint) => volume.write(checkpointFile, JSON.stringify(checkpoint)),
});

function logFilesOn({ volume }: Env, shown: () => void): LogFiles {
  const named = (id: string) => volume.files().find((file) => String(file.id) === id)?.name ?? '';
  return {
    list: () => volume.files().flatMap(({ id, name, size }) => (isOfLog(name) ? [{ id: String(id), name, size }] : [])),
    read: ({ id }, from, length) => volume.read(named(id), from)?.slice(0, length) ?? '',
    remove: ({ id }) => {
      volume.remove(named(id));
      shown();
    },
    used: () => volume.used,
  };
}

/** The helper: the pattern's two files, with the volume of the pod and a link to the sink as their ports. */
export function shipper(env: Env, code: Code, { knobs }: Setup, shelf: Shelf): Process {
  const { Shipper } = code.sidecar;
  const { LogTail } = code['sidecar.tail'];
  const chart = env.statechart('shipper');
  let [state, underWay, shipped, failures] = ['starting', 0, 0, 0];
  let isShowing = false;
  /** Once for all that changes in one moment. */
  const show = () => {
    if (isShowing) return;
    isShowing = true;
    void Promise.resolve().then(() => {
      isShowing = false;
      const held = '#'.repeat(Math.max(0, helper.held - underWay)) + '>'.repeat(Math.min(underWay, helper.held));
      env.show('shipper', { state, held, count: helper.held, shipped, failures });
    });
  };

  const tail = new LogTail({
    files: logFilesOn(env, () => shelf.show(env)),
    checkpoints: checkpointsOn(env),
    dropAbove: knobs.whenFull === 'drop' ? env.volume.size * dropAbove : Infinity,
    onGap: ({ lastFile, lines }) => env.report('gap.made', { file: lastFile, lines }),
  });
  const source: Source<Entry> = {
    open: async () => {
      await env.work(openMs);
      await tail.open();
      shelf.readAgain(env);
    },
    read: async (max) => {
      const entries = await tail.read(max);
      const last = entries.at(-1);
      if (last === undefined) return entries;
      env.report('shipper.read', { lines: entries.length });
      shelf.reached(env, 'read', lastFileOf(last), last.to ?? Infinity);
      return entries;
    },
    commit: async (entries) => {
      await tail.commit(entries);
      for (const last of entries.slice(-1)) shelf.reached(env, 'acked', lastFileOf(last), last.to ?? Infinity);
    },
  };
  const sink: Sink<Entry> = {
    send: async (entries, signal) => {
      const spans = spansOf(entries);
      underWay = entries.length;
      show();
      await env.work(packMs * entries.length);
      env.report('batch.sent', { lines: entries.length, spans });
      try {
        await env.request('logs', { entries }, { timeoutMs: patienceMs, signal });
      } catch (error) {
        env.report('batch.failed', { lines: entries.length });
        throw error;
      } finally {
        underWay = 0;
      }
      shipped += entries.length;
      env.report('batch.acked', { lines: entries.length, spans });
    },
  };
  const onChange = (change: Change) => {
    state = change.state;
    if (change.event !== 'error') chart.took(change.event, state);
    failures = change.event === 'failed' ? failures + 1 : change.event === 'acked' ? 0 : failures;
    const told: Readonly<Record<string, JsonObject>> = { opened: {}, told: {}, drained: {}, 'gave-up': { held: change.held } };
    const row = told[change.event];
    if (row !== undefined) env.report(`shipper.${change.event}`, row);
    show();
  };
  const helper = new Shipper<Entry>({
    source,
    sink,
    batchLines: knobs.batchLines as number,
    flushMs: knobs.flushMs as number,
    bufferLines,
    pollMs,
    restMs: (times) => restMs(times) * (0.5 + env.random() / 2),
    drainMs: drainMs(knobs),
    onChange,
    clock: env.clock,
    random: env.random,
  });
  void helper.start().then(() => env.ready(), () => env.exit(1));
  show();
  return { stop: async () => void (await helper.stop()) };
}
