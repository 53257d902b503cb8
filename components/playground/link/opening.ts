import type { Edits } from '@/simulation/edits/edits.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import type { Pane } from '../press.ts';

/** What a link says of the run that was shared. */
export interface SharedRun {
  /** Everything that the run is a function of; `edits` are in it also while they wait for the reader's word. */
  readonly settings: PlaygroundSettings;
  /** Virtual µs; undefined for the telling moment of its experiment. */
  readonly at: number | undefined;
  readonly pane: Pane;
  /** The catalog's version then, or '' where it was not said. */
  readonly version: string;
  /** The run's hash then, or '' where it was not known. */
  readonly hash: string;
}

/** What the instrument opens with. */
export interface Opening {
  /** Their edits run at once: there are none, or this browser ran them before to their end. */
  readonly settings: PlaygroundSettings;
  /** The moment; undefined for the experiment's telling one. */
  readonly at: number | undefined;
  readonly pane: Pane;
  /** Code that is shown and waits for the reader's word. */
  readonly waiting: { readonly edits: Edits; readonly why: 'link' | 'hung' | 'unrun' } | undefined;
  readonly shared: SharedRun | undefined;
  /** One line about what was wrong with a link, or ''. */
  readonly problem: string;
}
