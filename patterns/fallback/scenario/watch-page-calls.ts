import type { TraceRow } from '../../../simulation/trace.ts';

/** A call that web made for a page, as the network saw it. */
export interface PageCall {
  readonly page: number;
  readonly level: string;
  readonly startedAt: number;
}
/** A page that web is filling. */
export interface OpenPage {
  readonly asked: string[];
  /** Calls of this page that have not ended. */
  out: number;
  /** How the last call of this page ended; its code, or `ok`. */
  last: string;
}
interface Listener {
  /** A page is about to ask a level; `open` is what is known of it until now. */
  asks?(row: TraceRow, level: string, open: OpenPage): void;
  /** The call has left web. */
  called?(row: TraceRow, call: PageCall): void;
  /** A call has ended. `how` is `ok`, or the code of its error; `aborted` where web gave it up. */
  ended?(row: TraceRow, call: PageCall, how: string): void;
  /** Web's process died or stands still. */
  stopped?(isDead: boolean): void;
}

/** Follows the calls that web makes for its pages, and tells what happens, as the handlers of a promise. */
export function watchPageCalls(listener: Listener): { readonly [kind: string]: (row: TraceRow) => void } {
  const calls = new Map<number, PageCall>();
  const pages = new Map<number, OpenPage>();
  let asking: { readonly page: number; readonly level: string } | undefined;
  const openOf = (page: number): OpenPage => {
    const open = pages.get(page) ?? { asked: [], out: 0, last: '' };
    pages.set(page, open);
    return open;
  };
  return {
    'level.asked': (row) => {
      const { page, level } = row.data as { page: number; level: string };
      const open = openOf(page);
      listener.asks?.(row, level, open);
      open.asked.push(level);
      asking = { page, level };
    },
    'request.started': (row) => {
      if (row.node !== 'web' || asking === undefined || row.data.to !== asking.level) return;
      const call: PageCall = { ...asking, startedAt: row.at };
      asking = undefined;
      calls.set(row.data.request as number, call);
      openOf(call.page).out += 1;
      listener.called?.(row, call);
    },
    'request.ended': (row) => {
      const call = calls.get(row.data.request as number);
      if (call === undefined) return;
      calls.delete(row.data.request as number);
      const how = row.data.outcome === 'ok' ? 'ok' : row.data.outcome === 'aborted' ? 'aborted' : (row.data.code as string);
      const open = openOf(call.page);
      open.out -= 1;
      open.last = how;
      listener.ended?.(row, call, how);
    },
    'node.state': ({ node, data }) => {
      if (node !== 'web' || (data.state !== 'down' && data.state !== 'paused')) return;
      const isDead = data.state === 'down';
      if (isDead) {
        calls.clear();
        pages.clear();
      }
      listener.stopped?.(isDead);
    },
  };
}
