import type { TraceRow } from '../../../simulation/trace.ts';

/** An item as the world has it. */
export interface Known {
  readonly item: string;
  isListed: boolean;
  /** How it ended, once that was recorded; whoever forgets it later does not undo it. */
  ending: 'done' | 'failed' | undefined;
  /** How many jobs were ever created for it, and which of them have not ended. */
  attempts: number;
  readonly active: Set<string>;
}
interface Listener {
  /** Before the books have it. */
  created?(known: Known, name: string, row: TraceRow): void;
  /** After each change of the books. */
  changed?(row: TraceRow): void;
}
type Handlers = { readonly [kind: string]: (row: TraceRow) => void };

/** Keeps its own books of what was uploaded, run and recorded, whatever a manager says. */
export class Witness {
  readonly items = new Map<string, Known>();
  active = 0;
  readonly handlers: Handlers;

  constructor(listener: Listener) {
    const change = (note: (known: Known, row: TraceRow) => void) => (row: TraceRow) => {
      note(this.of(row.data.item as string), row);
      listener.changed?.(row);
    };
    this.handlers = {
      'item.uploaded': change((known) => void (known.isListed = true)),
      'item.unlisted': change((known) => void (known.isListed = false)),
      'job.created': change((known, row) => {
        const name = row.data.name as string;
        listener.created?.(known, name, row);
        known.attempts += 1;
        known.active.add(name);
        this.active += 1;
      }),
      'job.ended': change((known, row) => {
        if (known.active.delete(row.data.name as string)) this.active -= 1;
      }),
      'ending.kept': change((known, row) => void (known.ending ??= row.data.outcome as 'done' | 'failed')),
    };
  }

  private of(item: string): Known {
    let known = this.items.get(item);
    if (known === undefined) this.items.set(item, (known = { item, isListed: false, ending: undefined, attempts: 0, active: new Set() }));
    return known;
  }

  /** How many items wait for their first job, and how many have one or rest between two. */
  get standing(): { readonly pending: number; readonly inHand: number } {
    let [pending, resting] = [0, 0];
    for (const { isListed, ending, attempts, active } of this.items.values()) {
      if (!isListed || ending !== undefined || active.size > 0) continue;
      if (attempts === 0) pending += 1;
      else resting += 1;
    }
    return { pending, inHand: this.active + resting };
  }
}

/** Watches with the world's books, as the handlers of a promise, beside those of its own. */
export function watchItems(make: (witness: () => Witness) => Listener, own: Handlers = {}): Handlers {
  const witness: Witness = new Witness(make(() => witness));
  for (const kind of Object.keys(own)) if (kind in witness.handlers) throw new Error(`The witness watches ${kind} itself.`);
  return { ...own, ...witness.handlers };
}

/** Tells whether nothing is at fault: from the start to the first fault, and from when the last is over. */
export function calm(changed: (isCalm: boolean, row: TraceRow) => void): { readonly state: { isCalm: boolean }; readonly handlers: Handlers } {
  const state = { isCalm: true };
  const set = (isCalm: boolean) => (row: TraceRow) => {
    state.isCalm = isCalm;
    changed(isCalm, row);
  };
  return { state, handlers: { 'fault.applied': set(false), 'faults.over': set(true) } };
}
