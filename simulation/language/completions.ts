import type ts from 'typescript';
import { refusedGlobals, refusedMembers } from '../compiler/problems.ts';
import type { Completions } from './protocol.ts';

/** A list that is longer is cut: it is asked for anew with each letter. */
const optionsMax = 200;

/** What may stand at an offset, best first: TypeScript's order, and before all what begins as the reader has begun. What the compiler refuses is not offered. */
export function completionsOf(text: string, at: number, found: ts.CompletionInfo | undefined): Completions | null {
  if (found === undefined) return null;
  const from = found.optionalReplacementSpan?.start ?? wordStart(text, at);
  const begun = text.slice(from, at).toLowerCase();
  const refused = found.isMemberCompletion ? refusedMembers : refusedGlobals;
  const fitting = found.entries
    .filter(({ kind, name, insertText }) => kind !== 'warning' && insertText === undefined && !Object.hasOwn(refused, name) && contains(name.toLowerCase(), begun))
    .map((entry) => ({ entry, isBegun: entry.name.toLowerCase().startsWith(begun) }))
    .sort((a, b) => Number(b.isBegun) - Number(a.isBegun) || compared(a.entry.sortText, b.entry.sortText) || compared(a.entry.name, b.entry.name));
  const options = fitting.slice(0, optionsMax).map(({ entry: { name, kind } }) => ({ label: name, kind }));
  return options.length > 0 ? { from, options } : null;
}

const wordStart = (text: string, at: number) => at - (/[\w$]*$/.exec(text.slice(Math.max(0, at - 200), at))?.[0].length ?? 0);

const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Whether a name has the letters in their order, as an editor looks for them. */
function contains(name: string, letters: string): boolean {
  let place = 0;
  for (const letter of letters) {
    place = name.indexOf(letter, place) + 1;
    if (place === 0) return false;
  }
  return true;
}
