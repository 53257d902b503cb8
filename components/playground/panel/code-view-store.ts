import { LoadedPart } from '../loaded-part.ts';
import { fetchCodeView, type CodeView } from './code-view.ts';

const stores = new Map<string, LoadedPart<CodeView>>();

/** The page's one store of a pattern's code. */
export function codeViewStoreOf(slug: string): LoadedPart<CodeView> {
  let store = stores.get(slug);
  if (store === undefined) stores.set(slug, (store = new LoadedPart(() => fetchCodeView(slug))));
  return store;
}
