import { lineHunks } from '@/simulation/edits/line-hunks.ts';

/** A place at which one text becomes another: how many units stay after the last such place, how many are gone there, and what stands there instead. */
export type TextSplice = readonly [stay: number, gone: number, text: string];

/**
 * How `after` comes out of `before`, in no more than what was typed: lines that both have stay, and so do the head and the tail of a line
 * that changed. Both are taken as if a line break stood at their end, so that each line has one.
 */
export function textSplices(before: string, after: string): TextSplice[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const splices: TextSplice[] = [];
  let end = 0;
  const put = (from: number, gone: string, come: string) => {
    const head = sharedHead(gone, come);
    const tail = sharedTail(gone.slice(head), come.slice(head));
    splices.push([from + head - end, gone.length - head - tail, come.slice(head, come.length - tail)]);
    end = from + gone.length - tail;
  };
  for (const { at, removed, addedAt, added } of lineHunks(old.lines, fresh.lines)) {
    if (removed !== added) put(old.starts[at]!, old.part(at, removed), fresh.part(addedAt, added));
    // As many lines as before are compared one by one.
    else for (let line = 0; line < added; line += 1) put(old.starts[at + line]!, old.part(at + line, 1), fresh.part(addedAt + line, 1));
  }
  return splices;
}

/** Puts splices into a text. @returns undefined where they reach past its end or take the line break that is taken to stand there */
export function spliced(before: string, splices: readonly TextSplice[]): string | undefined {
  const text = `${before}\n`;
  const parts: string[] = [];
  let end = 0;
  for (const [stay, gone, come] of splices) {
    parts.push(text.slice(end, end + stay), come);
    end += stay + gone;
    if (end > text.length) return undefined;
  }
  const after = parts.join('') + text.slice(end);
  return after.endsWith('\n') ? after.slice(0, -1) : undefined;
}

function linesOf(plain: string) {
  const lines = plain.split('\n');
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1)! + line.length + 1);
  return { lines, starts, part: (line: number, count: number) => `${plain}\n`.slice(starts[line], starts[line + count]) };
}

function sharedHead(one: string, other: string): number {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count += 1;
  return count;
}

function sharedTail(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let count = 0;
  while (count < shorter && one.at(-1 - count) === other.at(-1 - count)) count += 1;
  return count;
}
