import type { EditedPlace } from '../run.ts';

/** The changed place at which a run was last. It only listens: the run goes the same way without it. */
export class EditedNotes {
  private file = '';
  private line = 0;
  private within = '';
  private at = 0;

  /** @param at virtual µs */
  note(file: string, line: number, within: string, at: number): void {
    this.file = file;
    this.line = line;
    this.within = within;
    this.at = at;
  }

  last(): EditedPlace | undefined {
    const { file, line, within, at } = this;
    return line === 0 ? undefined : { file, line, within, at };
  }
}
