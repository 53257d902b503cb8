import { codeDeskOf } from '../editor/code-desk.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { draftShelf } from './draft-shelf.ts';
import { finishedRuns } from './finished-runs.ts';

const keepers = new Map<string, DraftKeeper>();

/** The page's one keeper of a pattern's drafts. */
export function draftKeeperOf(slug: string): DraftKeeper {
  let keeper = keepers.get(slug);
  if (keeper === undefined) keepers.set(slug, (keeper = new DraftKeeper({ slug, desk: codeDeskOf(slug), shelf: draftShelf, finished: finishedRuns, now: Date.now, newId })));
  return keeper;
}

const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12).padEnd(10, '0')}`;
