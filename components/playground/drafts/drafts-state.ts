import type { Opening } from '../link/opening.ts';
import type { Draft } from './draft.ts';
import type { Keeping } from './draft-shelf.ts';

/** How the reader's drafts of a pattern stand. */
export interface DraftsState {
  /** Whether what stands on the desk is kept in this browser, or why it is not. */
  readonly keeping: Keeping;
  /** The reader knows that it is not kept. */
  readonly isTold: boolean;
  /** Why the code on the desk waits for the reader's word, as long as it does. */
  readonly waiting: NonNullable<Opening['waiting']>['why'] | undefined;
  /** The reader's own draft, where a link's code stands in its place. */
  readonly own: Draft | undefined;
  /** What another tab wrote later than this one. */
  readonly newer: Draft | undefined;
  /** There is something that `earlier()` would list. */
  readonly hasEarlier: boolean;
}

export const noDrafts: DraftsState = { keeping: 'kept', isTold: false, waiting: undefined, own: undefined, newer: undefined, hasEarlier: false };
