'use client';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Knobs } from '@/simulation/scenario.ts';
import { useIsPortrait } from '../canvas/use-is-portrait.ts';
import type { InstrumentView } from '../instrument-view.ts';
import type { PlaygroundEvent, SendEvent } from '../playground-event.ts';
import { liveMoment } from '../timeline/live-moment.ts';
import { BreakPane } from './break-pane.tsx';
import { LogPane } from './log-pane.tsx';
import { PanelFrame, type TabHandlers } from './panel-frame.tsx';
import { panelTabs } from './panel-tabs.ts';
import { StatechartPane } from './statechart-pane.tsx';
import { tabAfterKey } from './tab-after-key.ts';
import { TweakPane } from './tweak-pane.tsx';

interface Props extends InstrumentView {
  /** The pattern's file as the server highlighted it. */
  readonly code?: ReactNode;
}

/** The panel whose panes follow the run and the playhead. */
export function Panel({ data, run, playhead, settings, send, code }: Props) {
  const [selected, setSelected] = useState('tweak');
  const [isOpen, setIsOpen] = useState(false);
  const at = useMemo(() => liveMoment(playhead), [playhead]);
  const isSheet = useIsPortrait();
  const tabs = panelTabs(data, settings, code !== undefined);
  const handlers = useTabHandlers((id) => tabAfterKey(tabs, selected, id), (id, byPointer) => {
    setIsOpen(byPointer && id === selected ? !isOpen : true);
    setSelected(id);
  }, () => setIsOpen(false));
  const sendAndShow = (event: PlaygroundEvent) => {
    if (isSheet && opensRun(event)) handlers.onLower(selected);
    send(event);
  };
  const { sendNoting, undoReset } = useUndoneReset(settings.knobs, sendAndShow);
  return (
    <PanelFrame tabs={tabs} selected={selected} isOpen={isOpen} handlers={handlers}>
      {selected === 'tweak' && <TweakPane data={data} settings={settings} send={sendNoting} undoReset={undoReset} />}
      {selected === 'break' && <BreakPane data={data} settings={settings} send={sendAndShow} />}
      {selected === 'code' && code}
      {selected === 'statechart' && <StatechartPane data={data} run={run} at={at} />}
      {selected === 'log' && <LogPane data={data} run={run} at={at} send={send} />}
    </PanelFrame>
  );
}

/** What makes another run altogether, which the sheet is lowered to show. */
const opensRun = ({ type }: PlaygroundEvent): boolean => type === 'experiment.chosen' || type === 'break.chosen' || type === 'settings.chosen';

/** Remembers the knobs from before the last reset, so that it can be undone until something else is chosen. */
function useUndoneReset(knobs: Knobs, send: SendEvent) {
  const [before, setBefore] = useState<Knobs>();
  const sendNoting = (event: PlaygroundEvent) => {
    setBefore(event.type === 'knobs.reset' ? knobs : undefined);
    send(event);
  };
  const undoReset = before && (() => {
    setBefore(undefined);
    for (const [name, value] of Object.entries(before)) if (value !== knobs[name]) send({ type: 'knob.turned', name, value });
  });
  return { sendNoting, undoReset };
}

/** A tab is chosen by a press, by the arrow keys, or by the focus being put on it; pressed again it lowers the sheet. */
function useTabHandlers(after: (key: string) => string | undefined, choose: (id: string, byPointer: boolean) => void, lower: () => void): TabHandlers {
  const isPointed = useRef(false);
  return {
    onPointerDown: () => {
      isPointed.current = true;
    },
    onClick: (id) => {
      isPointed.current = false;
      choose(id, true);
    },
    onFocus: (id) => {
      if (!isPointed.current) choose(id, false);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const next = after(event.key);
      if (next === undefined) return;
      event.preventDefault();
      event.currentTarget.parentElement?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
    },
    onLower: (selected) => {
      lower();
      // What had the focus is lowered with the sheet; the tab that raises it again takes it, and does not raise it now.
      isPointed.current = true;
      document.querySelector<HTMLElement>(`#tab-${selected}`)?.focus({ preventScroll: true });
      isPointed.current = false;
    },
  };
}
