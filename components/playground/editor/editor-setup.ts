import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { nextDiagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightActiveLineGutter, keymap, tooltips } from '@codemirror/view';
import { editorColors } from './editor-colors.ts';

interface Setup {
  readonly file: string;
  readonly onRun: () => void;
}

/** What every file of a pattern is edited with. Tab is left to the browser: it leads on to the next control. */
export const editorSetup = ({ file, onRun }: Setup): Extension => [
  // Ahead of the keys of the editor itself, of which one is the same.
  keymap.of([{ key: 'Mod-Enter', run: () => (onRun(), true) }]),
  keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap, { key: 'F8', run: nextDiagnostic }]),
  javascript({ typescript: true }),
  editorColors,
  history(),
  indentUnit.of('  '),
  EditorState.tabSize.of(2),
  indentOnInput(),
  closeBrackets(),
  bracketMatching(),
  highlightActiveLineGutter(),
  highlightSelectionMatches({ minSelectionLength: 2 }),
  search({ top: true }),
  tooltips({ parent: document.body }),
  EditorState.phrases.of(words),
  EditorView.contentAttributes.of({ 'aria-label': `${file}.ts, editable`, 'aria-keyshortcuts': 'Control+Enter' }),
];

const words = {
  next: 'Next', previous: 'Previous', all: 'Select all', 'match case': 'Case', regexp: 'Pattern', 'by word': 'Word',
  replace: 'Replace', 'replace all': 'Replace all', close: 'Close the search',
};
