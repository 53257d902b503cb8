import { assign, setup, type AnyStateMachine } from 'xstate';
import { describe, expect, it } from 'vitest';
import { followStatechart, type Conformance } from './statechart.ts';

/** What the chart said of each event, in order: `event: from > to`, with `refused` for what it does not accept. */
function follow(machine: AnyStateMachine, events: readonly string[]): string[] {
  const said: string[] = [];
  const chart = followStatechart(machine, 'it', ({ event, from, expected }: Conformance) => void said.push(`${event}: ${from} > ${expected ?? 'refused'}`));
  for (const event of events) chart.took(event, 'whatever the code says');
  return said;
}

const door = setup({}).createMachine({ initial: 'shut', states: { shut: { on: { opened: 'ajar' } }, ajar: { on: { shut: 'shut' } } } });

const threeTries = setup({
  types: { context: {} as { tries: number } },
  guards: { isLast: ({ context }) => context.tries === 2 },
  actions: { count: assign({ tries: ({ context }) => context.tries + 1 }) },
}).createMachine({
  context: { tries: 0 },
  initial: 'trying',
  states: { trying: { on: { failed: [{ guard: 'isLast', target: 'given-up' }, { actions: 'count' }] } }, 'given-up': {} },
});

const radio = setup({}).createMachine({
  initial: 'on',
  states: {
    on: { initial: 'low', on: { switched: 'off' }, states: { low: { on: { turned: 'high' } }, high: {}, last: { type: 'history' } } },
    off: { on: { switched: 'on.last' } },
  },
});

describe('a statechart that is followed', () => {
  it('says which state an event leads to, and which event it does not accept', () => {
    expect(follow(door, ['opened', 'opened', 'shut', 'burnt'])).toEqual(['opened: shut > ajar', 'opened: ajar > refused', 'shut: ajar > shut', 'burnt: shut > refused']);
  });

  it('begins anew with every instance, whatever was asked of the same chart before', () => {
    expect(follow(door, ['opened'])).toEqual(follow(door, ['opened']));
  });

  it('counts where the chart counts', () => {
    expect(follow(threeTries, ['failed', 'failed', 'failed', 'failed'])).toEqual([
      'failed: trying > trying',
      'failed: trying > trying',
      'failed: trying > given-up',
      'failed: given-up > refused',
    ]);
  });

  it('remembers where the chart remembers', () => {
    expect(follow(radio, ['switched', 'switched', 'turned', 'switched', 'switched']).slice(1)).toEqual([
      'switched: off > low',
      'turned: low > high',
      'switched: high > off',
      'switched: off > high',
    ]);
  });
});
