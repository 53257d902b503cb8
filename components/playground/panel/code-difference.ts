import type { CodeLine, CodeToken } from './code-view.ts';

/** From the first of some characters of a line to before the last one's successor. */
export type CharacterRange = readonly [from: number, to: number];
/** A piece of a line in one colour, and whether it is part of what differs. */
export interface CodePiece {
  readonly text: string;
  readonly color: number;
  readonly isChanged: boolean;
}

const textOf = (line: CodeLine): string => line.map(([text]) => text).join('');

const isInWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);

/** What differs between a line and what it became, in whole words: all but what both begin with and what both end with. */
export function differenceOf(before: CodeLine, after: CodeLine): { readonly before: CharacterRange; readonly after: CharacterRange } {
  const [old, fresh] = [textOf(before), textOf(after)];
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head += 1;
  while (head > 0 && isInWord(old[head - 1]) && (isInWord(old[head]) || isInWord(fresh[head]))) head -= 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  while (tail > 0 && isInWord(old.at(-tail)) && (isInWord(old.at(-1 - tail)) || isInWord(fresh.at(-1 - tail)))) tail -= 1;
  return { before: [head, old.length - tail], after: [head, fresh.length - tail] };
}

/** The pieces of a line, cut where what differs begins and ends. */
export function piecesOf(line: CodeLine, change: CharacterRange | undefined): readonly CodePiece[] {
  if (change === undefined) return line.map(([text, color]) => ({ text, color, isChanged: false }));
  const [from, to] = change;
  let at = 0;
  return line.flatMap(([text, color]: CodeToken) => {
    const cuts = [0, from - at, to - at, text.length].map((cut) => Math.min(text.length, Math.max(0, cut)));
    at += text.length;
    return [0, 1, 2]
      .map((part) => ({ text: text.slice(cuts[part], cuts[part + 1]), color, isChanged: part === 1 }))
      .filter((piece) => piece.text !== '');
  });
}
