import { LoadedPart } from '../loaded-part.ts';
import { onePerPattern } from '../one-per-pattern.ts';
import { codeDeskOf } from './code-desk.ts';
import type { EditorHost } from './editor-host.tsx';
import { originalCode } from './original-code.ts';

export interface EditorPart {
  readonly EditorHost: typeof EditorHost;
}

/** The editor of a pattern's files, fetched with their originals when it is first asked for. */
export const editorPartOf = onePerPattern((slug: string, files: readonly string[]) =>
  new LoadedPart<EditorPart>(async () => {
    const [module, originals] = await Promise.all([import('./editor-host.tsx'), originalCode(files)]);
    codeDeskOf(slug).bring(originals);
    return module;
  }));
