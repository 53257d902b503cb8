import { Compartment, EditorState, Text, type StateEffect, type TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { isSame } from '@/simulation/is-same.ts';
import { hitsAt } from '../panel/code-hits.ts';
import { onceSeen } from '../panel/once-seen.ts';
import type { Playhead } from '../playhead.ts';
import type { CodeCheck } from './code-check.ts';
import type { CodeDesk } from './code-desk.ts';
import { textOn } from './code-on-desk.ts';
import { diffBeside } from './diff-beside.ts';
import type { CodePlace } from './edit-session.ts';
import { editorSetup } from './editor-setup.ts';
import { findingDots, showFindings } from './finding-marks.ts';
import type { LanguageClient } from './language-client.ts';
import { languageHelp } from './language-help.ts';
import { lineMarks, lightsChanged, ranChanged } from './line-marks.ts';
import { isLive, type DecisiveAt, type Light, type RanText } from './line-looks.ts';
import { openingLine } from './opening-line.ts';
import { replacement } from './replacement.ts';

/** What the editor is to show. Each is compared with what it shows already. */
export interface Shown {
  readonly file: string;
  readonly isDiff: boolean;
  readonly ran: RanText;
  /** The line that stands uppermost when a file is first opened, with the share of it that is out of sight; undefined for its first change. */
  readonly opensAt: number | undefined;
  /** The reader has pressed Edit: the focus goes to the text. */
  readonly takesFocus: boolean;
  /** Where the reader is led: another object each time. */
  readonly goTo: CodePlace | undefined;
}
export interface EditorHandlers {
  readonly onRun: () => void;
  readonly onLetter: (line: DecisiveAt) => void;
  readonly onFocused: () => void;
}
interface Open {
  state: EditorState;
  /** Where it was scrolled to; at first, the line that it opens at. */
  scroll: StateEffect<unknown>;
  isDiff: boolean;
  findings: unknown;
  readonly original: string;
  readonly diff: Compartment;
}

/**
 * The editor of one pattern's files. It outlives the pane: each file keeps its text, history, selection and scroll while another is shown,
 * or none. What is typed is written to the desk at once; what is put on the desk from outside is taken over in one step that can be undone.
 */
export class CodeEditor {
  private readonly open = new Map<string, Open>();
  private readonly desk: CodeDesk;
  private readonly check: CodeCheck;
  private readonly help: Pick<LanguageClient, 'complete' | 'hover'>;
  private view: EditorView | undefined;
  private shown: Shown | undefined;
  private lights: readonly Light[] = [];
  private playhead: Playhead | undefined;
  private handlers: EditorHandlers | undefined;

  constructor(desk: CodeDesk, check: CodeCheck, help: CodeEditor['help']) {
    this.desk = desk;
    this.check = check;
    this.help = help;
    desk.subscribe(() => this.takeOver());
  }

  /** @returns the way to take it away again */
  mount(parent: HTMLElement, playhead: Playhead): () => void {
    this.view = new EditorView({ parent });
    this.playhead = playhead;
    const leaving = [playhead.subscribe(this.light), this.check.subscribe(this.underline)];
    return () => {
      for (const leave of leaving) leave();
      this.stopWaiting?.();
      this.keep();
      this.view?.destroy();
      [this.view, this.shown] = [undefined, undefined];
    };
  }

  show(shown: Shown, handlers: EditorHandlers): void {
    this.handlers = handlers;
    const before = this.shown;
    if (before?.file !== shown.file) this.turnTo(shown);
    this.shown = shown;
    const open = this.open.get(shown.file);
    if (this.view === undefined || open === undefined) return;
    if (before?.file !== shown.file || before.ran !== shown.ran) {
      this.lights = [];
      this.dispatch({ effects: ranChanged.of(shown.ran) });
      this.light();
    }
    if (open.isDiff !== shown.isDiff) {
      open.isDiff = shown.isDiff;
      this.dispatch({ effects: open.diff.reconfigure(shown.isDiff ? diffBeside(open.original) : []) });
    }
    this.underline();
    if (shown.goTo !== undefined && shown.goTo !== this.wentTo && shown.goTo.file === shown.file) this.goTo(shown.goTo);
    if (shown.takesFocus) this.takeFocus();
  }
  private wentTo: CodePlace | undefined;

  private goTo(place: CodePlace): void {
    this.wentTo = place;
    const { view } = this;
    if (view === undefined) return;
    const { doc } = view.state;
    const { from, text } = doc.line(Math.min(Math.max(1, place.line), doc.lines));
    const at = from + (text.length - text.trimStart().length);
    this.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    this.takeFocus();
  }

  /** Not on a phone, where a keyboard would rise over the code. */
  private takeFocus(): void {
    if (!matchMedia('(pointer: coarse)').matches) this.view?.focus();
    this.handlers?.onFocused();
  }

  /** Puts the view's state away, and takes another file's. */
  private turnTo(shown: Shown): void {
    this.keep();
    const open = this.opened(shown);
    const { view } = this;
    if (view === undefined || open === undefined) return;
    view.setState(open.state);
    this.isScrolled = false;
    this.stopWaiting?.();
    this.stopWaiting = onceSeen(view.scrollDOM, () => {
      view.dispatch({ effects: open.scroll });
      view.requestMeasure({ read: () => {}, write: () => void (this.isScrolled = true) });
    });
  }
  private isScrolled = false;
  private stopWaiting: (() => void) | undefined;

  private keep(): void {
    const open = this.shown && this.open.get(this.shown.file);
    if (this.view === undefined || open === undefined) return;
    open.state = this.view.state;
    if (this.isScrolled) open.scroll = this.view.scrollSnapshot();
  }

  private opened({ file, opensAt }: Shown): Open | undefined {
    const known = this.open.get(file);
    const { originals } = this.desk.get();
    const original = originals?.[file];
    if (known !== undefined || original === undefined) return known;
    const diff = new Compartment();
    const doc = Text.of((textOn(this.desk.get(), file) ?? original).split(/\r\n?|\n/));
    const { at, scroll } = openingLine(original, doc, opensAt);
    const state = EditorState.create({
      doc,
      selection: { anchor: at },
      extensions: [
        editorSetup({ file, onRun: () => this.handlers?.onRun() }),
        languageHelp(file, this.help),
        lineMarks(original, (line) => this.handlers?.onLetter(line)),
        findingDots,
        diff.of([]),
        EditorView.updateListener.of(({ docChanged, state: { doc } }) => {
          if (!docChanged) return;
          this.desk.write(file, doc.toString());
          this.light();
        }),
      ],
    });
    // A text from outside may end its lines otherwise.
    this.desk.write(file, doc.toString());
    const open: Open = { state, scroll, isDiff: false, findings: undefined, original, diff };
    this.open.set(file, open);
    return open;
  }

  /** What was put on the desk by somebody else becomes the text, in one step that can be undone. */
  private takeOver(): void {
    for (const [file, open] of this.open) {
      const isShown = this.view !== undefined && file === this.shown?.file;
      const state = isShown ? this.view!.state : open.state;
      const text = textOn(this.desk.get(), file) ?? open.original;
      const change = replacement(state, text);
      if (change === undefined) continue;
      if (isShown) this.dispatch(change);
      else open.state = state.update(change).state;
    }
  }

  /** Lights the lines that ran a moment ago; does nothing as long as they are the same. */
  private readonly light = (): void => {
    const { view, shown, playhead } = this;
    if (view === undefined || shown === undefined || playhead === undefined) return;
    const now = playhead.get();
    const lights = isLive(shown.ran, view.state.doc.toString()) ? shown.ran.decisive.map(({ at }) => hitsAt(at, now)) : [];
    if (isSame(lights, this.lights)) return;
    this.lights = lights;
    this.dispatch({ effects: lightsChanged.of(lights) });
  };

  /** Only what was found in this very text: what was found in another moves with the words that it was found in, until then. */
  private readonly underline = (): void => {
    const { view, shown } = this;
    const open = shown && this.open.get(shown.file);
    const checked = shown && this.check.get().byFile[shown.file];
    if (view === undefined || open === undefined || checked === undefined || open.findings === checked) return;
    if (checked.text !== view.state.doc.toString()) return;
    open.findings = checked;
    this.dispatch(...showFindings(view.state, checked.findings));
  };

  private dispatch(...specs: TransactionSpec[]): void {
    this.view?.dispatch(...specs);
  }
}
