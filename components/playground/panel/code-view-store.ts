import { LoadedPart } from '../loaded-part.ts';
import { onePerPattern } from '../one-per-pattern.ts';
import { fetchCodeView } from './code-view.ts';

/** The page's one store of a pattern's code. */
export const codeViewStoreOf = onePerPattern((slug: string) => new LoadedPart(() => fetchCodeView(slug)));
