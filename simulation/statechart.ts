import { initialTransition, transition, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';
import type { RunningHash } from './running-hash.ts';
import { shortened } from './words-of-error.ts';
import type { Statechart } from './world.ts';

/** What one event did, as the trace writes it: the state that the chart came to (null when it does not accept the event) and the one the code says. */
export type Conformance = {
  /** The instance, as the code names it. */
  readonly chart: string;
  readonly event: string;
  readonly from: string;
  readonly expected: string | null;
  readonly reported: string;
};

/** The rest follows from these and from the events before. */
export function digestConformance(hash: RunningHash, { chart, event, expected, reported }: Conformance): void {
  hash.string(chart);
  hash.string(event);
  hash.string(expected ?? '');
  hash.string(reported);
}

/** An instance of a statechart that the code's own events are held against. XState ignores what it does not accept, so acceptance is asked first. */
export function followStatechart(machine: AnyStateMachine, chart: string, took: (conformance: Conformance) => void): Statechart {
  let place = firstPlace(machine);
  return {
    took(event, reported) {
      const from = place.name;
      const next = place.after(wordOf(event));
      if (next !== null) place = next;
      took({ chart, event: wordOf(event), from, expected: next === null ? null : next.name, reported: wordOf(reported) });
    },
  };
}

/** What the code calls an event or a state, which may be anything. */
const wordOf = (value: unknown): string => (typeof value === 'string' ? shortened(value, 100) : `a ${typeof value}`);

/** A state that a chart is in. */
interface Place {
  readonly name: string;
  /** The place that an event leads to, or null where the chart does not accept it. */
  after(event: string): Place | null;
}

const firstPlaces = new WeakMap<AnyStateMachine, Place>();

/**
 * A transition takes XState several microseconds, and a run asks for the same few again and again. Where nothing but the state decides
 * (no context, no history), each is worked out once, and all instances of the chart walk over the same places.
 */
function firstPlace(machine: AnyStateMachine): Place {
  const known = firstPlaces.get(machine);
  if (known !== undefined) return known;
  const [initial] = initialTransition(machine);
  const isDecidedByState = Object.keys(initial.context as object).length === 0 && !hasHistory(machine.root);
  if (!isDecidedByState) return { name: flatName(initial.value), after: (event) => workedOut(machine, initial, event) };
  const first = new RememberedPlace(machine, initial, new Map());
  firstPlaces.set(machine, first);
  return first;
}

class RememberedPlace implements Place {
  readonly name: string;
  private readonly machine: AnyStateMachine;
  private readonly snapshot: AnyMachineSnapshot;
  private readonly places: Map<string, Place>;
  private readonly steps = new Map<string, Place | null>();

  constructor(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, places: Map<string, Place>) {
    this.name = flatName(snapshot.value);
    this.machine = machine;
    this.snapshot = snapshot;
    this.places = places;
    places.set(JSON.stringify(snapshot.value), this);
  }

  after(event: string): Place | null {
    let next = this.steps.get(event);
    if (next === undefined) this.steps.set(event, (next = this.workOut(event)));
    return next;
  }

  private workOut(event: string): Place | null {
    const next = transitionOf(this.machine, this.snapshot, event);
    return next && (this.places.get(JSON.stringify(next.value)) ?? new RememberedPlace(this.machine, next, this.places));
  }
}

function workedOut(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: string): Place | null {
  const next = transitionOf(machine, snapshot, event);
  return next && { name: flatName(next.value), after: (following) => workedOut(machine, next, following) };
}

function transitionOf(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, type: string): AnyMachineSnapshot | null {
  return snapshot.can({ type }) ? (transition(machine, snapshot, { type })[0] as AnyMachineSnapshot) : null;
}

const hasHistory = (node: AnyStateMachine['root']): boolean => node.type === 'history' || Object.values(node.states).some(hasHistory);

/** The innermost state's name: `up` for `{ alive: 'up' }`. */
export function flatName(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? flatName(Object.values(value)[0]) : '';
}
