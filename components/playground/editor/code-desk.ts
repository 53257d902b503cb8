import { noEdits, type Edits } from '@/simulation/edits/edits.ts';
import { onePerPattern } from '../one-per-pattern.ts';
import { Store } from '../store.ts';

/** Where the texts on the desk came from when they were last put there as a whole. */
export type DeskOrigin = 'reader' | 'draft' | 'link' | 'mutant';

export interface DeskState {
  /** The catalog's files, by name; undefined until they were brought. */
  readonly originals: Edits | undefined;
  /** The files that differ from them, whole; `noEdits` for the code as it is. The same object as long as no text changes. */
  readonly edits: Edits;
  readonly origin: DeskOrigin;
  /** Counts how often whole texts were put here from outside: the editor then takes them over, in a step that can be undone. */
  readonly shownTimes: number;
}

/** The reader's code while it is being written. It outlives the panel's panes; what runs is in the settings. */
export interface CodeDesk {
  readonly get: () => DeskState;
  readonly subscribe: (changed: () => void) => () => void;
  /** Brings the catalog's files. What was shown before and equals them is no edit, and neither is a file that the pattern does not have. */
  readonly bring: (originals: Edits) => void;
  /** The reader typed. A text equal to the original is no edit. */
  readonly write: (file: string, text: string) => void;
  /** Puts whole texts here, in place of all that stands. */
  readonly show: (edits: Edits, origin: DeskOrigin) => void;
}

export function createCodeDesk(): CodeDesk {
  const { get, subscribe, become } = new Store<DeskState>({ originals: undefined, edits: noEdits, origin: 'reader', shownTimes: 0 });
  return {
    get,
    subscribe,
    bring: (originals) => {
      const state = get();
      if (state.originals !== undefined) return;
      become({ ...state, originals, edits: realEdits(state.edits, originals) });
    },
    write: (file, text) => {
      const state = get();
      const { edits, originals } = state;
      if ((edits[file] ?? originals?.[file]) === text) return;
      become({ ...state, edits: realEdits({ ...edits, [file]: text }, originals) });
    },
    show: (edits, origin) => {
      const { originals, shownTimes } = get();
      become({ originals, edits: realEdits(edits, originals), origin, shownTimes: shownTimes + 1 });
    },
  };
}

/** The same object where all of them are edits. */
function realEdits(edits: Edits, originals: Edits | undefined): Edits {
  const all = Object.entries(edits);
  const real = originals === undefined ? all : all.filter(([file, text]) => Object.hasOwn(originals, file) && originals[file] !== text);
  if (real.length === 0) return noEdits;
  return real.length === all.length ? edits : Object.fromEntries(real);
}

/** The page's one desk of a pattern. */
export const codeDeskOf = onePerPattern((_slug: string) => createCodeDesk());
