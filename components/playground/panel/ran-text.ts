import type { EditedPlace, RunResult } from '@/simulation/run.ts';
import type { RanText } from '../editor/line-looks.ts';
import { letterAt } from './code-rows.ts';
import type { CodeView } from './code-view.ts';

/** The line to blame for a broken promise, and its number in the chain of causes. */
export interface BlamedLine {
  readonly place: Pick<EditedPlace, 'file' | 'line'>;
  readonly number: number;
}
type Ran = Pick<RunResult, 'mutant' | 'control' | 'edits' | 'decisive'>;

/** What ran of a file, for the editor: the reader's text or the original. Where a wrong version runs, or no pattern, the original stands in, and is not what runs. */
export function ranText(view: CodeView, run: Ran, file: string, original: string, blamed: BlamedLine | undefined): RanText {
  const isWhatRuns = run.mutant === '' && !run.control;
  const decisive = view.decisive.flatMap(({ label, line, file: where }, index) => {
    const hit = isWhatRuns ? run.decisive.find((each) => each.label === label) : { file: where, line, at: [] };
    return hit === undefined || hit.file !== file ? [] : [{ letter: letterAt(index), label, line: hit.line, at: hit.at }];
  });
  const cause = isWhatRuns && blamed?.place.file === file ? { line: blamed.place.line, number: blamed.number } : undefined;
  return { text: isWhatRuns ? (run.edits[file] ?? original) : original, isWhatRuns, decisive, cause };
}
