import { useCallback, useLayoutEffect, useState } from 'react';
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
  const [editor] = useState(() => editorOf(slug, check));
  const mount = useCallback((host: HTMLDivElement | null) => (host === null ? undefined : editor.mount(host, playhead)), [editor, playhead]);
  useLayoutEffect(() => editor.show(shown, handlers));
  return <div ref={mount} className="code-editor" />;
}

const editors = new Map<string, CodeEditor>();

function editorOf(slug: string, check: CodeCheck): CodeEditor {
  let editor = editors.get(slug);
  if (editor === undefined) {
    languageClient().warm();
    editors.set(slug, (editor = new CodeEditor(codeDeskOf(slug), check, languageClient())));
  }
  return editor;
}
