import { useSyncExternalStore } from 'react';
import { noEdits } from '@/simulation/edits/edits.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { codeCheckOf } from '../editor/code-check-of.ts';
import { codeDeskOf } from '../editor/code-desk.ts';
import { editorPartOf } from '../editor/editor-part.ts';
import { editSessionOf } from '../editor/edit-session.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';

/** The reader's own code, and how it is looked at. */
export type WrittenCode = ReturnType<typeof useWrittenCode>;

const ignore = () => () => {};

/** Everything is fetched and checked only while the editor is looked at. `mutant` is the wrong version that runs, or ''. */
export function useWrittenCode({ slug, code }: ScenarioData, settings: PlaygroundSettings, mutant: string) {
  const desk = codeDeskOf(slug);
  const session = editSessionOf(slug, desk);
  const check = codeCheckOf(slug, code);
  const part = editorPartOf(slug, code);
  const written = useSyncExternalStore(desk.subscribe, desk.get, desk.get);
  const looks = useSyncExternalStore(session.subscribe, session.get, session.get);
  const isEdited = written.edits !== noEdits || settings.edits !== noEdits;
  const showsEditor = (looks.isOpen || isEdited) && (mutant === '' || looks.leftVersion === mutant);
  const checked = useSyncExternalStore(showsEditor ? check.subscribe : ignore, check.get, check.get);
  const editor = useSyncExternalStore(showsEditor ? part.subscribe : ignore, part.get, part.get);
  return { desk, session, check, part, written, looks, isEdited, showsEditor, checked, editor };
}
