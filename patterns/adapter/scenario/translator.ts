import type { Json } from '../../../simulation/trace.ts';
import type { Env } from '../../../simulation/world.ts';
import type { LogRecord } from '../adapter.log.ts';
import { keepMs, lookMs } from './sizes.ts';
import type { Code, Setup } from './world.ts';

/** Lines of a file from a place on, as records. Where `from` is null, somebody asks from where on the log has none. */
export type Batch = { readonly file: string; readonly from: number | null; readonly length: number; readonly records: readonly LogRecord[] };

export interface Translator {
  /** How many lines there were, by format. */
  readonly lines: Readonly<Record<string, number>>;
  /** Brings what is left to the log. */
  stop(): Promise<void>;
}

/** Reads the log of orders from the volume, has the lines translated, and sends the records, one batch at a time. */
export function translator(env: Env, { 'adapter.log': { accessLog, levelled, LogAdapter, logfmt } }: Code, { knobs }: Setup): Translator {
  const adapter = new LogAdapter({
    formats: [levelled, accessLog, ...(knobs.log === 'known' ? [logfmt] : [])],
    unreadable: knobs.unreadable === 'crash' ? 'throw' : (knobs.unreadable as 'tag' | 'drop'),
  });
  /** Where the log has come to, in the file that it is about. */
  let place: { readonly file: string; readonly at: number } | undefined;
  let waiting: Batch | undefined;
  let isStopping = false;

  const send = async (batch: Batch) => {
    const at = (await env.request('logs', batch, { timeoutMs: keepMs })) as number;
    place = { file: batch.file, at };
  };
  const translate = (file: string, from: number): Batch | undefined => {
    const text = env.volume.read(file, from) ?? '';
    const { records, length } = adapter.translate(text);
    if (length === 0) return undefined;
    return { file, from, length, records };
  };
  /** Whether there may be more. */
  const next = async (): Promise<boolean> => {
    const file = env.volume.files().find(({ name }) => name.startsWith('orders-'))?.name;
    if (file === undefined) return false;
    if (place?.file !== file) await send({ file, from: null, length: 0, records: [] });
    waiting ??= translate(file, place!.at);
    if (waiting === undefined) return false;
    await send(waiting);
    waiting = undefined;
    return true;
  };
  const tryNext = async (): Promise<boolean> => {
    try {
      return await next();
    } catch (error) {
      if ((error as { readonly code?: Json }).code !== 'LINE_UNREADABLE') return true;
      env.report('adapter.gave-up', { of: 'orders' });
      env.exit(1);
      return false;
    }
  };
  const run = async () => {
    while (!isStopping) {
      await tryNext();
      await env.sleep(lookMs);
    }
  };
  const running = run();
  return {
    get lines() {
      return adapter.lines;
    },
    stop: async () => {
      isStopping = true;
      await running;
      while (await tryNext()) await env.sleep(10);
    },
  };
}
