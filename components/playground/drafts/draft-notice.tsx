import { useRef, useSyncExternalStore } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import { Icon } from '@/components/ui/icon.tsx';
import { codeDeskOf } from '../editor/code-desk.ts';
import { Age } from './age.tsx';
import { draftKeeperOf } from './draft-keeper-of.ts';
import { draftWords } from './draft-words.ts';
import './drafts.css';

/** One line above the code about the draft: why it waits, that it is not kept, or that there is another. */
export function DraftNotice({ slug }: { readonly slug: string }) {
  const keeper = draftKeeperOf(slug);
  const desk = codeDeskOf(slug);
  const state = useSyncExternalStore(keeper.subscribe, keeper.get, keeper.get);
  const edits = useSyncExternalStore(desk.subscribe, () => desk.get().edits, () => desk.get().edits);
  const line = useRef<HTMLDivElement>(null);
  const notice = draftWords(state, edits);
  const about = notice?.about;
  const other = about === 'newer' ? state.newer : about === 'own' || about === 'waiting' ? state.own : undefined;
  const answer = (act: () => void) => () => {
    // The button goes with what it answers: the focus stays in its place.
    line.current?.focus({ preventScroll: true });
    act();
  };
  return (
    <div ref={line} className="draft-notice" data-about={about} tabIndex={-1}>
      <p>
        <output>{notice?.words}</output>
        {other && about !== 'waiting' && <>, <Age of={other.changedAt} /> old.</>}
      </p>
      {other && (
        <button type="button" className={buttonLook.outlinedSmall} onClick={answer(() => keeper.show(other))}>
          {about === 'waiting' ? 'Show my draft' : 'Show it'}
        </button>
      )}
      {(about === 'storage' || about === 'newer' || about === 'own') && (
        <button type="button" className={buttonLook.icon} aria-label="Close" onClick={answer(() => keeper.dismiss(about))}>
          <Icon name="x" size={14} />
        </button>
      )}
    </div>
  );
}
