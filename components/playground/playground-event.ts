import type { Fault } from '@/simulation/fault.ts';
import type { Edits } from '@/simulation/edits/edits.ts';
import type { KnobValue } from '@/simulation/scenario.ts';

/** Everything that a reader can do with the instrument. Times are virtual microseconds. */
export type PlaygroundEvent =
  | { readonly type: 'play.toggled' }
  | { readonly type: 'playhead.moved'; readonly to: number }
  | { readonly type: 'step.forward' }
  | { readonly type: 'step.back' }
  | { readonly type: 'start.pressed' }
  | { readonly type: 'speed.chosen'; readonly speed: number }
  | { readonly type: 'seed.chosen'; readonly seed: number }
  | { readonly type: 'experiment.chosen'; readonly name: string }
  | { readonly type: 'settings.chosen'; readonly name: string }
  | { readonly type: 'knob.turned'; readonly name: string; readonly value: KnobValue }
  | { readonly type: 'knobs.reset' }
  | { readonly type: 'break.chosen'; readonly name: string }
  | { readonly type: 'mutant.chosen'; readonly name: string }
  /** Runs the reader's own code in the same world; none puts the code back as it is. */
  | { readonly type: 'code.run'; readonly edits: Edits }
  | { readonly type: 'fault.added'; readonly fault: Fault }
  | { readonly type: 'fault.changed'; readonly index: number; readonly fault: Fault }
  | { readonly type: 'fault.removed'; readonly index: number }
  /** All of them at once: cleared, or put back. */
  | { readonly type: 'faults.replaced'; readonly faults: readonly Fault[] }
  /** The same world without the pattern, or with it again. */
  | { readonly type: 'control.switched'; readonly isOn: boolean }
  /** The pattern's run alone again. */
  | { readonly type: 'comparison.ended' }
  /** Several choices at once, as one run: what a button of the article asks for. */
  | RunRequested;
export interface RunRequested {
  readonly type: 'run.requested';
  readonly choices: readonly PlaygroundEvent[];
}
export type SendEvent = (event: PlaygroundEvent) => void;
