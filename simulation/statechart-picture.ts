import type { AnyStateMachine } from 'xstate';
import type { StatechartPicture, Tone } from './scenario.ts';

interface StateMeta {
  readonly sentence: string;
  readonly x: number;
  readonly y: number;
  readonly tone: Tone;
}

/**
 * A statechart as a page draws it: its states where their `meta` places them, and every transition between two of them.
 * @throws Error naming a state whose `meta` lacks its sentence or its place.
 */
export function statechartPicture(machine: AnyStateMachine): StatechartPicture {
  const states = Object.entries(machine.states);
  const initial: unknown = machine.config.initial;
  return {
    states: states.map(([name, state]) => ({ name, ...metaOf(name, state.meta), initial: name === initial })),
    transitions: states.flatMap(([from, state]) => {
      const taken = [...state.transitions, ...[...machine.root.transitions].filter(([event]) => !state.transitions.has(event))];
      return taken.flatMap(([event, transitions]) =>
        transitions.flatMap(({ target }) => (target ?? []).map((to) => ({ from, to: to.key, event: String(event) }))),
      );
    }),
  };
}

function metaOf(name: string, meta: Partial<StateMeta> | undefined): StateMeta {
  const { sentence, x, y, tone } = meta ?? {};
  if (sentence === undefined || x === undefined || y === undefined || tone === undefined) {
    throw new Error(`The statechart's state ${name} needs meta: { sentence, x, y, tone }.`);
  }
  return { sentence, x, y, tone };
}
