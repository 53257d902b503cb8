import type { TraceRow } from '../../../simulation/trace.ts';

/** A delivery as the world saw it: handed out over a link, and not yet settled by the queue. */
export interface Lease {
  readonly key: string;
  readonly message: string;
  readonly picture: string;
  readonly delivery: number;
  readonly to: string;
  /** Virtual µs. */
  until: number;
  /** Whether the worker has it, and has neither settled nor dropped it. */
  isHeld: boolean;
}
/** A message that the queue has taken and is neither done with nor has buried. */
export interface Known {
  /** By when the queue took it. */
  readonly number: number;
  readonly picture: string;
  /** Without those that were given back unbegun. */
  deliveries: number;
  lease: Lease | undefined;
  /** Since when it may be handed out, in virtual µs, where it is not leased. */
  readyAt: number;
}

interface Listener {
  /** A lease begins. `message` is as it was before. */
  handed?(message: Known, lease: Lease, row: TraceRow): void;
  arrived?(lease: Lease, row: TraceRow): void;
  /** The queue accepted a receipt: of the present delivery of a message, or of none. */
  accepted?(how: string, lease: Lease | undefined, row: TraceRow): void;
  refused?(how: string, row: TraceRow): void;
  /** It is done with, or buried. */
  ended?(id: string, message: Known, row: TraceRow): void;
  expired?(id: string, row: TraceRow): void;
  settled?(lease: Lease, row: TraceRow): void;
  /** A worker is down. */
  died?(worker: string, row: TraceRow): void;
}

export const keyOf = ({ message, delivery }: TraceRow['data']) => `${message as string}/${delivery as number}`;

/** Keeps its own books of what went over the links, whatever the code says of itself. */
export class Witness {
  readonly messages = new Map<string, Known>();
  readonly leases = new Map<string, Lease>();
  private taken = 0;
  readonly handlers: { readonly [kind: string]: (row: TraceRow) => void };

  constructor(leaseMs: number, listener: Listener) {
    const accept = (how: string) => (row: TraceRow) => {
      if (row.data.done !== true) return listener.refused?.(how, row);
      const lease = this.leases.get(keyOf(row.data));
      const present = lease !== undefined && this.messages.get(lease.message)?.lease === lease && row.at < lease.until ? lease : undefined;
      listener.accepted?.(how, present, row);
      if (lease === undefined) return;
      if (how === 'extend') lease.until = row.at + (row.data.ms as number) * 1000;
      else this.end(row, how);
      if (how === 'ack') this.forget(lease.message, row, listener);
    };
    this.handlers = {
      'queue.taken': (row) => {
        this.messages.set(row.data.message as string, { number: (this.taken += 1), picture: row.data.picture as string, deliveries: 0, lease: undefined, readyAt: row.at });
      },
      'queue.handed': (row) => {
        const { message, picture, delivery, to } = row.data as { message: string; picture: string; delivery: number; to: string };
        const known = this.messages.get(message) ?? { number: 0, picture, deliveries: 0, lease: undefined, readyAt: row.at };
        const lease: Lease = { key: keyOf(row.data), message, picture, delivery, to, until: row.at + leaseMs * 1000, isHeld: false };
        listener.handed?.(known, lease, row);
        known.deliveries += 1;
        known.lease = lease;
        this.leases.set(lease.key, lease);
      },
      'queue.ack': accept('ack'),
      'queue.nack': accept('nack'),
      'queue.extend': accept('extend'),
      'queue.expired': (row) => listener.expired?.(row.data.message as string, row),
      'queue.buried': (row) => this.forget(row.data.message as string, row, listener),
      'delivery.arrived': (row) => {
        const lease = this.leases.get(keyOf(row.data));
        if (lease === undefined) return;
        lease.isHeld = true;
        listener.arrived?.(lease, row);
      },
      'delivery.settled': (row) => this.letGo(row, listener),
      'delivery.dropped': (row) => this.letGo(row, listener),
      'node.state': (row) => {
        if (row.data.state !== 'down') return;
        listener.died?.(row.node, row);
        for (const lease of this.leases.values()) if (lease.to === row.node) lease.isHeld = false;
      },
    };
  }

  /** Of a worker: what it has and the queue counts as leased to it. */
  heldBy(worker: string, at: number): readonly Lease[] {
    return [...this.leases.values()].filter((lease) => lease.to === worker && lease.isHeld && at < lease.until);
  }

  private end(row: TraceRow, how: string): void {
    const lease = this.leases.get(keyOf(row.data))!;
    const known = this.messages.get(lease.message);
    this.leases.delete(lease.key);
    if (known?.lease !== lease) return;
    known.lease = undefined;
    if (row.data.counts === false) known.deliveries -= 1;
    known.readyAt = row.at + (how === 'nack' ? (row.data.ms as number) * 1000 : 0);
  }
  private letGo(row: TraceRow, listener: Listener): void {
    const lease = this.leases.get(keyOf(row.data));
    if (lease?.to === row.node) {
      lease.isHeld = false;
      listener.settled?.(lease, row);
    }
  }
  private forget(id: string, row: TraceRow, listener: Listener): void {
    const known = this.messages.get(id);
    if (known === undefined) return;
    if (known.lease !== undefined) this.leases.delete(known.lease.key);
    this.messages.delete(id);
    listener.ended?.(id, known, row);
  }
}

type Handlers = { readonly [kind: string]: (row: TraceRow) => void };

/** Watches with the world's books, as the handlers of a promise, beside those of its own. */
export function watchLeases(leaseMs: unknown, make: (witness: () => Witness) => Listener, own: (witness: Witness) => Handlers = () => ({})): Handlers {
  const witness: Witness = new Witness(leaseMs as number, make(() => witness));
  const handlers: Record<string, (row: TraceRow) => void> = { ...witness.handlers };
  for (const [kind, handler] of Object.entries(own(witness))) {
    if (kind in handlers) throw new Error(`The witness watches ${kind} itself.`);
    handlers[kind] = handler;
  }
  return handlers;
}
