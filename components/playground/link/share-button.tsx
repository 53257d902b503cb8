'use client';
import dynamic from 'next/dynamic';
import { useState, type ToggleEvent } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import { Icon } from '@/components/ui/icon.tsx';
import './share-popover.css';

const ShareMenu = dynamic(() => import('./share-menu.tsx').then(({ ShareMenu: Menu }) => Menu, () => ShareMissing), { ssr: false });
const ShareMissing = () => <p role="alert">What is shown here could not be fetched. Check the connection, then reload the page.</p>;

interface Props {
  /** The pattern's name for readers. */
  readonly title: string;
  /** The catalog's version. */
  readonly version: string;
}

/** Opens what there is to share. The browser opens and closes it, by Escape too, and gives the focus back; what stands in it is fetched then. */
export function ShareButton({ title, version }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const onBeforeToggle = ({ newState, currentTarget }: ToggleEvent<HTMLElement>) => {
    if (newState === 'open') place(currentTarget);
  };
  return (
    <div className="needs-script flex">
      <button type="button" className={`${buttonLook.outlined} max-md:h-full max-md:flex-1`} popoverTarget="share" aria-haspopup="dialog">
        <Icon name="link" className="text-ink-2" />
        Share
      </button>
      <dialog id="share" className="share-popover" popover="auto" aria-labelledby="share-title" onBeforeToggle={onBeforeToggle} onToggle={({ newState }) => setIsOpen(newState === 'open')}>
        <header>
          <h2 id="share-title">Share this run</h2>
          <button type="button" popoverTarget="share" popoverTargetAction="hide" className={buttonLook.icon} aria-label="Close">
            <Icon name="x" />
          </button>
        </header>
        {isOpen && <ShareMenu title={title} version={version} />}
      </dialog>
    </div>
  );
}

/** Under the button, with their right edges in line. On a phone the style sheet has the say. */
function place(popover: HTMLElement): void {
  const { bottom, right } = (popover.previousElementSibling ?? popover).getBoundingClientRect();
  popover.style.setProperty('--share-top', `${bottom + scrollY + 8}px`);
  popover.style.setProperty('--share-right', `${document.documentElement.clientWidth - right}px`);
}
