import { LoadedPart } from '../loaded-part.ts';
import { codeDeskOf } from './code-desk.ts';
import type { EditorHost } from './editor-host.tsx';
import { originalCode } from './original-code.ts';

export interface EditorPart {
  readonly EditorHost: typeof EditorHost;
}

const parts = new Map<string, LoadedPart<EditorPart>>();

/** The editor of a pattern's files, fetched with their originals when it is first asked for. */
export function editorPartOf(slug: string, files: readonly string[]): LoadedPart<EditorPart> {
  let part = parts.get(slug);
  if (part === undefined) {
    part = new LoadedPart(async () => {
      const [module, originals] = await Promise.all([import('./editor-host.tsx'), originalCode(files)]);
      codeDeskOf(slug).bring(originals);
      return module;
    });
    parts.set(slug, part);
  }
  return part;
}
