import { enqueueActions, setup } from 'xstate';
import { linkMachine, type LinkConditions } from './link.machine.ts';
import { nodeMachine, type NodeEffects } from './node.machine.ts';
import { podMachine, type PodEffects, type PodLife } from './pod.machine.ts';

interface Cast {
  readonly nodes: readonly { readonly id: string; readonly effects: NodeEffects }[];
}

/**
 * The life of a run. It is the root of one actor system: every node is an actor in it, and every link from the first time that something befalls it.
 * A link is up until then, and a world of hundreds of them has few that ever change.
 */
export const runMachine = setup({
  types: {
    context: {} as Cast,
    input: {} as Cast,
    events: {} as
      /** A pod of the world, declared before the run is loaded. */
      | ({ type: 'pod'; id: string; effects: PodEffects } & PodLife)
      /** A link that something is about to befall. */
      | { type: 'link'; id: string; carry: (conditions: LinkConditions) => void }
      | { type: 'loaded' }
      | { type: 'halt' }
      | { type: 'resume' }
      | { type: 'violate' }
      | { type: 'exhaust' }
      | { type: 'fail' }
      | { type: 'end' },
  },
  actors: { node: nodeMachine, link: linkMachine, pod: podMachine },
}).createMachine({
  id: 'run',
  context: ({ input }) => input,
  entry: enqueueActions(({ context, enqueue }) => {
    for (const { id, effects } of context.nodes) enqueue.spawnChild('node', { id, systemId: id, input: { effects } });
  }),
  on: {
    link: {
      actions: enqueueActions(({ event: { id, carry }, enqueue }) => {
        enqueue.spawnChild('link', { id, systemId: id, input: { carry } });
      }),
    },
  },
  initial: 'loading',
  states: {
    loading: {
      on: {
        pod: {
          actions: enqueueActions(({ event: { id, effects, containers, restart }, enqueue }) => {
            enqueue.spawnChild('pod', { id, systemId: id, input: { effects, containers, restart } });
          }),
        },
        loaded: 'running',
        fail: 'failed',
      },
    },
    running: { on: { halt: 'halted', violate: 'violated', exhaust: 'exhausted', fail: 'failed', end: 'ended' } },
    halted: { on: { resume: 'running' } },
    violated: { type: 'final' },
    exhausted: { type: 'final' },
    failed: { type: 'final' },
    ended: { type: 'final' },
  },
});
