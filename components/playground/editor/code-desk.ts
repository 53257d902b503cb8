import type { Edits } from '@/simulation/edits/edits.ts';

/** Where the texts on the desk came from when they were last put there as a whole. */
export type DeskOrigin = 'reader' | 'draft' | 'link' | 'mutant';

export interface DeskState {
  /** The catalog's files, by name. */
  readonly originals: Edits;
  /** The files that differ from them, whole. Empty: the code as it is. */
  readonly edits: Edits;
  readonly origin: DeskOrigin;
  /** Counts how often whole texts were put here from outside: the editor then takes them over, in a step that can be undone. */
  readonly shownTimes: number;
}

/** The reader's code while it is being written. It outlives the panel's panes; what runs is in the settings. */
export interface CodeDesk {
  readonly get: () => DeskState;
  readonly subscribe: (changed: () => void) => () => void;
  /** The reader typed. A text equal to the original is no edit. */
  readonly write: (file: string, text: string) => void;
  /** Puts whole texts here, in place of all that stands. */
  readonly show: (edits: Edits, origin: DeskOrigin) => void;
}
