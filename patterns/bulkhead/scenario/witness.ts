import type { Knobs } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { connections, dependencies } from './sizes.ts';

/** A call that web has asked its bulkhead for, and that has neither begun nor been given up. */
export interface AskedCall {
  readonly page: number;
  /** Virtual µs. */
  readonly since: number;
  readonly deadline: number;
}

/** What is known from outside of the calls that share one set of slots: those of one dependency or, with one pool, all. */
export class Compartment {
  limit: number;
  readonly name: string;
  readonly queue: number;
  /** By page, in the order in which they came. */
  readonly waiting = new Map<number, AskedCall>();
  /** Pages whose call has begun and not ended. */
  readonly running = new Set<number>();
  /** Requests that the network carries for them. */
  readonly requests = new Set<number>();
  private readonly limitAtStart: number;

  constructor(name: string, limit: number, queue: number) {
    this.name = name;
    this.limit = this.limitAtStart = limit;
    this.queue = queue;
  }

  die(): void {
    this.limit = this.limitAtStart;
    this.waiting.clear();
    this.running.clear();
    this.requests.clear();
  }
}

interface Listener {
  asked?(compartment: Compartment, call: AskedCall, row: TraceRow): void;
  /** Its work began; it still counts as waiting. */
  starts?(compartment: Compartment, call: AskedCall, row: TraceRow): void;
  /** It was rejected, or its shopper left; it does not wait any more. */
  refused?(compartment: Compartment, call: AskedCall, row: TraceRow): void;
  /** A request has left for a dependency. */
  sent?(compartment: Compartment, row: TraceRow): void;
  returned?(compartment: Compartment, row: TraceRow): void;
  /** Anything has changed. */
  changed?(compartment: Compartment, row: TraceRow): void;
  /** Web stands still or is down: it keeps no time, and what was owed is not owed any more. */
  stopped?(): void;
}

/** Watches web and tells what happens in its compartments, as the handlers of a promise. */
export function watchCompartments(knobs: Knobs, listener: Listener): { readonly [kind: string]: (row: TraceRow) => void } {
  const queue = knobs.queue as number;
  const pool = new Compartment('the pool', connections, queue * dependencies.length);
  const all = new Map(dependencies.map(({ id, permits }) => [id, knobs.pool === 'shared' ? pool : new Compartment(id, knobs[permits] as number, queue)]));
  const of = ({ data }: TraceRow) => all.get(data.of as string)!;
  const leave = (row: TraceRow) => {
    const compartment = of(row);
    const call = compartment.waiting.get(row.data.page as number);
    if (call === undefined) return;
    compartment.waiting.delete(call.page);
    listener.refused?.(compartment, call, row);
    listener.changed?.(compartment, row);
  };
  return {
    'call.asked': (row) => {
      const compartment = of(row);
      const call = { page: row.data.page as number, since: row.at, deadline: row.data.deadline as number };
      compartment.waiting.set(call.page, call);
      listener.asked?.(compartment, call, row);
      listener.changed?.(compartment, row);
    },
    'call.started': (row) => {
      const compartment = of(row);
      const call = compartment.waiting.get(row.data.page as number);
      if (call === undefined) return;
      listener.starts?.(compartment, call, row);
      compartment.waiting.delete(call.page);
      compartment.running.add(call.page);
      listener.changed?.(compartment, row);
    },
    'call.ended': (row) => {
      const compartment = of(row);
      compartment.running.delete(row.data.page as number);
      listener.changed?.(compartment, row);
    },
    'call.rejected': leave,
    'call.left': leave,
    'slots.moved': (row) => {
      const compartment = of(row);
      compartment.limit = row.data.limit as number;
      listener.changed?.(compartment, row);
    },
    'request.started': (row) => {
      const compartment = all.get(row.data.to as string);
      if (compartment === undefined) return;
      compartment.requests.add(row.data.request as number);
      listener.sent?.(compartment, row);
    },
    'request.ended': (row) => {
      const compartment = all.get(row.data.to as string);
      compartment?.requests.delete(row.data.request as number);
      if (compartment !== undefined) listener.returned?.(compartment, row);
    },
    'node.state': ({ node, data }) => {
      if (node !== 'web' || (data.state !== 'down' && data.state !== 'paused')) return;
      listener.stopped?.();
      if (data.state === 'down') for (const compartment of all.values()) compartment.die();
    },
  };
}
