import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import type { Pane, SendPress } from '../press.ts';
import type { PanelHandlers } from './panel-frame.tsx';
import type { PanelTab } from './panel-tabs.ts';
import { tabAfterKey } from './tab-after-key.ts';

interface Panel {
  readonly element: RefObject<HTMLElement | null>;
  readonly tabs: readonly PanelTab[];
  readonly pane: Pane;
  readonly isRaised: boolean;
  readonly isSheet: boolean;
  readonly send: SendPress;
}

/** A pane is opened by a press on its tab, by the arrow keys, or by the focus being put on it. On a phone, pressed again, its tab lowers the sheet. */
export function usePanelHandlers({ element, tabs, pane, isRaised, isSheet, send }: Panel): PanelHandlers {
  const isPointed = useRef(false);
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (isRaised || !isSheet || focused?.closest('.panel-pane') === null || element.current?.contains(focused) !== true) return;
    // What has the focus goes down with the sheet; the tab that raises it again takes it, and does not raise it now.
    isPointed.current = true;
    element.current.querySelector<HTMLElement>('[aria-selected="true"]')?.focus({ preventScroll: true });
    isPointed.current = false;
  }, [element, isRaised, isSheet]);
  const open = (id: Pane) => send({ type: 'pane.opened', pane: id });
  const lower = () => send({ type: 'panel.lowered' });
  return {
    onGrab: () => (isRaised ? lower() : open(pane)),
    onPointerDown: () => {
      isPointed.current = true;
    },
    onClick: (id) => {
      isPointed.current = false;
      if (isSheet && isRaised && id === pane) lower();
      else open(id);
    },
    onFocus: (id) => {
      if (!isPointed.current) open(id);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const next = tabAfterKey(tabs, pane, event.key);
      if (next === undefined) return;
      event.preventDefault();
      event.currentTarget.parentElement?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
    },
  };
}
