import type { Edits } from '@/simulation/edits/edits.ts';
import type { Draft } from './draft.ts';
import { draftShelf } from './draft-shelf.ts';
import { finishedRuns } from './finished-runs.ts';

export interface OpeningDraft extends Pick<Draft, 'edits' | 'ran'> {
  /** This tab wrote it, or chose it. */
  readonly isOfTab: boolean;
}

/** The draft that this visit opens with: the one that this tab wrote, in a new tab the newest. Undefined where the code stands as it is. */
export function draftOf(slug: string): OpeningDraft | undefined {
  const draft = draftShelf.toOpen(slug);
  if (draft === undefined || Object.keys(draft.edits).length === 0) return undefined;
  // Texts that the reader came back to by undoing may have come to an end before.
  const ran = draft.ran === 'no' && hasRun(slug, draft.edits) ? 'ended' : draft.ran;
  return { edits: draft.edits, ran, isOfTab: draftShelf.place(slug)?.id === draft.id };
}

/** Whether this browser ran exactly these texts to their end. */
export const hasRun = (slug: string, edits: Edits): boolean => finishedRuns.has(slug, edits);
