import type { Finding } from '@/simulation/language/protocol.ts';
import type { CodeCheckState } from './code-check.ts';
import { textOn } from './code-on-desk.ts';
import type { DeskState } from './code-desk.ts';

export interface FoundAt {
  readonly file: string;
  readonly finding: Finding;
}

/** What the latest check found in all files: in the one that is shown first, each from top to bottom. What was found in a text that is no longer there stands until the next check, unless the file is the original again. */
export function findingsOf({ byFile }: CodeCheckState, desk: DeskState, shown: string): readonly FoundAt[] {
  const files = Object.keys(byFile).sort((one, other) => Number(other === shown) - Number(one === shown));
  return files
    .filter((file) => Object.hasOwn(desk.edits, file) || byFile[file]!.text === textOn(desk, file))
    .flatMap((file) => byFile[file]!.findings.toSorted((one, other) => one.from - other.from).map((finding) => ({ file, finding })));
}
