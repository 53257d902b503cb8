import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActor, type Actor } from 'xstate';
import { flatName } from '../statechart.ts';
import { podMachine, type PodContainer, type PodEvent } from './pod.machine.ts';

const containers: readonly PodContainer[] = [{ node: 'proxy', kind: 'helper' }, { node: 'agent', kind: 'helper' }, { node: 'web', kind: 'app' }, { node: 'job', kind: 'app' }];
const nodes = containers.map(({ node }) => node);
const isApp = (node: string) => node === 'web' || node === 'job';

const event = fc.oneof(
  fc.record({ type: fc.constant('ready' as const), node: fc.constantFrom(...nodes) }),
  fc.record({ type: fc.constant('exited' as const), node: fc.constantFrom(...nodes), code: fc.constantFrom(0, 1, 137) }),
  fc.record({ type: fc.constant('again' as const), node: fc.constantFrom(...nodes) }),
  fc.constantFrom<PodEvent>({ type: 'stop' }, { type: 'evict' }, { type: 'graceOver' }, { type: 'replace' }),
);
const restart = fc.constantFrom('always' as const, 'on-failure' as const, 'never' as const);

const stateOf = (actor: Actor<typeof podMachine>) => flatName(actor.getSnapshot().value);

/** A pod whose containers do nothing by themselves, and what was done to them. */
function podUnder(policy: 'always' | 'on-failure' | 'never') {
  const live = new Set<string>();
  /** Those that were ready once in the life of this pod. */
  const ready = new Set<string>();
  const done: string[] = [];
  const effects = {
    start: (node: string) => {
      expect(live).not.toContain(node);
      live.add(node);
      done.push(`start ${node}`);
    },
    terminate: (node: string) => void done.push(`terminate ${node}`),
    kill: (node: string) => void done.push(`kill ${node}`),
    backOff: (node: string) => void done.push(`wait ${node}`),
    allowGrace: () => undefined,
    leave: () => {
      expect([...live]).toEqual([]);
      ready.clear();
    },
  };
  const actor = createActor(podMachine, { input: { effects, containers, restart: policy } }).start();
  actor.send({ type: 'begin' });
  const send = (sent: PodEvent) => {
    const state = stateOf(actor);
    if (sent.type === 'exited' && !live.delete(sent.node)) return;
    if (sent.type === 'ready') {
      if (!live.has(sent.node)) return;
      ready.add(sent.node);
    }
    done.length = 0;
    actor.send(sent);
    check(state, sent);
  };
  const check = (before: unknown, sent: PodEvent) => {
    for (const step of done) {
      const [what, node] = step.split(' ') as [string, string];
      if (what === 'start') for (const earlier of nodes.slice(0, nodes.indexOf(node))) if (!isApp(earlier)) expect(ready, `${step} before ${earlier}`).toContain(earlier);
      if (what === 'start') expect(['starting', 'running']).toContain(stateOf(actor));
      if (what === 'terminate' && !isApp(node)) expect([...live].filter(isApp), step).toEqual([]);
      if (what === 'kill') expect(sent.type).toBe('graceOver');
      if (what === 'wait') expect(before).not.toBe('stopping');
    }
  };
  return { actor, send, live };
}

describe('a pod', () => {
  it('starts, stops and restarts its containers in their order, whatever befalls them', () => {
    fc.assert(
      fc.property(restart, fc.array(event, { maxLength: 60 }), (policy, events) => {
        const { send } = podUnder(policy);
        for (const each of events) send(each);
      }),
      { numRuns: 500 },
    );
  });

  it('is gone when it was stopped and what lives has ended', () => {
    fc.assert(
      fc.property(restart, fc.array(event, { maxLength: 40 }), fc.constantFrom('stop' as const, 'evict' as const), (policy, events, type) => {
        const { actor, send, live } = podUnder(policy);
        for (const each of events) if (each.type !== 'replace') send(each);
        send({ type });
        if (stateOf(actor) === 'stopping') send({ type: 'graceOver' });
        for (const node of live) send({ type: 'exited', node, code: 137 });
        expect(stateOf(actor)).toBe('gone');
      }),
      { numRuns: 300 },
    );
  });

  it.each([[0, 'completed'], [3, 'failed']] as const)('whose apps have ended, the last with %i, has %s, though its helpers would run on', (code, ending) => {
    const { actor, send } = podUnder('never');
    for (const node of ['proxy', 'agent']) send({ type: 'ready', node });
    expect(stateOf(actor)).toBe('running');
    send({ type: 'exited', node: 'web', code: 0 });
    expect(stateOf(actor)).toBe('running');
    send({ type: 'exited', node: 'job', code });
    expect(actor.getSnapshot()).toMatchObject({ value: 'stopping', context: { ending } });
  });
});
