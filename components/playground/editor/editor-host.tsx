import { useCallback, useLayoutEffect } from 'react';
import { onePerPattern } from '../one-per-pattern.ts';
import type { Playhead } from '../playhead.ts';
import type { CodeCheck } from './code-check.ts';
import { codeDeskOf } from './code-desk.ts';
import { CodeEditor, type EditorHandlers, type Shown } from './code-editor.ts';
import './editor.css';
import './editor-diff.css';
import './editor-search.css';
import './editor-tips.css';
import { languageClient } from './page-language-client.ts';

interface Props {
  readonly slug: string;
  readonly check: CodeCheck;
  readonly playhead: Playhead;
  readonly shown: Shown;
  readonly handlers: EditorHandlers;
}

/** The place where the pattern's editor stands while it is looked at. It and what it needs are fetched when it is asked for. */
export function EditorHost({ slug, check, playhead, shown, handlers }: Props) {
  const mount = useCallback((host: HTMLDivElement | null) => (host === null ? undefined : editorOf(slug, check).mount(host, playhead)), [slug, check, playhead]);
  useLayoutEffect(() => editorOf(slug, check).show(shown, handlers));
  return <div ref={mount} className="code-editor" />;
}

/** The page's one editor of a pattern. It is made once its place stands: it fetches, and follows the desk. */
const editorOf = onePerPattern((slug: string, check: CodeCheck) => {
  languageClient().warm();
  return new CodeEditor(codeDeskOf(slug), check, languageClient());
});
