import { inWords } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { askedBy } from './sizes.ts';

/** A call of a till, over all its attempts, as its till and the network showed it. Times are in virtual µs. */
export interface SeenCall {
  readonly call: string;
  readonly kind: 'price' | 'payment';
  readonly till: number;
  readonly beganAt: number;
  attempts: number;
  /** When the last attempt ended, and the code of how; undefined while one is out. */
  endedAt: number | undefined;
  code: string;
  leftAt: number | undefined;
  /** Its waits so far, each less what was asked for, in ms. */
  readonly waitsMs: number[];
}

interface Listener {
  began?(call: SeenCall, row: TraceRow): void;
  /** An attempt begins; the call still counts those before. `gapUs` is the time since the last one ended, and `waitMs` that less what was asked for. */
  attempts?(call: SeenCall, row: TraceRow, gapUs: number, waitMs: number): void;
  /** The last attempt failed, and a wait for the next one begins. */
  waits?(call: SeenCall, row: TraceRow): void;
  left?(call: SeenCall, row: TraceRow): void;
  ended?(call: SeenCall, row: TraceRow): void;
  /** The tills' process stands still, or is dead. */
  stopped?(): void;
  /** It is dead: its calls are nobody's any more. */
  died?(): void;
}

/** Watches the calls of all tills and tells what happens, as the handlers of a promise. */
export function watchCalls(listener: Listener): { readonly [kind: string]: (row: TraceRow) => void } {
  const calls = new Map<unknown, SeenCall>();
  const ofRequest = new Map<unknown, SeenCall>();
  /** The call whose attempt is about to leave. */
  let leaving: SeenCall | undefined;
  return {
    'call.began': (row) => {
      const { call, kind, till } = row.data as unknown as SeenCall;
      const seen: SeenCall = { call, kind, till, beganAt: row.at, attempts: 0, endedAt: undefined, code: '', leftAt: undefined, waitsMs: [] };
      calls.set(call, seen);
      listener.began?.(seen, row);
    },
    'attempt.made': (row) => {
      leaving = calls.get(row.data.call);
      if (leaving === undefined) return;
      const gapUs = leaving.endedAt === undefined ? 0 : row.at - leaving.endedAt;
      const waitMs = gapUs / 1000 - (askedBy(leaving.code) ?? 0);
      listener.attempts?.(leaving, row, gapUs, waitMs);
      if (leaving.attempts > 0) leaving.waitsMs.push(waitMs);
      leaving.attempts += 1;
      leaving.endedAt = undefined;
    },
    'request.started': (row) => {
      if (row.node === 'tills' && leaving !== undefined) ofRequest.set(row.data.request, leaving);
      leaving = undefined;
    },
    'request.ended': (row) => {
      if (row.node !== 'tills') return;
      const seen = ofRequest.get(row.data.request);
      if (!ofRequest.delete(row.data.request) || seen === undefined) return;
      seen.endedAt = row.at;
      seen.code = row.data.code as string;
    },
    'retry.waits': (row) => {
      const seen = calls.get(row.data.call);
      if (seen !== undefined) listener.waits?.(seen, row);
    },
    'shopper.left': (row) => {
      const seen = calls.get(`price ${inWords(row.data.order)}`);
      if (seen === undefined) return;
      seen.leftAt = row.at;
      listener.left?.(seen, row);
    },
    'call.ended': (row) => {
      const seen = calls.get(row.data.call);
      if (seen === undefined) return;
      listener.ended?.(seen, row);
      calls.delete(row.data.call);
    },
    'node.state': ({ node, data }) => {
      if (node !== 'tills' || (data.state !== 'down' && data.state !== 'paused')) return;
      listener.stopped?.();
      if (data.state === 'paused') return;
      calls.clear();
      ofRequest.clear();
      listener.died?.();
    },
  };
}
