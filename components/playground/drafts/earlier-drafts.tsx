import { useId, useRef, useState, useSyncExternalStore, type ToggleEvent } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import { codeDeskOf } from '../editor/code-desk.ts';
import { Age } from './age.tsx';
import type { Draft } from './draft.ts';
import { draftKeeperOf } from './draft-keeper-of.ts';
import { changeWords } from './change-words.ts';
import '../centred-popover.css';
import './drafts.css';

/** Where more is offered of the code: the way to the drafts that this browser keeps of a pattern. Nothing where there is no other than the one that stands. */
export function EarlierDrafts({ slug }: { readonly slug: string }) {
  const keeper = draftKeeperOf(slug);
  const hasEarlier = useSyncExternalStore(keeper.subscribe, () => keeper.get().hasEarlier, () => false);
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const list = useRef<HTMLDialogElement>(null);
  const id = useId();
  if (!hasEarlier) return null;
  const onBeforeToggle = ({ newState }: ToggleEvent<HTMLElement>) => newState === 'open' && setDrafts(keeper.earlier());
  const show = (draft: Draft) => {
    // What it was opened from closes with it, and gives the focus back.
    (list.current?.parentElement?.closest<HTMLElement>('[popover]') ?? list.current)?.hidePopover();
    keeper.show(draft);
  };
  const { originals } = codeDeskOf(slug).get();
  return (
    <div className="code-more-part">
      <h3 className="panel-heading">Your drafts</h3>
      <button type="button" className={buttonLook.outlinedSmall} popoverTarget={id} aria-haspopup="dialog">Earlier drafts</button>
      <dialog ref={list} id={id} popover="auto" className="centred-popover earlier-drafts" aria-labelledby={`${id}-title`} onBeforeToggle={onBeforeToggle}>
        <h3 id={`${id}-title`}>Earlier drafts</h3>
        {drafts.length === 0 ? <p>None that differs from what you see.</p> : <p>Showing one can be undone in the editor. What you see now stays a draft.</p>}
        <ul>
          {drafts.map((draft) => (
            <li key={draft.id}>
              <button type="button" onClick={() => show(draft)}>
                <span className="mono">{changeWords(draft.edits, originals)}</span>
                <small>
                  <Age of={draft.changedAt} /> old{(draft.ran === 'hung' || draft.ran === 'running') && ', did not come to an end'}
                </small>
              </button>
            </li>
          ))}
        </ul>
        <button type="button" className={buttonLook.outlined} popoverTarget={id} popoverTargetAction="hide">Close</button>
      </dialog>
    </div>
  );
}
