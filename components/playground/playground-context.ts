import { noEdits } from '@/simulation/edits/edits.ts';
import type { RunInput, RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { isSame } from '@/simulation/is-same.ts';
import type { Opening } from './link/opening.ts';
import { momentFor, nextMoment, previousMoment, within, type Aim } from './playground-moment.ts';
import type { PlaygroundSettings } from './playground-settings.ts';
import type { MutablePlayhead } from './playhead.ts';
import type { Pane, Press } from './press.ts';
import type { CodePlace } from './runner/run-outcome.ts';
import type { RunnerNews } from './runner/runner-actor.ts';
import type { Runner } from './runner/runner.ts';
import { openingSettings, settingsAfter } from './settings-after.ts';

/** What the machine takes: all that a reader can do, and what its actors tell. */
export type MachineEvent = Press | RunnerNews | { readonly type: 'clock.ended' };

export interface PlaygroundInput {
  readonly data: ScenarioData;
  readonly playhead: MutablePlayhead;
  readonly openRunner: () => Runner;
  /** What it opens with; the first experiment where nothing else is asked for. */
  readonly opening?: Pick<Opening, 'settings' | 'at' | 'pane'>;
}
export interface PlaygroundContext extends PlaygroundInput {
  readonly settings: PlaygroundSettings;
  /** The run that is shown. It stands until the next one arrives. */
  readonly run: RunResult | undefined;
  /** How many runs were ordered. */
  readonly ordered: number;
  /** The latest order that a run or a failure came back for. */
  readonly answered: number;
  /** Where the playhead goes when the latest of them arrives. */
  readonly aim: Aim;
  /** Why there is no run for what was chosen last, for the reader; '' where there is one. The run before it still stands. */
  readonly sentence: string;
  /** The line that it is about, where there is one. */
  readonly failedAt: CodePlace | undefined;
  readonly selected: string | null;
  /** What the panel shows. */
  readonly pane: Pane;
  /** The line to which the code is turned: a new object each time that one is asked for. */
  readonly codeAt: CodePlace | undefined;
  /** On a phone the panel is a sheet; this says whether it is up. */
  readonly isRaised: boolean;
  /** The other arm: the same inputs without the pattern, or with it while `settings.control` is on. Undefined while nothing is compared. */
  readonly counterpart: RunResult | undefined;
  /** The reader compares the two arms. */
  readonly isComparing: boolean;
  /** Which order the counterpart is awaited from; 0 while none is awaited. */
  readonly counterpartOrdered: number;
  /** A run of the code as it is, kept to tell whether an edit or a wrong version is to blame. It is never shown. */
  readonly original: RunResult | undefined;
  /** Which order it is awaited from; 0 while none is awaited. */
  readonly originalOrdered: number;
}
export interface Scope {
  readonly context: PlaygroundContext;
  readonly event: MachineEvent;
}

export const openingContext = (input: PlaygroundInput): PlaygroundContext => ({
  ...input,
  settings: input.opening?.settings ?? openingSettings(input.data),
  run: undefined, ordered: 0, answered: 0, aim: input.opening?.at ?? 'telling moment', sentence: '', failedAt: undefined,
  selected: null, pane: input.opening?.pane ?? 'tweak', codeAt: undefined, isRaised: false,
  counterpart: undefined, isComparing: false, counterpartOrdered: 0, original: undefined, originalOrdered: 0,
});

/** A wrong version of the pattern, or an edited one, plays no part in the world without the pattern. */
export const inputOf = ({ experiment, seed, knobs, faults, mutant, edits, control }: PlaygroundSettings): RunInput => ({
  experiment, seed, knobs, faults, control, ...(mutant === '' || control ? {} : { mutant }), ...(edits === noEdits || control ? {} : { edits }),
});

/** What is chosen after this event; the same object where it chooses nothing. */
export function chosen({ context: { settings, data }, event }: Scope): PlaygroundSettings {
  switch (event.type) {
    case 'runner.opened':
    case 'run.finished':
    case 'run.failed':
    case 'counterpart.finished':
    case 'counterpart.failed':
    case 'original.finished':
    case 'original.failed':
    case 'run.located':
    case 'clock.ended':
    case 'target.selected':
    case 'pane.opened':
    case 'panel.lowered':
    case 'code.shown':
    case 'run.stopped':
    case 'run.retried':
      return settings;
    case 'link.opened':
      return isSame(event.settings, settings) ? settings : event.settings;
    default:
      return settingsAfter(settings, event, data);
  }
}

/** Where a reader's event takes the playhead in the run that is shown. Playing on from the end begins at the start. */
export function destination({ context: { run, data, playhead }, event }: Scope): number {
  const now = playhead.get();
  if (run === undefined || event.type === 'start.pressed') return 0;
  switch (event.type) {
    case 'playhead.moved':
      return within(run, event.to);
    case 'step.forward':
      return nextMoment(run, data, now);
    case 'step.back':
      return previousMoment(run, data, now);
    case 'link.opened':
      return momentFor(event.at ?? 'telling moment', run, data, now);
    default:
      return now >= run.endedAt ? 0 : now;
  }
}

/** Where the playhead stands once this run has arrived. */
export const arrival = ({ aim, data, playhead }: PlaygroundContext, result: RunResult): number => momentFor(aim, result, data, playhead.get());

/** A run was ordered and has not come back. */
export const isAwaiting = ({ context: { answered, ordered } }: Pick<Scope, 'context'>): boolean => answered !== ordered;

export const standsAtViolation = (run: RunResult | undefined, at: number): boolean => run?.status === 'violated' && at >= run.endedAt;

/** A run that was overtaken by a later order still shows while a knob is dragged, but not where another moment or the other arm was asked for. */
export function isOutdated({ aim, ordered, settings }: PlaygroundContext, event: MachineEvent): boolean {
  if (event.type === 'run.finished' && event.result.control !== settings.control) return true;
  return 'number' in event && event.number !== ordered && aim !== 'stay';
}
