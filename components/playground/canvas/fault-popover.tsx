'use client';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { FaultKind } from '@/simulation/fault.ts';
import type { Box } from '@/simulation/scenario.ts';
import { ScenarioIcon } from '../scenario-icon.tsx';
import type { FaultChoice } from './fault-menu.ts';

interface FaultPopoverProps {
  readonly title: string;
  readonly choices: readonly FaultChoice[];
  /** What it points at, and the canvas that it must stay within. */
  readonly anchor: Box;
  readonly canvas: { readonly width: number; readonly height: number };
  readonly isTouch: boolean;
  readonly onChoose: (kind: FaultKind) => void;
  readonly onClose: () => void;
}

const gap = 14;
const headHeight = 34;
const deskLayout = { width: 188, rowHeight: 28, columns: 1 };
/** Targets that a finger meets. */
const touchLayout = { width: 350, rowHeight: 42, columns: 2 };

/** The faults of one node or link. Letters choose while the focus is in it; Escape closes it and gives the focus back. */
export function FaultPopover({ title, choices, anchor, canvas, isTouch, onChoose, onClose }: FaultPopoverProps) {
  const frame = useRef<HTMLDialogElement>(null);
  const choose = ({ unavailable, kind }: FaultChoice) => {
    if (unavailable === '') onChoose(kind);
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const choice = choices.find(({ letter }) => letter === event.key.toUpperCase());
    if (event.key === 'Escape') onClose();
    else if (choice !== undefined) choose(choice);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const opener = document.activeElement;
    const inside = frame.current;
    inside?.querySelector<HTMLElement>('.fault-choice:not([aria-disabled])')?.focus();
    inside?.addEventListener('keydown', onKeyDown);
    return () => {
      inside?.removeEventListener('keydown', onKeyDown);
      if (inside?.contains(document.activeElement) === true || document.activeElement === document.body) (opener as HTMLElement | null)?.focus();
    };
  }, []);
  const { width, rowHeight, columns } = isTouch ? touchLayout : deskLayout;
  const height = headHeight + Math.ceil(choices.length / columns) * rowHeight;
  const middle = anchor.x + anchor.width / 2;
  const left = Math.min(canvas.width - width - 4, Math.max(4, middle - width / 2));
  const isBelow = anchor.y + anchor.height + gap + height <= canvas.height;
  const top = isBelow ? anchor.y + anchor.height + gap : Math.max(4, anchor.y - gap - height);
  return (
    <dialog ref={frame} open className="fault-popover" aria-label={title} data-below={isBelow || undefined} data-touch={isTouch || undefined} style={{ left, top, width, '--caret': `${middle - left}px` } as React.CSSProperties}>
      <div className="head">
        <span>{title}</span>
        <button type="button" aria-label="Close" onClick={onClose}>
          <ScenarioIcon name="x" size={14} />
        </button>
      </div>
      {choices.map((choice) => (
        <button
          key={choice.kind} type="button" className="fault-choice" aria-pressed={choice.isOn} aria-keyshortcuts={choice.letter}
          aria-disabled={choice.unavailable !== '' || undefined} title={choice.unavailable === '' ? undefined : `Not now: ${choice.unavailable}`}
          onClick={() => choose(choice)}
        >
          <ScenarioIcon name={choice.icon} size={15} />
          <span>
            {choice.label}
            {choice.unavailable !== '' && <span className="sr-only">, not now: {choice.unavailable}</span>}
          </span>
          <kbd>{choice.letter}</kbd>
        </button>
      ))}
    </dialog>
  );
}
