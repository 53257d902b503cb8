import { draftKeys } from '../drafts/draft.ts';
import { isRunLink } from './is-run-link.ts';

/** Whether it is worth a look if there is something to open: a run in the address, or a draft. Cheap, because every visit asks. */
export function mayOpenItself(slug: string): boolean {
  if (isRunLink(location.hash)) return true;
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(draftKeys(slug)));
  } catch {
    // A browser may refuse any look at its storage.
    return false;
  }
}
