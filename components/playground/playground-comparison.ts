import type { RunInput, RunResult } from '@/simulation/run.ts';
import { isSame } from '@/simulation/is-same.ts';
import { chosen, inputOf, type PlaygroundContext, type Scope } from './playground-context.ts';
import type { PlaygroundSettings } from './playground-settings.ts';
import { answers } from './runner/answers.ts';
import type { RunnerOrder } from './runner/runner-actor.ts';

/** What a choice brings about. */
export interface Choice {
  readonly change: Pick<PlaygroundContext, 'settings' | 'ordered' | 'isComparing' | 'counterpart' | 'counterpartOrdered'>;
  /** The shown arm first. */
  readonly orders: readonly RunnerOrder[];
  /** The run that is to be shown and is known already: it stood beside the other one. */
  readonly known: RunResult | undefined;
}

/**
 * What to run after an event; undefined where it chooses nothing. While two arms are compared, both follow every choice. An arm that is known
 * already is not run again, so that switching between them costs nothing. Until the counterpart's run arrives the last one stands for it.
 */
export function choiceOf(scope: Scope): Choice | undefined {
  const { context } = scope;
  const settings = chosen(scope);
  const isComparing = comparesAfter(scope, settings);
  if (settings === context.settings && isComparing === context.isComparing) return undefined;
  const runs = [context.counterpart, context.run].filter((run) => run !== undefined);
  const input = inputOf(settings);
  const known = settings.control === context.settings.control ? undefined : runs.find((run) => answers(run, input));
  const ordered = settings === context.settings ? context.ordered : context.ordered + 1;
  const order = (arm: RunnerOrder['arm'], its: RunInput): RunnerOrder => ({ type: 'run', arm, number: ordered, input: its });
  const shown = known === undefined && settings !== context.settings ? [order('shown', input)] : [];
  if (!isComparing) return { change: { settings, ordered, isComparing, counterpart: undefined, counterpartOrdered: 0 }, orders: shown, known };

  const control = !settings.control;
  const other = inputOf({ ...settings, control });
  const kept = runs.find((run) => answers(run, other));
  if (kept !== undefined) return { change: { settings, ordered, isComparing, counterpart: kept, counterpartOrdered: 0 }, orders: shown, known };
  const counterpart = runs.find((run) => run.control === control);
  return { change: { settings, ordered, isComparing, counterpart, counterpartOrdered: ordered }, orders: [...shown, order('counterpart', other)], known };
}

/** An arm is compared from the first switch on, until another experiment or break is opened or the reader stops. */
function comparesAfter({ context, event }: Scope, settings: PlaygroundSettings): boolean {
  switch (event.type) {
    case 'control.switched':
      return true;
    case 'comparison.ended':
      return false;
    case 'experiment.chosen':
    case 'break.chosen':
    case 'run.requested':
    case 'link.opened':
      return settings === context.settings ? context.isComparing : settings.control;
    default:
      return context.isComparing;
  }
}

/** The two are one world with the pattern and without it, so that what differs between them is the pattern's doing. */
const isArmOf = (run: RunResult, counterpart: RunResult): boolean =>
  run.control !== counterpart.control && run.experiment === counterpart.experiment && run.seed === counterpart.seed && isSame(run.knobs, counterpart.knobs) && isSame(run.faults, counterpart.faults);

/** How the other arm stands: it is not asked for, its run is awaited, it stands beside the run that is shown, or it could not be had. */
export type ComparisonState = 'off' | 'awaited' | 'stands' | 'missing';

export function comparisonState({ isComparing, counterpartOrdered, counterpart, run }: PlaygroundContext): ComparisonState {
  if (!isComparing) return 'off';
  if (run !== undefined && counterpart !== undefined && isArmOf(run, counterpart)) return 'stands';
  return counterpart === undefined && counterpartOrdered === 0 ? 'missing' : 'awaited';
}
