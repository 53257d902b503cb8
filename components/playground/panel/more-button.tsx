import { useRef, type ReactNode } from 'react';
import { buttonLook } from '@/components/ui/button-look.ts';
import { CodeIcon } from './code-icon.tsx';
import './code-more.css';

/** Opens what is needed seldom, beneath itself; on a phone at the foot of the screen. The browser closes it, by Escape too, and gives the focus back. */
export function MoreButton({ children }: { readonly children: ReactNode }) {
  const button = useRef<HTMLButtonElement>(null);
  const place = (list: HTMLElement) => {
    const box = button.current?.getBoundingClientRect();
    if (box === undefined) return;
    list.style.setProperty('--top', `${box.bottom + scrollY + 4}px`);
    list.style.setProperty('--right', `${document.documentElement.clientWidth - box.right}px`);
  };
  return (
    <>
      <button ref={button} type="button" className={`${buttonLook.icon} edit-more`} popoverTarget="code-more" aria-label="More" title="More">
        <CodeIcon name="more" />
      </button>
      <dialog id="code-more" className="code-more" popover="auto" aria-label="More about the code" onBeforeToggle={({ currentTarget }) => place(currentTarget)}>
        {children}
      </dialog>
    </>
  );
}
