import { changedLines, lineAfter, linesOf } from './changed-lines.ts';

/** The text of a file that ran, and what the run says of its lines. */
export interface RanText {
  readonly text: string;
  /** Whether this text is what runs now: where a wrong version runs, it is not. */
  readonly isWhatRuns: boolean;
  readonly decisive: readonly DecisiveAt[];
  /** The line to blame for a broken promise, and its number in the chain of causes. */
  readonly cause: { readonly line: number; readonly number: number } | undefined;
}
export interface DecisiveAt {
  readonly letter: string;
  readonly label: string;
  /** Counting from 1, in the text that ran. */
  readonly line: number;
  /** The virtual times at which the run came there. */
  readonly at: readonly number[];
}
/** How a decisive line stands at a moment: how often it ran, and how lit it is. */
export interface Light {
  readonly count: number;
  readonly lit: number;
}
/** What is drawn beside and beneath a line of the text as it is written. */
export interface LineLook {
  readonly isEdited?: boolean;
  readonly isRemovedAbove?: boolean;
  readonly isRemovedBelow?: boolean;
  /** Its number in the chain of causes. */
  readonly cause?: number;
  readonly decisive?: DecisiveAt & Light & { readonly isStale: boolean };
}

/** The looks of those lines that have one, by their number. */
export function lineLooks(original: string, text: string, ran: RanText, lights: readonly Light[]): ReadonlyMap<number, LineLook> {
  const looks = new Map<number, LineLook>();
  const add = (line: number, look: LineLook) => looks.set(line, { ...looks.get(line), ...look });
  const count = linesOf(text).length;
  const { edited, removedAbove } = changedLines(original, text);
  for (const line of edited) add(line, { isEdited: true });
  for (const line of removedAbove) add(Math.min(line, count), line > count ? { isRemovedBelow: true } : { isRemovedAbove: true });
  const now = lineAfter(ran.text, text);
  const isStale = !isLive(ran, text);
  for (const [index, each] of ran.decisive.entries()) {
    const line = now(each.line);
    if (line !== undefined) add(line, { decisive: { ...each, isStale, ...(isStale ? dark : (lights[index] ?? dark)) } });
  }
  const cause = ran.cause && now(ran.cause.line);
  if (ran.cause !== undefined && cause !== undefined) add(cause, { cause: ran.cause.number });
  return looks;
}

const dark: Light = { count: 0, lit: 0 };

/** Its lines light up only where what is written is what runs. */
export const isLive = ({ text, isWhatRuns }: RanText, written: string): boolean => isWhatRuns && text === written;
