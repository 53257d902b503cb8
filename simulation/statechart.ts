import { createActor, type AnyStateMachine } from 'xstate';
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
  const actor = createActor(machine).start();
  const stateName = () => flatName(actor.getSnapshot().value);
  return {
    took(event, reported) {
      const from = stateName();
      const isAccepted = actor.getSnapshot().can({ type: event });
      if (isAccepted) actor.send({ type: event });
      took({ event, from, expected: isAccepted ? stateName() : null, reported });
    },
  };
}

/** The innermost state's name: `up` for `{ alive: 'up' }`. */
export function flatName(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? flatName(Object.values(value)[0]) : '';
}
