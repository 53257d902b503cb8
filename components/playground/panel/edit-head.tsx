import type { KeyboardEvent, ReactNode } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import { countEdited } from '../editor/changed-lines.ts';
import { canUndoReset } from '../editor/edit-session.ts';
import type { RunOffer } from '../editor/run-offer.ts';
import { CodeIcon } from './code-icon.tsx';
import type { WrittenCode } from './use-written-code.ts';
import './edit-head.css';

interface Props {
  readonly code: WrittenCode;
  readonly offer: RunOffer;
  /** The file's name, or the choice of one. */
  readonly children: ReactNode;
  /** What is there beside the buttons that are pressed most. */
  readonly more: ReactNode;
  readonly onRun: () => void;
}

/** What is edited, and what can be done with it. Blue is the colour of the reader's own edits. */
export function EditHead({ code, offer, children, more, onRun }: Props) {
  const { session, looks, written } = code;
  const lines = countEdited(written.originals, written.edits);
  const canUndo = canUndoReset(looks, written);
  const undoByKey = (event: KeyboardEvent) => {
    if (!canUndo || event.key !== 'z' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    session.undoReset();
  };
  return (
    <div className="code-head edit-head">
      <div className="edit-what">
        {children}
        {lines > 0 && <span className="edit-count">{lines} {lines === 1 ? 'line' : 'lines'} edited</span>}
      </div>
      <button type="button" className={`${buttonLook.small} edit-tool`} aria-pressed={looks.isDiff} title="What differs from the original" onClick={() => session.become({ isDiff: !looks.isDiff })}>
        <CodeIcon name="diff" />
        <span>Diff</span>
      </button>
      {/* One button, so that the focus stays on it. */}
      <button
        type="button" className={`${buttonLook.small} edit-tool`} disabled={!canUndo && lines === 0} onKeyDown={undoByKey} onClick={canUndo ? session.undoReset : session.reset}
        title={canUndo ? 'Gives back what the reset took away' : 'Puts every file back as it is'}
      >
        <CodeIcon name={canUndo ? 'again' : 'reset'} />
        <span>{canUndo ? 'Undo the reset' : 'Reset'}</span>
      </button>
      {more}
      <button type="button" className="edit-run" disabled={offer.refusal !== ''} title={offer.refusal || 'Runs what is written (Ctrl or ⌘ Enter)'} aria-describedby="code-status" onClick={onRun}>
        <CodeIcon name="run" />
        Run
      </button>
    </div>
  );
}
