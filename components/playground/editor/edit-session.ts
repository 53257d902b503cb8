import { noEdits } from '@/simulation/edits/edits.ts';
import { onePerPattern } from '../one-per-pattern.ts';
import { Store } from '../store.ts';
import type { CodeDesk, DeskState } from './code-desk.ts';

/** A line of one of the pattern's files, counting from 1. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
}
export interface EditSessionState {
  /** The reader asked for the editor. */
  readonly isOpen: boolean;
  /** What differs from the original stands beside it. */
  readonly isDiff: boolean;
  /** The file that was chosen, or ''. */
  readonly file: string;
  /** The line at the top of the listing when it gave way to the editor, with the share of it that was out of sight. */
  readonly opensAt: number | undefined;
  /** The reader has pressed Edit, and the text has not got the focus yet. */
  readonly takesFocus: boolean;
  /** Where the reader was last led: another object each time. */
  readonly goTo: CodePlace | undefined;
  /** The wrong version that runs, if the reader went back to the editor while it does; else ''. */
  readonly leftVersion: string;
  /** What the last reset took away, and the desk's count then. */
  readonly reset: { readonly before: Pick<DeskState, 'edits' | 'origin'>; readonly shownTimes: number } | undefined;
}

/** How the reader looks at a pattern's code. It outlives the pane, as the desk outlives the editor. */
export class EditSession {
  private readonly store = new Store<EditSessionState>({ isOpen: false, isDiff: false, file: '', opensAt: undefined, takesFocus: false, goTo: undefined, leftVersion: '', reset: undefined });
  private readonly desk: CodeDesk;

  constructor(desk: CodeDesk) {
    this.desk = desk;
  }

  readonly get = this.store.get;
  readonly subscribe = this.store.subscribe;
  readonly become = (change: Partial<EditSessionState>): void => this.store.become({ ...this.get(), ...change });

  /** Takes in what was chosen outside the pane: another version to run, and a place to be led to. */
  readonly follow = (place: CodePlace | undefined, mutant: string): void => {
    if (mutant !== this.mutant) this.become({ file: '', leftVersion: '' });
    if (place !== undefined && place !== this.place) this.become({ file: place.file, goTo: place });
    [this.mutant, this.place] = [mutant, place];
  };
  private mutant = '';
  private place: CodePlace | undefined;

  /** Puts every file back as it is. */
  readonly reset = (): void => {
    const { edits, origin } = this.desk.get();
    this.desk.show(noEdits, 'reader');
    this.become({ reset: { before: { edits, origin }, shownTimes: this.desk.get().shownTimes } });
  };

  readonly undoReset = (): void => {
    const { reset } = this.get();
    if (reset === undefined) return;
    this.become({ reset: undefined });
    this.desk.show(reset.before.edits, reset.before.origin);
  };
}

/** Whether the last thing that happened to the code was a reset. */
export const canUndoReset = ({ reset }: EditSessionState, { edits, shownTimes }: DeskState): boolean =>
  reset !== undefined && edits === noEdits && shownTimes === reset.shownTimes;

/** The page's one session of a pattern. */
export const editSessionOf = onePerPattern((_slug: string, desk: CodeDesk) => new EditSession(desk));
