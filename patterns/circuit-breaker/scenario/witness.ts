import type { Knobs } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { buckets } from './sizes.ts';

export type State = 'closed' | 'open' | 'half-open' | 'isolated';

/** A call of payments, as the network saw it. */
export interface SeenCall {
  /** The number of changes of state that its checkout had reported when the call left. */
  readonly generation: number;
  readonly state: State;
}
interface Ended {
  readonly at: number;
  readonly failed: boolean;
  readonly slow: boolean;
}

/** What is known of one checkout from the outside: the states that it reported, and the calls that the network carried for it. */
export class Witness {
  state: State = 'closed';
  generation = 0;
  /** When it came into its state, in µs. */
  since = 0;
  /** When it last opened after a failure, in µs. */
  openedAt = 0;
  readonly calls = new Map<number, SeenCall>();
  /** Calls that left and ended in the present state, oldest first; ignored ones left out. */
  ended: Ended[] = [];

  /** Calls that left in the present state and have not ended. */
  get out(): number {
    let out = 0;
    for (const call of this.calls.values()) if (call.generation === this.generation) out += 1;
    return out;
  }

  enter(state: State, at: number): void {
    this.state = state;
    this.since = at;
    this.generation += 1;
    this.ended = [];
  }

  /** The process died: its calls are nobody's any more, and the next one begins closed. */
  die(at: number): void {
    this.calls.clear();
    this.enter('closed', at);
  }
}

interface Listener {
  /** A call has left for payments. */
  called?(witness: Witness, row: TraceRow): void;
  /** A call has ended; undefined where the witness never saw it leave. `counts` says that it belongs to the present state and is no declined card. */
  ended?(witness: Witness, row: TraceRow, counts: boolean): void;
  /** A state was reported; the witness still stands in the state before it. */
  changes?(witness: Witness, row: TraceRow, to: State): void;
  /** The same, after. */
  changed?(witness: Witness, row: TraceRow): void;
  died?(node: string): void;
  /** The process stands still or is about to be dead: it keeps no time. The witness still has its calls. */
  stopped?(witness: Witness): void;
}

/** Watches every checkout and tells what happens, as the handlers of a promise. */
export function watchCheckouts(knobs: Knobs, listener: Listener): { readonly [kind: string]: (row: TraceRow) => void } {
  const witnesses = new Map<string, Witness>();
  const of = (node: string) => {
    const witness = witnesses.get(node) ?? new Witness();
    witnesses.set(node, witness);
    return witness;
  };
  return {
    'request.started': (row) => {
      if (row.data.to !== 'payments') return;
      const witness = of(row.node);
      witness.calls.set(row.data.request as number, { generation: witness.generation, state: witness.state });
      listener.called?.(witness, row);
    },
    'request.ended': (row) => {
      if (row.data.to !== 'payments') return;
      const witness = of(row.node);
      const call = witness.calls.get(row.data.request as number);
      witness.calls.delete(row.data.request as number);
      const counts = call?.generation === witness.generation && row.data.code !== 'declined';
      if (counts) {
        witness.ended.push({ at: row.at, failed: row.data.outcome !== 'ok', slow: (row.data.latencyUs as number) / 1000 > (knobs.slowOverMs as number) });
      }
      listener.ended?.(witness, row, counts);
    },
    'breaker.state': (row) => {
      const witness = of(row.node);
      const to = row.data.to as State;
      listener.changes?.(witness, row, to);
      if (to === 'open' && row.data.reason !== 'restored') witness.openedAt = row.at;
      witness.enter(to, row.at);
      listener.changed?.(witness, row);
    },
    'node.state': (row) => {
      const { state } = row.data;
      if (!witnesses.has(row.node) || (state !== 'down' && state !== 'paused')) return;
      listener.stopped?.(of(row.node));
      if (state === 'paused') return;
      of(row.node).die(row.at);
      listener.died?.(row.node);
    },
  };
}

export interface Evidence {
  readonly calls: number;
  readonly failures: number;
  readonly slow: number;
  /** Whether they are enough, by the knobs, to open a closed circuit. */
  readonly isEnough: boolean;
}

/** What the rule of the knobs makes of the calls that a witness has seen, at virtual time `at` in µs. */
export function evidenceOf({ ended }: Witness, knobs: Knobs, at: number): Evidence {
  const window = windowOf(ended, knobs, at);
  const calls = window.length;
  const failures = window.filter(({ failed }) => failed).length;
  const slow = window.filter((call) => call.slow).length;
  const isConsecutive = knobs.rule === 'consecutive';
  const minimum = isConsecutive ? (knobs.failuresInARow as number) : knobs.rule === 'count' ? Math.min(knobs.minimumCalls as number, knobs.windowCalls as number) : (knobs.minimumCalls as number);
  const failureRatio = isConsecutive ? 1 : (knobs.failurePercent as number) / 100;
  const isReached = failures / calls >= failureRatio || slow / calls >= (knobs.slowPercent as number) / 100;
  return { calls, failures, slow, isEnough: calls >= minimum && isReached };
}

function windowOf(ended: readonly Ended[], knobs: Knobs, at: number): readonly Ended[] {
  if (knobs.rule === 'count') return ended.slice(-(knobs.windowCalls as number));
  if (knobs.rule === 'consecutive') return ended.slice(-(knobs.failuresInARow as number));
  const cellMs = (knobs.windowMs as number) / buckets;
  const cellOf = (time: number) => Math.floor(time / 1000 / cellMs);
  return ended.filter((call) => cellOf(call.at) > cellOf(at) - buckets);
}
