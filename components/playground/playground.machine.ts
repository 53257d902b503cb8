import { assign, enqueueActions, sendTo, setup } from 'xstate';
import { playgroundClock } from './playground-clock.ts';
import { choiceOf } from './playground-comparison.ts';
import { arrival, chosen, destination, inputOf, isAwaiting, isOutdated, openingContext, standsAtViolation, type MachineEvent, type PlaygroundContext, type PlaygroundInput, type Scope } from './playground-context.ts';
import type { Aim } from './playground-moment.ts';
import { originalFor } from './playground-original.ts';
import { runnerActor } from './runner/runner-actor.ts';

const go = { type: 'movePlayhead', params: (scope: Scope) => ({ to: destination(scope) }) } as const;
const arrive = [
  { type: 'movePlayhead', params: ({ context, event }: Scope) => ({ to: event.type === 'run.finished' ? arrival(context, event.result) : context.playhead.get() }) },
  'takeRun',
] as const;
const aimOfLink = { type: 'aimAt', params: ({ event }: Scope): { readonly aim: Aim } => ({ aim: event.type === 'link.opened' ? (event.at ?? 'telling moment') : 'telling moment' }) } as const;
const failed = { actions: 'noteFailure' } as const;
const moved = [{ guard: 'leadsToViolation', target: 'violated', actions: go }, { target: 'paused', actions: go }] as const;
const moves = { 'playhead.moved': moved, 'step.forward': moved, 'step.back': moved, 'start.pressed': moved } as const;
const standing = { on: { ...moves, 'play.toggled': { target: 'playing', actions: go } } } as const;

/**
 * The modes of the instrument, and nothing else: the run is the truth, and what stands on the screen is worked out from it and
 * the playhead. The runner and the clock are its actors.
 */
export const playgroundMachine = setup({
  types: { context: {} as PlaygroundContext, events: {} as MachineEvent, input: {} as PlaygroundInput },
  actors: { runner: runnerActor, clock: playgroundClock },
  guards: {
    choosesSomething: (scope) => chosen(scope) !== scope.context.settings,
    isOutdated: ({ context, event }) => isOutdated(context, event),
    isOvertaken: ({ context, event }) => 'number' in event && event.number !== context.ordered,
    isAwaited: ({ context, event }) => 'number' in event && event.number === context.counterpartOrdered,
    isAwaitedOriginal: ({ context, event }) => 'number' in event && event.number === context.originalOrdered,
    arrivesAtViolation: ({ context, event }) => event.type === 'run.finished' && standsAtViolation(event.result, arrival(context, event.result)),
    arrivesBeforeEnd: ({ context, event }) => event.type === 'run.finished' && !isOutdated(context, event) && arrival(context, event.result) < event.result.endedAt,
    leadsToViolation: (scope) => standsAtViolation(scope.context.run, destination(scope)),
    endsInViolation: ({ context }) => context.run?.status === 'violated',
    standsAtViolation: ({ context }) => standsAtViolation(context.run, context.playhead.get()),
    isOpening: ({ context }) => context.aim !== 'stay' && context.aim !== 'if broken',
    hasNoRun: ({ context }) => context.run === undefined,
    isAwaiting,
    isOfFailure: ({ context, event }) => 'number' in event && event.number === context.answered && context.sentence !== '',
    hasFailed: ({ context }) => context.sentence !== '',
  },
  actions: {
    movePlayhead: ({ context }, { to }: { readonly to: number }) => context.playhead.move(to),
    takeRun: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'run.finished') return;
      const { number, result } = event;
      const { change, order } = originalFor(result, number, context);
      enqueue.assign({ run: result, answered: number, aim: 'stay', sentence: '', failedAt: undefined, ...change });
      if (order !== undefined) enqueue.sendTo('runner', order);
    }),
    choose: enqueueActions((scope) => {
      const choice = choiceOf(scope);
      if (choice === undefined) return;
      const { change, orders, known } = choice;
      scope.enqueue.assign(change);
      for (const order of orders) scope.enqueue.sendTo('runner', order);
      if (known !== undefined) scope.enqueue.raise({ type: 'run.finished', number: change.ordered, result: known });
    }),
    runAgain: enqueueActions(({ context, enqueue }) => {
      const ordered = context.ordered + 1;
      enqueue.assign({ ordered });
      enqueue.sendTo('runner', { type: 'run', arm: 'shown', number: ordered, input: inputOf(context.settings) });
    }),
    stopRun: sendTo('runner', { type: 'stop' }),
    chooseSpeed: assign({ settings: chosen }),
    aimAt: assign({ aim: (_, { aim }: { readonly aim: Aim }) => aim }),
    select: assign({ selected: ({ event }) => (event.type === 'target.selected' ? event.target : null) }),
    openPane: assign(({ context, event }) => ({ pane: event.type === 'pane.opened' ? event.pane : context.pane, codeAt: undefined, isRaised: true })),
    showCode: assign(({ context, event }) => (event.type === 'code.shown' ? { pane: 'code' as const, codeAt: { file: event.file, line: event.line }, isRaised: true } : context)),
    turnToPane: assign(({ context, event }) => (event.type === 'link.opened' ? { pane: event.pane, codeAt: undefined } : context)),
    lowerPanel: assign({ isRaised: false }),
    takeCounterpart: assign({ counterpart: ({ event }) => (event.type === 'counterpart.finished' ? event.result : undefined), counterpartOrdered: 0 }),
    takeOriginal: assign({ original: ({ event }) => (event.type === 'original.finished' ? event.result : undefined), originalOrdered: 0 }),
    noteFailure: assign(({ context, event }) => (event.type === 'run.failed' || event.type === 'run.located' ? { sentence: event.sentence, failedAt: event.place, answered: event.number } : context)),
  },
}).createMachine({
  id: 'playground',
  context: ({ input }) => openingContext(input),
  invoke: { id: 'runner', src: 'runner', input: ({ context }) => ({ open: context.openRunner }) },
  initial: 'loading',
  on: {
    'runner.opened': { actions: 'runAgain' },
    'run.finished': [
      { guard: 'isOutdated' },
      { guard: 'arrivesAtViolation', target: '.violated', actions: arrive },
      { guard: 'isOpening', target: '.ready', actions: arrive },
      { target: '.paused', actions: arrive },
    ],
    'counterpart.finished': { guard: 'isAwaited', actions: 'takeCounterpart' },
    'counterpart.failed': { guard: 'isAwaited', actions: 'takeCounterpart' },
    'original.finished': { guard: 'isAwaitedOriginal', actions: 'takeOriginal' },
    'original.failed': { guard: 'isAwaitedOriginal', actions: 'takeOriginal' },
    'run.failed': [{ guard: 'isOvertaken' }, { guard: 'hasNoRun', target: '.failed', ...failed }, failed],
    'run.located': { guard: 'isOfFailure', actions: 'noteFailure' },
    'run.stopped': { actions: 'stopRun' },
    'run.retried': { actions: 'runAgain' },
    'link.opened': [
      { guard: 'choosesSomething', target: '.loading', actions: [aimOfLink, 'choose', 'turnToPane', 'select', 'lowerPanel'] },
      { guard: 'isAwaiting', actions: [aimOfLink, 'turnToPane'] },
      { guard: 'leadsToViolation', target: '.violated', actions: [go, 'turnToPane'] },
      { target: '.paused', actions: [go, 'turnToPane'] },
    ],
    'experiment.chosen': { guard: 'choosesSomething', target: '.loading', actions: [{ type: 'aimAt', params: { aim: 'telling moment' } }, 'choose', 'select', 'lowerPanel'] },
    'break.chosen': { guard: 'choosesSomething', target: '.loading', actions: [{ type: 'aimAt', params: { aim: 'violation' } }, 'choose', 'select', 'lowerPanel'] },
    'run.requested': { guard: 'choosesSomething', target: '.loading', actions: [{ type: 'aimAt', params: { aim: 'violation' } }, 'choose', 'select', 'lowerPanel'] },
    'settings.chosen': { actions: ['choose', 'lowerPanel'] },
    'knob.turned': { actions: 'choose' },
    'knobs.reset': { actions: 'choose' },
    'seed.chosen': { actions: 'choose' },
    'mutant.chosen': { actions: 'choose' },
    'code.run': [{ guard: 'choosesSomething', actions: [{ type: 'aimAt', params: { aim: 'if broken' } }, 'choose'] }, { guard: 'hasFailed', actions: 'runAgain' }],
    'fault.added': { actions: 'choose' },
    'fault.changed': { actions: 'choose' },
    'fault.removed': { actions: 'choose' },
    'faults.replaced': { actions: 'choose' },
    'control.switched': { actions: 'choose' },
    'comparison.ended': { actions: 'choose' },
    'speed.chosen': { actions: 'chooseSpeed' },
    'target.selected': { actions: 'select' },
    'pane.opened': { actions: 'openPane' },
    'code.shown': { actions: 'showCode' },
    'panel.lowered': { actions: 'lowerPanel' },
  },
  states: {
    /** An experiment or a break was opened and its run is awaited; the last run still stands. */
    loading: {
      on: { 'run.failed': [{ guard: 'isOvertaken' }, { guard: 'hasNoRun', target: 'failed', ...failed }, { guard: 'standsAtViolation', target: 'violated', ...failed }, { target: 'paused', ...failed }] },
    },
    /** At the telling moment of what was opened; nothing was played yet. */
    ready: standing,
    paused: standing,
    /** At the event that broke a promise. */
    violated: standing,
    playing: {
      invoke: {
        src: 'clock',
        input: ({ context: { playhead, settings, run } }) => ({ playhead, speed: settings.speed, until: run?.endedAt ?? 0 }),
      },
      on: {
        ...moves,
        'play.toggled': { target: 'paused' },
        'start.pressed': { target: 'playing', reenter: true, actions: go },
        'speed.chosen': { target: 'playing', reenter: true, actions: 'chooseSpeed' },
        // Who watches is not taken away from what is watched.
        'code.run': [{ guard: 'choosesSomething', actions: 'choose' }, { guard: 'hasFailed', actions: 'runAgain' }],
        'clock.ended': [{ guard: 'endsInViolation', target: 'violated' }, { target: 'paused' }],
        'run.finished': { guard: 'arrivesBeforeEnd', target: 'playing', reenter: true, actions: arrive },
      },
    },
    /** There is no run at all. Play tries again, and so does any other choice. */
    failed: { on: { 'play.toggled': { target: 'loading', actions: 'runAgain' }, 'run.retried': { target: 'loading', actions: 'runAgain' } } },
  },
});
