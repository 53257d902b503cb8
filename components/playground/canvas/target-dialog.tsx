'use client';
import { useEffect, useEffectEvent, useRef, type KeyboardEvent as ReactKeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { Box } from '@/simulation/scenario.ts';
import { ScenarioIcon } from '../scenario-icon.tsx';
import { placeBeside } from './popover-place.ts';
import './popover.css';
import { ownIcons } from '../own-icons.ts';

export type TargetTab = 'break' | 'now';
const tabs: readonly { readonly id: TargetTab; readonly label: string }[] = [{ id: 'break', label: 'Break' }, { id: 'now', label: 'Now' }];

interface TargetDialogProps {
  readonly name: string;
  /** In the place of the name, where another can be chosen. */
  readonly choice?: ReactNode;
  readonly tab: TargetTab;
  /** Height of what it holds, in px: both tabs have the same, so that it stands still. */
  readonly bodyHeight: number;
  /** What it points at, and the canvas that it must stay within. */
  readonly anchor: Box;
  readonly canvas: { readonly width: number; readonly height: number };
  /** On a phone it lies at the foot of the screen, with targets for fingers. */
  readonly isTouch: boolean;
  readonly onTab: (tab: TargetTab) => void;
  /** @returns whether the letter meant something */
  readonly onLetter: (letter: string) => boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const width = 252;
/** Padding and head. */
const frameHeight = 40;
/** The stage is so much higher than its wiring, at least, below it. */
const stageMargin = 6;

/** What can be done to a node or a link, and what it is doing. Letters act while the focus is in it; Escape closes it and gives the focus back. */
export function TargetDialog({ name, choice, tab, bodyHeight, anchor, canvas, isTouch, onTab, onLetter, onClose, children }: TargetDialogProps) {
  const frame = useRef<HTMLDialogElement>(null);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || (event.target instanceof HTMLSelectElement && event.key !== 'Escape')) return;
    if (event.key === 'Escape') onClose();
    else if (event.key.length > 1 || !onLetter(event.key.toUpperCase())) return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const opener = document.activeElement;
    const inside = frame.current;
    (inside?.querySelector<HTMLElement>('.fault-choice:not([aria-disabled])') ?? inside?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]'))?.focus({ preventScroll: true });
    inside?.addEventListener('keydown', onKeyDown);
    return () => {
      inside?.removeEventListener('keydown', onKeyDown);
      if (inside?.contains(document.activeElement) === true || document.activeElement === document.body) (opener as HTMLElement | null)?.focus();
    };
  }, []);
  const { left, top, side, caret } = placeBeside(anchor, { width, height: frameHeight + bodyHeight }, { ...canvas, height: canvas.height + stageMargin });
  const place = isTouch ? {} : ({ left, top, width, '--caret': `${caret}px` } as React.CSSProperties);
  const dialog = (
    <dialog ref={frame} open className="target-dialog" aria-label={name} data-side={isTouch ? undefined : side} data-touch={isTouch || undefined} style={place}>
      <div className="head">
        {choice ?? <b>{name}</b>}
        <div className="tabs" role="tablist" aria-label={name}>
          {tabs.map(({ id, label }) => (
            <button
              key={id} type="button" role="tab" id={`target-${id}`} aria-controls="target-body" aria-selected={id === tab} tabIndex={id === tab ? 0 : -1}
              onClick={() => onTab(id)} onKeyDown={(event) => turn(event, tab, onTab)}
            >
              {label}
            </button>
          ))}
        </div>
        <button type="button" className="close" aria-label="Close" onClick={onClose}>
          <ScenarioIcon path={ownIcons.x} size={14} />
        </button>
      </div>
      <div className="body" role="tabpanel" id="target-body" tabIndex={tab === 'now' ? 0 : undefined} aria-labelledby={`target-${tab}`} style={isTouch ? undefined : { height: bodyHeight }}>
        {children}
      </div>
    </dialog>
  );
  return isTouch ? createPortal(dialog, document.body) : dialog;
}

/** The arrow keys turn to the other tab, and take the focus there. */
function turn(event: ReactKeyboardEvent<HTMLElement>, tab: TargetTab, onTab: (tab: TargetTab) => void): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  event.preventDefault();
  event.stopPropagation();
  const other: TargetTab = tab === 'break' ? 'now' : 'break';
  event.currentTarget.parentElement?.querySelector<HTMLElement>(`#target-${other}`)?.focus();
  onTab(other);
}
