import { useRef, useState, useSyncExternalStore } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import { buttonLook } from '@/components/ui/button-look.ts';
import { Icon } from '@/components/ui/icon.tsx';
import { draftKeeperOf } from '../drafts/draft-keeper-of.ts';
import type { Pane, SendPress } from '../press.ts';
import { linkWords, type LinkWords } from './link-words.ts';
import type { Opening } from './opening.ts';

interface Props {
  readonly slug: string;
  readonly version: string;
  readonly opening: Opening;
  readonly run: RunResult | undefined;
  readonly pane: Pane;
  readonly send: SendPress;
}

const looks: Readonly<Record<LinkWords['about'], string>> = {
  problem: 'border-warn-edge bg-warn-tint',
  difference: 'border-warn-edge bg-warn-tint',
  waiting: 'border-info-edge bg-info-tint',
};

const look = 'flex items-center gap-x-2.5 border-t px-4 py-2 text-[13px] leading-5 text-ink';

/** One line about the link that the page was opened with, or about code that waits: beside it the code says so itself, but on a phone the code is a sheet that may be down. */
export function LinkNotice({ slug, version, opening, run, pane, send }: Props) {
  const keeper = draftKeeperOf(slug);
  const { waiting } = useSyncExternalStore(keeper.subscribe, keeper.get, keeper.get);
  const [dismissed, setDismissed] = useState<{ readonly of: Opening; readonly words: readonly string[] }>({ of: opening, words: [] });
  const gone = dismissed.of === opening ? dismissed.words : [];
  const strip = useRef<HTMLDivElement>(null);
  const [said] = linkWords({ opening, run, version, waiting }).filter(({ about, words }) => !gone.includes(about + words));
  const act = (then: () => void) => () => {
    // The button goes with what it answers: the focus stays in its place.
    strip.current?.focus({ preventScroll: true });
    then();
  };
  return (
    <div ref={strip} tabIndex={-1} role={said?.about === 'problem' ? 'alert' : 'status'} className={said && `${look} ${looks[said.about]} ${said.about === 'waiting' && pane === 'code' ? 'md:hidden' : ''}`}>
      {said && (
        <>
          <p className="min-w-0 flex-1 text-pretty wrap-anywhere">
            <b className="font-[640]">{said.title}</b> {said.words}
          </p>
          {said.about === 'waiting' && (
            <button type="button" className={`${buttonLook.outlinedSmall} max-md:h-10`} onClick={act(() => send({ type: 'pane.opened', pane: 'code' }))}>
              Show it
            </button>
          )}
          <button type="button" className={`${buttonLook.icon} max-md:size-10`} aria-label="Close" onClick={act(() => setDismissed({ of: opening, words: [...gone, said.about + said.words] }))}>
            <Icon name="x" size={14} />
          </button>
        </>
      )}
    </div>
  );
}
