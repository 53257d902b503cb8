import { assign, enqueueActions, setup } from 'xstate';
import { playgroundClock } from './playground-clock.ts';
import { choiceOf } from './playground-comparison.ts';
import { arrival, chosen, destination, inputOf, isOutdated, standsAtViolation, type MachineEvent, type PlaygroundContext, type PlaygroundInput, type Scope } from './playground-context.ts';
import type { Aim } from './playground-moment.ts';
import { runnerActor } from './runner/runner-actor.ts';
import { openingSettings } from './settings-after.ts';

const go = { type: 'movePlayhead', params: (scope: Scope) => ({ to: destination(scope) }) } as const;
const arrive = [
  { type: 'movePlayhead', params: ({ context, event }: Scope) => ({ to: event.type === 'run.finished' ? arrival(context, event.result) : context.playhead.get() }) },
  'takeRun',
] as const;
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
    isAwaited: ({ context, event }) => 'number' in event && event.number === context.counterpartOrdered,
    arrivesAtViolation: ({ context, event }) => event.type === 'run.finished' && standsAtViolation(event.result, arrival(context, event.result)),
    arrivesBeforeEnd: ({ context, event }) => event.type === 'run.finished' && !isOutdated(context, event) && arrival(context, event.result) < event.result.endedAt,
    leadsToViolation: (scope) => standsAtViolation(scope.context.run, destination(scope)),
    endsInViolation: ({ context }) => context.run?.status === 'violated',
    isOpening: ({ context }) => context.aim !== 'stay',
  },
  actions: {
    movePlayhead: ({ context }, { to }: { readonly to: number }) => context.playhead.move(to),
    takeRun: assign(({ context, event }) => (event.type === 'run.finished' ? { run: event.result, aim: 'stay' as const, sentence: '' } : context)),
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
    chooseSpeed: assign({ settings: chosen }),
    aimAt: assign({ aim: (_, { aim }: { readonly aim: Aim }) => aim }),
    select: assign({ selected: ({ event }) => (event.type === 'target.selected' ? event.target : null) }),
    openPane: assign({ pane: ({ context, event }) => (event.type === 'pane.opened' ? event.pane : context.pane), isRaised: true }),
    lowerPanel: assign({ isRaised: false }),
    takeCounterpart: assign({ counterpart: ({ event }) => (event.type === 'counterpart.finished' ? event.result : undefined), counterpartOrdered: 0 }),
    noteFailure: assign({ sentence: ({ event }) => (event.type === 'run.failed' ? event.sentence : '') }),
  },
}).createMachine({
  id: 'playground',
  context: ({ input }) => ({ ...input, settings: openingSettings(input.data), run: undefined, ordered: 0, aim: 'telling moment', sentence: '', selected: null, pane: 'tweak', isRaised: false, counterpart: undefined, isComparing: false, counterpartOrdered: 0 }),
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
    'run.failed': [{ guard: 'isOutdated' }, { target: '.failed', actions: 'noteFailure' }],
    'experiment.chosen': { guard: 'choosesSomething', target: '.loading', actions: [{ type: 'aimAt', params: { aim: 'telling moment' } }, 'choose', 'select', 'lowerPanel'] },
    'break.chosen': { guard: 'choosesSomething', target: '.loading', actions: [{ type: 'aimAt', params: { aim: 'violation' } }, 'choose', 'select', 'lowerPanel'] },
    'run.requested': { guard: 'choosesSomething', target: '.loading', actions: [{ type: 'aimAt', params: { aim: 'violation' } }, 'choose', 'select', 'lowerPanel'] },
    'settings.chosen': { actions: ['choose', 'lowerPanel'] },
    'knob.turned': { actions: 'choose' },
    'knobs.reset': { actions: 'choose' },
    'seed.chosen': { actions: 'choose' },
    'mutant.chosen': { actions: 'choose' },
    'code.run': { actions: 'choose' },
    'fault.added': { actions: 'choose' },
    'fault.changed': { actions: 'choose' },
    'fault.removed': { actions: 'choose' },
    'faults.replaced': { actions: 'choose' },
    'control.switched': { actions: 'choose' },
    'comparison.ended': { actions: 'choose' },
    'speed.chosen': { actions: 'chooseSpeed' },
    'target.selected': { actions: 'select' },
    'pane.opened': { actions: 'openPane' },
    'panel.lowered': { actions: 'lowerPanel' },
  },
  states: {
    /** An experiment or a break was opened and its run is awaited; the last run still stands. */
    loading: {},
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
        'clock.ended': [{ guard: 'endsInViolation', target: 'violated' }, { target: 'paused' }],
        'run.finished': { guard: 'arrivesBeforeEnd', target: 'playing', reenter: true, actions: arrive },
      },
    },
    /** There is no run for what was chosen. Play tries again, and so does any other choice. */
    failed: { on: { 'play.toggled': { target: 'loading', actions: 'runAgain' } } },
  },
});
