import { editedTextMax, type Edits } from '@/simulation/edits/edits.ts';
import type { DraftsState } from './drafts-state.ts';

/** What is said of the reader's code, above it. */
export interface DraftWords {
  readonly about: 'storage' | 'waiting' | 'length' | 'newer' | 'own';
  readonly words: string;
}

const lost = {
  full: 'This browser keeps no drafts: its storage is full. Copy what you want to keep.',
  off: 'This browser keeps no drafts: its storage is switched off. Copy what you want to keep.',
  long: 'This code is too long for a draft to be kept of it. Copy what you want to keep.',
} as const;

const waits = {
  link: 'This code came with the link. It runs once you press Run.',
  hung: 'This draft did not come to an end last time, so it is shown and not run.',
  unrun: 'This is your draft as you left it. It runs once you press Run.',
} as const;

/** The most important thing that there is to say, or nothing. Of the storage it is said once. */
export function draftWords({ keeping, isTold, waiting, newer, own }: DraftsState, edits: Edits): DraftWords | undefined {
  if (keeping !== 'kept' && !isTold && Object.keys(edits).length > 0) return { about: 'storage', words: lost[keeping] };
  if (waiting !== undefined) return { about: 'waiting', words: waits[waiting] };
  const tooLong = Object.keys(edits).find((file) => (edits[file]?.length ?? 0) > editedTextMax);
  if (tooLong !== undefined) return { about: 'length', words: `${tooLong}.ts is longer than ${count.format(editedTextMax)} characters. It cannot be run or shared as it is.` };
  if (newer !== undefined) return { about: 'newer', words: 'Another tab has a newer draft' };
  return own && { about: 'own', words: 'You have a draft of this pattern' };
}

const count = new Intl.NumberFormat('en');

const minuteMs = 60_000;
const units = [
  [1440, 'day'],
  [60, 'hour'],
  [1, 'minute'],
] as const;

/** How old something is, to the unit that matters: `2 minutes`, `1 hour`, `a moment`. @param ms its age in ms; a clock that was set back makes it 0 */
export function ageWords(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  for (const [size, name] of units) {
    const whole = Math.floor(minutes / size);
    if (whole >= 1) return `${whole} ${name}${whole === 1 ? '' : 's'}`;
  }
  return 'a moment';
}
