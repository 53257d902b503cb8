import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { linkMachine, soundCondition, type LinkConditions, type LinkEvent } from '@/simulation/actors/link.machine.ts';
import { nodeMachine, type NodeEvent } from '@/simulation/actors/node.machine.ts';
import { edgesOf } from '@/simulation/fault-events.ts';
import type { LinkState, NodeState } from '@/simulation/views/frame-index.ts';
import { faultOffers, linkOffers, nodeOffers, type Way } from './fault-offers.ts';
import { linkRefusal, nodeRefusal } from './fault-refusal.ts';

const ignore = () => {};
const effects = { stop: ignore, terminate: ignore, boot: ignore, start: ignore, hold: ignore, release: ignore, slowDown: ignore, failShare: ignore, turnClock: ignore };
const up: NodeState = { condition: 'up', factor: 1, failRatio: 0 };
const slow = { type: 'slow', factor: 3 } as const;
const fail = { type: 'fail', ratio: 0.5 } as const;

/** What happened to a node, and how it looks to the page then. */
const lives: readonly (readonly [state: NodeState, events: readonly NodeEvent[]])[] = [
  [{ ...up, condition: 'restarting' }, []],
  [up, [{ type: 'started' }]],
  [{ ...up, condition: 'slow', factor: 3 }, [{ type: 'started' }, slow]],
  [{ ...up, condition: 'failing', failRatio: 0.5 }, [{ type: 'started' }, fail]],
  [{ condition: 'failing', factor: 3, failRatio: 0.5 }, [{ type: 'started' }, slow, fail]],
  [{ ...up, condition: 'paused' }, [{ type: 'started' }, { type: 'pause' }]],
  [{ ...up, condition: 'stopping' }, [{ type: 'started' }, { type: 'terminate' }]],
  [{ ...up, condition: 'exited' }, [{ type: 'started' }, { type: 'exit', code: 0 }]],
  [{ ...up, condition: 'absent' }, [{ type: 'withhold' }]],
  [{ ...up, condition: 'down' }, [{ type: 'started' }, { type: 'crash' }]],
];

describe('what is refused of a node', () => {
  it.each(lives)('is what its actor refuses while it is %o', (state, events) => {
    const actor = createActor(nodeMachine, { input: { effects } }).start();
    for (const event of events) actor.send(event);
    const accepted = nodeOffers.filter((kind) => actor.getSnapshot().can(edgesOf(faultOffers[kind].fault('stock', 0, 'both')).strike as NodeEvent));
    expect(nodeOffers.filter((kind) => nodeRefusal(kind, state) === '')).toEqual(accepted);
  });
});

describe('what is refused of a link', () => {
  const ways: readonly Way[] = ['there', 'back', 'both'];

  it.each(linkOffers.flatMap((kind) => ways.map((way) => [kind, way] as const)))('is what its actor refuses after %s on the way %s', (kind, struck) => {
    let conditions: LinkConditions = { there: soundCondition, back: soundCondition };
    const actor = createActor(linkMachine, { input: { carry: (changed) => void (conditions = changed) } }).start();
    const strike = (of: typeof kind, way: Way) => edgesOf(faultOffers[of].fault('web>stock', 0, way)).strike as LinkEvent;
    actor.send(strike(kind, struck));
    const state: LinkState = { condition: actor.getSnapshot().value === 'cut' ? 'cut' : 'degraded', there: { ...conditions.there }, back: { ...conditions.back } };
    for (const way of ways) {
      const accepted = linkOffers.filter((other) => actor.getSnapshot().can(strike(other, way)));
      expect(linkOffers.filter((other) => linkRefusal(other, state, way) === ''), way).toEqual(accepted);
    }
  });
});
