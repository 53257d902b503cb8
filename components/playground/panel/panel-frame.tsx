import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { press } from '../press.ts';
import './panel.css';

export interface PanelTab {
  readonly id: string;
  readonly label: string;
  /** The reader changed something there. */
  readonly isMarked?: boolean;
}
export interface TabHandlers {
  readonly onClick: (id: string) => void;
  readonly onFocus: (id: string) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onLower: (selected: string) => void;
}
interface Props {
  readonly tabs: readonly PanelTab[];
  readonly selected: string;
  /** On a phone the panel is a sheet; this says whether it is up. */
  readonly isOpen: boolean;
  /** Left out in the still. */
  readonly handlers?: TabHandlers;
  readonly children: ReactNode;
}

/** Tabs over one pane. On a phone it is a sheet at the foot of the instrument that rises when a tab is pressed. */
export function PanelFrame({ tabs, selected, isOpen, handlers, children }: Props) {
  return (
    <section className="panel" aria-label="Panel" data-open={isOpen ? '' : undefined}>
      {handlers && isOpen ? <button type="button" className="panel-grab" aria-label="Lower the panel" onClick={() => handlers.onLower(selected)} /> : <span className="panel-grab" aria-hidden="true" />}
      <div className="panel-tabs" role="tablist" aria-label="Panel">
        {tabs.map(({ id, label, isMarked }) => (
          <button
            key={id} type="button" role="tab" id={`tab-${id}`} aria-controls="panel-pane" aria-selected={id === selected} tabIndex={id === selected ? 0 : -1}
            {...(handlers
              ? { onClick: () => handlers.onClick(id), onFocus: () => handlers.onFocus(id), onPointerDown: handlers.onPointerDown, onKeyDown: handlers.onKeyDown }
              : press({ type: 'target.selected', target: null }, undefined))}
          >
            {label}
            {isMarked === true && <i aria-hidden="true" />}
          </button>
        ))}
      </div>
      <div key={selected} className="panel-pane" id="panel-pane" role="tabpanel" tabIndex={0} aria-labelledby={`tab-${selected}`}>
        {children}
      </div>
    </section>
  );
}
