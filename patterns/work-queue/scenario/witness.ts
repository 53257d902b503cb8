import type { TraceRow } from '../../../simulation/trace.ts';

export type Standing = 'pending' | 'active' | 'resting' | 'done' | 'failed';
/** An item as the world has it. */
export interface Known {
  readonly item: string;
  /** How it has stood, and from when on, in µs. */
  readonly stood: { readonly as: Standing; readonly at: number }[];
  isListed: boolean;
  /** How it ended, once that was recorded; whoever forgets it later does not undo it. */
  ending: 'done' | 'failed' | undefined;
  /** How many jobs were ever created for it, which of them have not ended, and which are there. */
  attempts: number;
  readonly active: Set<string>;
  readonly jobs: Set<string>;
  /** What the record has now. */
  recorded: 'done' | 'failed' | undefined;
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
      const known = this.of(row.data.item as string);
      note(known, row);
      const as = standingOf(known);
      if (known.stood.at(-1)?.as !== as) known.stood.push({ as, at: row.at });
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
        known.jobs.add(name);
        this.active += 1;
      }),
      'job.ended': change((known, row) => {
        if (known.active.delete(row.data.name as string)) this.active -= 1;
      }),
      'job.removed': change((known, row) => void known.jobs.delete(row.data.name as string)),
      'ending.kept': change((known, row) => {
        known.recorded = row.data.outcome as 'done' | 'failed';
        known.ending ??= known.recorded;
      }),
      'ending.forgotten': change((known) => void (known.recorded = undefined)),
    };
  }

  private of(item: string): Known {
    let known = this.items.get(item);
    if (known === undefined) this.items.set(item, (known = { item, stood: [], isListed: false, ending: undefined, attempts: 0, active: new Set(), jobs: new Set(), recorded: undefined }));
    return known;
  }

  /** The items that wait for their first job, old ones first, and how many have one or rest between two. */
  get standing(): { readonly pending: readonly string[]; readonly inHand: number } {
    const listed = [...this.items.values()].filter(({ isListed }) => isListed);
    const pending = listed.filter((known) => standingOf(known) === 'pending').map(({ item }) => item);
    return { pending, inHand: this.active + listed.filter((known) => standingOf(known) === 'resting').length };
  }

  /** How many items that are listed before this one wait for their first job. */
  before(item: string): number {
    let before = 0;
    for (const known of this.items.values()) {
      if (known.item === item) break;
      if (known.isListed && known.ending === undefined && known.attempts === 0) before += 1;
    }
    return before;
  }
}

const standingOf = ({ recorded, active, jobs }: Known): Standing => recorded ?? (active.size > 0 ? 'active' : jobs.size > 0 ? 'resting' : 'pending');
/** Whether an item stood so at any moment from one on, in µs. */
export const stoodAs = ({ stood }: Known, as: Standing, from: number): boolean => stood.some((one, index) => one.as === as && (stood[index + 1]?.at ?? Infinity) >= from);

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
