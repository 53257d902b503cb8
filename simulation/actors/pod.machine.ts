import { assign, enqueueActions, setup } from 'xstate';

/** How a container stands in its pod. */
export interface PodContainer {
  readonly node: string;
  readonly kind: 'app' | 'helper';
}
/** Why a pod is stopped. `completed` or `failed`: its apps have ended, and none is started again; failed where one of them did not exit with 0. */
export type PodEnding = 'stopped' | 'evicted' | 'completed' | 'failed';

export type PodEvent =
  | { type: 'begin' }
  /** The probe of a container succeeds from now on. */
  | { type: 'ready'; node: string }
  /** The process of a container is gone, on its own or killed. */
  | { type: 'exited'; node: string; code: number }
  /** The pause before a container's next start is over. */
  | { type: 'again'; node: string }
  | { type: 'stop' }
  | { type: 'evict' }
  | { type: 'graceOver' }
  | { type: 'replace' };

/** What a pod's transitions do to the world. The kernel provides it; nothing else starts, ends or restarts a container of a pod. */
export interface PodEffects {
  /** Starts a fresh process of the container. */
  start(node: string): void;
  /** Tells a container to stop (SIGTERM). Its `exited` follows. */
  terminate(node: string): void;
  /** Ends a container's process (SIGKILL). */
  kill(node: string): void;
  /** Begins the pause after which the container is started `again`. */
  backOff(node: string): void;
  /** Sends `graceOver` when the containers have had their time: at once where none lives. */
  allowGrace(ending: PodEnding, isEmpty: boolean): void;
  /** The pod is gone, and its volume with it. Sends `replace` where another comes in its place. `code`: the first exit code of an app that was not 0. */
  leave(ending: PodEnding, code: number): void;
}

export interface PodLife {
  readonly containers: readonly PodContainer[];
  /** Whether an app that ended is started again; a helper always is. */
  readonly restart: 'always' | 'on-failure' | 'never';
}
interface PodContext extends PodLife {
  readonly effects: PodEffects;
  /** How many of `containers` have been started. */
  readonly started: number;
  /** Those whose process lives, and those that wait to be started again. */
  readonly live: readonly string[];
  readonly waiting: readonly string[];
  /** The exit codes of the apps that are not started again. */
  readonly done: Readonly<Record<string, number>>;
  readonly ending: PodEnding;
}

const without = (nodes: readonly string[], node: string) => nodes.filter((one) => one !== node);
const kindOf = ({ containers }: PodContext, node: string) => containers.find((one) => one.node === node)!.kind;
const startsAgain = (context: PodContext, node: string, code: number) =>
  kindOf(context, node) === 'helper' || context.restart === 'always' || (context.restart === 'on-failure' && code !== 0);
/** The first exit code of an app that was not 0. */
const failureOf = ({ done }: PodContext) => Object.values(done).find((code) => code !== 0);
const appsOf = (context: PodContext) => context.containers.filter(({ kind }) => kind === 'app');

/**
 * The life of a pod: its containers start in their order, a helper before what follows it and an app beside the other apps; one that ends is started again after a
 * pause, while the others run on; and all end together, the apps first and the helpers after them, in reverse.
 * Source: Kubernetes, Pod Lifecycle and Helper Containers, kubernetes.io/docs/concepts/workloads/pods/.
 */
export const podMachine = setup({
  types: {
    context: {} as PodContext,
    events: {} as PodEvent,
    input: {} as PodLife & { effects: PodEffects },
  },
  guards: {
    isAllStarted: ({ context }) => context.started === context.containers.length,
    isComplete: ({ context }) => appsOf(context).every(({ node }) => node in context.done),
    isEmpty: ({ context }) => context.live.length === 0,
    hasWaited: ({ context, event }) => event.type === 'again' && context.waiting.includes(event.node),
    isAwaited: ({ context, event }) => event.type === 'ready' && context.containers[context.started - 1]?.node === event.node,
    isLast: ({ context, event }) => event.type === 'exited' && context.live.length === 1 && context.live[0] === event.node,
    isLive: ({ context, event }) => event.type === 'exited' && context.live.includes(event.node),
  },
  actions: {
    /** Starts containers up to the next helper: it has to be ready before what follows. */
    startNext: enqueueActions(({ context, enqueue }) => {
      let { started } = context;
      const nodes: string[] = [];
      for (let isHelper = false; !isHelper && started < context.containers.length; started += 1) {
        const { node, kind } = context.containers[started]!;
        nodes.push(node);
        isHelper = kind === 'helper';
      }
      enqueue.assign({ started, live: [...context.live, ...nodes] });
      for (const node of nodes) enqueue(() => context.effects.start(node));
    }),
    startAgain: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'again') return;
      enqueue.assign({ waiting: without(context.waiting, event.node), live: [...context.live, event.node] });
      enqueue(() => context.effects.start(event.node));
    }),
    noteExit: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'exited') return;
      const { node, code } = event;
      const live = without(context.live, node);
      if (!startsAgain(context, node, code)) return enqueue.assign({ live, done: { ...context.done, [node]: code } });
      enqueue.assign({ live, waiting: [...context.waiting, node] });
      enqueue(() => context.effects.backOff(node));
    }),
    noteEnd: assign({ live: ({ context, event }) => (event.type === 'exited' ? without(context.live, event.node) : context.live) }),
    endStopped: assign({ ending: 'stopped' }),
    endEvicted: assign({ ending: 'evicted' }),
    endDone: assign({ ending: ({ context }) => (failureOf(context) === undefined ? 'completed' : 'failed') }),
    allowGrace: ({ context }) => context.effects.allowGrace(context.ending, context.live.length === 0),
    /** Tells the apps to stop, all at once; when none lives any more, the helper that was started last. */
    terminateNext: ({ context }) => {
      const live = context.containers.filter(({ node }) => context.live.includes(node));
      const apps = live.filter(({ kind }) => kind === 'app');
      for (const { node } of apps.length > 0 ? apps : live.slice(-1)) context.effects.terminate(node);
    },
    terminateAfterApps: ({ context }) => {
      const live = context.containers.filter(({ node }) => context.live.includes(node));
      if (live.length > 0 && live.every(({ kind }) => kind === 'helper')) context.effects.terminate(live.at(-1)!.node);
    },
    kill: ({ context }) => {
      for (const node of context.live) context.effects.kill(node);
    },
    leave: ({ context }) => context.effects.leave(context.ending, failureOf(context) ?? 0),
    forget: assign({ started: 0, live: [], waiting: [], done: {}, ending: 'completed' }),
  },
}).createMachine({
  id: 'pod',
  context: ({ input }) => ({ ...input, started: 0, live: [], waiting: [], done: {}, ending: 'completed' }),
  initial: 'pending',
  states: {
    pending: {
      meta: { sentence: 'It is not placed on a machine yet.', x: 60, y: 0, tone: 'flat' },
      on: { begin: 'alive' },
    },
    alive: {
      initial: 'starting',
      on: {
        exited: { guard: 'isLive', actions: 'noteExit' },
        again: { guard: 'hasWaited', actions: 'startAgain' },
        stop: { target: 'stopping', actions: 'endStopped' },
        evict: { target: 'stopping', actions: 'endEvicted' },
      },
      states: {
        starting: {
          meta: { sentence: 'Its containers start, each helper before what follows it.', x: 160, y: 0, tone: 'warn' },
          entry: 'startNext',
          always: { guard: 'isAllStarted', target: 'running' },
          on: { ready: { guard: 'isAwaited', target: 'starting', reenter: true } },
        },
        running: {
          meta: { sentence: 'All of its containers have been started. One that ends is started again, alone.', x: 260, y: 0, tone: 'ok' },
          always: { guard: 'isComplete', target: '#pod.stopping', actions: 'endDone' },
        },
      },
    },
    stopping: {
      meta: { sentence: 'Its containers are told to stop, the helpers last, and have one span of grace for it.', x: 260, y: 100, tone: 'warn' },
      entry: ['allowGrace', 'terminateNext'],
      on: {
        exited: [{ guard: 'isLast', target: 'gone' }, { guard: 'isLive', actions: ['noteEnd', 'terminateAfterApps'] }],
        graceOver: [{ guard: 'isEmpty', target: 'gone' }, { actions: 'kill' }],
      },
    },
    gone: {
      meta: { sentence: 'It is gone, and what its volume held with it.', x: 160, y: 100, tone: 'fail' },
      entry: 'leave',
      on: { replace: { target: 'alive', actions: 'forget' } },
    },
  },
});
