import { initialTransition, transition, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';
import type { Statechart } from './world.ts';

/** What one event did, as the trace writes it: the state that the chart came to (null when it does not accept the event) and the one the code says. */
export interface Conformance {
  readonly event: string;
  readonly from: string;
  readonly expected: string | null;
  readonly reported: string;
}

/** An instance of a statechart that the code's own events are held against. XState ignores what it does not accept, so acceptance is asked first. */
export function followStatechart(machine: AnyStateMachine, took: (conformance: Conformance) => void): Statechart {
  const step = stepsOf(machine);
  let [snapshot] = initialTransition(machine);
  return {
    took(event, reported) {
      const from = flatName(snapshot.value);
      const next = step(snapshot, event);
      if (next !== null) snapshot = next;
      took({ event, from, expected: next === null ? null : flatName(next.value), reported });
    },
  };
}

/** The snapshot that an event leads to, or null where the chart does not accept it. */
type Step = (snapshot: AnyMachineSnapshot, event: string) => AnyMachineSnapshot | null;

const knownSteps = new WeakMap<AnyStateMachine, Step>();

/**
 * A transition takes XState several microseconds, and a run asks for the same few again and again. Where nothing but the state decides
 * (no context, no history), each is worked out once.
 */
function stepsOf(machine: AnyStateMachine): Step {
  const known = knownSteps.get(machine);
  if (known !== undefined) return known;
  const [initial] = initialTransition(machine);
  const isDecidedByState = Object.keys(initial.context as object).length === 0 && !hasHistory(machine.root);
  const remembered = new Map<string, AnyMachineSnapshot | null>();
  const steps: Step = (snapshot, event) => {
    const key = `${JSON.stringify(snapshot.value)} ${event}`;
    let next = remembered.get(key);
    if (next === undefined) remembered.set(key, (next = workedOut(machine, snapshot, event)));
    return next;
  };
  const step: Step = isDecidedByState ? steps : (snapshot, event) => workedOut(machine, snapshot, event);
  knownSteps.set(machine, step);
  return step;
}

function workedOut(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, type: string): AnyMachineSnapshot | null {
  return snapshot.can({ type }) ? (transition(machine, snapshot, { type })[0] as AnyMachineSnapshot) : null;
}

const hasHistory = (node: AnyStateMachine['root']): boolean => node.type === 'history' || Object.values(node.states).some(hasHistory);

/** The innermost state's name: `up` for `{ alive: 'up' }`. */
export function flatName(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? flatName(Object.values(value)[0]) : '';
}
