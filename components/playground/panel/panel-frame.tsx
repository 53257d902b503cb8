import type { KeyboardEvent, PointerEvent, ReactNode, Ref } from 'react';
import { press, type Pane, type Press } from '../press.ts';
import type { PanelTab } from './panel-tabs.ts';
import './panel.css';

export interface PanelHandlers {
  readonly onClick: (pane: Pane) => void;
  readonly onFocus: (pane: Pane) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onGrab: () => void;
}
interface Props {
  readonly tabs: readonly PanelTab[];
  readonly pane: Pane;
  /** On a phone the panel is a sheet; this says whether it is up. */
  readonly isRaised: boolean;
  /** The sheet is up, but the instrument has left the screen: it waits out of sight. */
  readonly isAway?: boolean;
  /** Left out in the still. */
  readonly handlers?: PanelHandlers;
  readonly element?: Ref<HTMLElement>;
  readonly children: ReactNode;
}

/** Tabs over one pane. On a phone it is a sheet at the foot of the instrument that rises over the page when a tab or its handle is pressed. */
export function PanelFrame({ tabs, pane, isRaised, isAway = false, handlers, element, children }: Props) {
  const opens = (id: Pane) => press<Press>({ type: 'pane.opened', pane: id }, undefined);
  return (
    <section ref={element} className="panel" aria-label="Panel" data-pane={pane} data-open={isRaised ? '' : undefined} data-away={isAway ? '' : undefined}>
      <button type="button" className="panel-grab" aria-label={isRaised ? 'Lower the panel' : 'Raise the panel'} {...(handlers ? { onClick: handlers.onGrab } : opens(pane))} />
      <div className="panel-tabs" role="tablist" aria-label="Panel">
        {tabs.map(({ id, label, isMarked }) => (
          <button
            key={id} type="button" role="tab" id={`tab-${id}`} aria-controls="panel-pane" aria-selected={id === pane} tabIndex={id === pane ? 0 : -1}
            {...(handlers
              ? { onClick: () => handlers.onClick(id), onFocus: () => handlers.onFocus(id), onPointerDown: handlers.onPointerDown, onKeyDown: handlers.onKeyDown }
              : opens(id))}
          >
            {label}
            {isMarked && <i aria-hidden="true" />}
          </button>
        ))}
      </div>
      <div key={pane} className="panel-pane" id="panel-pane" role="tabpanel" tabIndex={0} aria-labelledby={`tab-${pane}`}>
        {children}
      </div>
    </section>
  );
}
