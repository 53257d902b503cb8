import { codeDeskOf } from '../editor/code-desk.ts';
import { onePerPattern } from '../one-per-pattern.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { draftShelf } from './draft-shelf.ts';
import { finishedRuns } from './finished-runs.ts';

/** The page's one keeper of a pattern's drafts. */
export const draftKeeperOf = onePerPattern((slug: string) =>
  new DraftKeeper({ slug, desk: codeDeskOf(slug), shelf: draftShelf, finished: finishedRuns, now: Date.now, newId }));

const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12).padEnd(10, '0')}`;
