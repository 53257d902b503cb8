import { assign, setup } from 'xstate';

export type NodeEvent =
  | { type: 'crash' }
  | { type: 'restart' }
  | { type: 'started' }
  /** Its pod is not there yet. */
  | { type: 'withhold' }
  /** Its pod has it started. */
  | { type: 'launch' }
  /** It is told to stop (SIGTERM). */
  | { type: 'terminate' }
  /** Its process has ended on its own. */
  | { type: 'exit'; code: number }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'slow'; factor: number }
  | { type: 'quicken' }
  | { type: 'fail'; ratio: number }
  | { type: 'mend' }
  | { type: 'skew'; offsetMs: number; rate: number }
  | { type: 'unskew' };

/** What a node's transitions do to the world. The kernel provides it; nothing else may change a node. */
export interface NodeEffects {
  /** Ends the process: its memory, timers and suspended code are gone. The exit code is 0 where it had done its work. */
  stop(code: number): void;
  /** Tells the process to stop; sends `exit` when it has. */
  terminate(): void;
  /** Starts booting; sends `started` when it is done. */
  boot(): void;
  /** Builds a fresh process. */
  start(): void;
  hold(): void;
  release(): void;
  slowDown(factor: number): void;
  failShare(ratio: number): void;
  turnClock(offsetMs: number, rate: number): void;
}

/** The exit code of a process that was killed: 128 and the number of SIGKILL. */
const killed = 137;

/**
 * The life of a node. A fault is an event sent to it and takes effect only as the action of a transition;
 * what a state does not accept is refused: a second fault of a kind while the first lasts is.
 */
export const nodeMachine = setup({
  types: {
    context: {} as { effects: NodeEffects; factor: number; ratio: number; skewed: boolean },
    events: {} as NodeEvent,
    input: {} as { effects: NodeEffects },
  },
  guards: {
    isSlow: ({ context }) => context.factor > 1,
    isFailing: ({ context }) => context.ratio > 0,
    isSkewed: ({ context }) => context.skewed,
    isNotSlow: ({ context }) => context.factor === 1,
    isNotSkewed: ({ context }) => !context.skewed,
    hasDoneItsWork: ({ event }) => event.type === 'exit' && event.code === 0,
  },
  actions: {
    stop: ({ context, event }) => context.effects.stop(event.type === 'exit' ? event.code : killed),
    terminate: ({ context }) => context.effects.terminate(),
    boot: ({ context }) => context.effects.boot(),
    start: ({ context }) => context.effects.start(),
    hold: ({ context }) => context.effects.hold(),
    release: ({ context }) => context.effects.release(),
    applyLoad: ({ context }) => {
      context.effects.slowDown(context.factor);
      context.effects.failShare(context.ratio);
    },
    forgetFaults: assign({ factor: 1, ratio: 0 }),
    slow: assign({ factor: ({ event, context }) => (event.type === 'slow' ? event.factor : context.factor) }),
    quicken: assign({ factor: 1 }),
    fail: assign({ ratio: ({ event, context }) => (event.type === 'fail' ? event.ratio : context.ratio) }),
    mend: assign({ ratio: 0 }),
    turnClock: ({ context, event }) => {
      if (event.type === 'skew') context.effects.turnClock(event.offsetMs, event.rate);
      else context.effects.turnClock(0, 1);
    },
    noteSkew: assign({ skewed: ({ event }) => event.type === 'skew' }),
  },
}).createMachine({
  id: 'node',
  context: ({ input }) => ({ effects: input.effects, factor: 1, ratio: 0, skewed: false }),
  initial: 'restarting',
  // The clock is the machine's and not the process's: it is put right whatever has become of the process.
  on: { unskew: { guard: 'isSkewed', actions: ['turnClock', 'noteSkew'] } },
  states: {
    alive: {
      initial: 'settling',
      on: {
        crash: { target: 'down' },
        pause: { target: 'paused' },
        terminate: { target: 'stopping' },
        exit: [{ guard: 'hasDoneItsWork', target: 'exited' }, { target: 'down' }],
        skew: { guard: 'isNotSkewed', actions: ['turnClock', 'noteSkew'] },
      },
      states: {
        settling: {
          entry: 'applyLoad',
          always: [{ guard: 'isFailing', target: 'failing' }, { guard: 'isSlow', target: 'slow' }, { target: 'up' }],
        },
        up: {
          on: { slow: { target: 'settling', actions: 'slow' }, fail: { target: 'settling', actions: 'fail' } },
          meta: { sentence: 'It runs as it should.', x: 60, y: 0, tone: 'ok' },
        },
        slow: {
          on: { quicken: { target: 'settling', actions: 'quicken' }, fail: { target: 'settling', actions: 'fail' } },
          meta: { sentence: 'Its own work takes longer.', x: 160, y: 0, tone: 'warn' },
        },
        failing: {
          meta: { sentence: 'It answers a share of its requests with an error.', x: 260, y: 0, tone: 'fail' },
          on: {
            mend: { target: 'settling', actions: 'mend' },
            slow: { guard: 'isNotSlow', target: 'settling', actions: 'slow' },
            quicken: { guard: 'isSlow', target: 'settling', actions: 'quicken' },
          },
        },
      },
    },
    paused: {
      meta: { sentence: 'It stands still: timers fire late, messages queue.', x: 260, y: 100, tone: 'warn' },
      entry: 'hold',
      on: {
        resume: { target: 'alive', actions: 'release' },
        crash: { target: 'down', actions: 'release' },
        quicken: { guard: 'isSlow', actions: 'quicken' },
        mend: { guard: 'isFailing', actions: 'mend' },
      },
    },
    stopping: {
      entry: 'terminate',
      on: { exit: [{ guard: 'hasDoneItsWork', target: 'exited' }, { target: 'down' }], crash: 'down' },
      meta: { sentence: 'It was told to stop, and ends what it has begun.', x: 360, y: 0, tone: 'warn' },
    },
    exited: {
      // A load that is gone is gone before the next process draws its first breath.
      entry: ['stop', 'forgetFaults', 'applyLoad'],
      on: { restart: 'restarting', launch: 'restarting' },
      meta: { sentence: 'Its process has done its work, and is gone.', x: 360, y: 100, tone: 'flat' },
    },
    down: {
      entry: ['stop', 'forgetFaults', 'applyLoad'],
      on: { restart: 'restarting', launch: 'restarting' },
      meta: { sentence: 'Its process is gone, with all that it had in memory.', x: 160, y: 100, tone: 'fail' },
    },
    restarting: {
      entry: 'boot',
      on: { started: { target: 'alive', actions: 'start' }, launch: { target: 'restarting', reenter: true }, withhold: 'absent', crash: 'down', terminate: 'down' },
      meta: { sentence: 'A fresh process is on its way.', x: 60, y: 100, tone: 'warn' },
    },
    absent: {
      on: { launch: 'restarting' },
      meta: { sentence: 'Its pod has not been started yet.', x: 60, y: 200, tone: 'flat' },
    },
  },
});
