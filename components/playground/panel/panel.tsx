'use client';
import { useRef, useState, useSyncExternalStore } from 'react';
import { noFilter } from '@/simulation/views/log-filter.ts';
import { useIsPortrait } from '../canvas/use-is-portrait.ts';
import { codeDeskOf } from '../editor/code-desk.ts';
import type { CodePlace } from '../editor/edit-session.ts';
import type { InstrumentView } from '../instrument-view.ts';
import type { Pane, SendPress } from '../press.ts';
import { CodePane } from './code-pane.tsx';
import { LogPane } from './log-pane.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { panelTabs, standingPane } from './panel-tabs.ts';
import { StatechartPane } from './statechart-pane.tsx';
import { TweakPane } from './tweak-pane.tsx';
import { useIsOnScreen } from './use-is-on-screen.ts';
import { usePanelHandlers } from './use-panel-handlers.ts';
import { useUndoneReset } from './use-undone-reset.ts';

interface Props extends Omit<InstrumentView, 'send'> {
  readonly pane: Pane;
  readonly isRaised: boolean;
  /** The card or link that is selected on the canvas. */
  readonly selected: string | null;
  readonly send: SendPress;
  /** A line of the code that was asked for elsewhere; another object each time. */
  readonly codeAt: CodePlace | undefined;
}

/** The panel whose panes follow the run and the playhead. */
export function Panel({ data, run, playhead, settings, hasFailed, blame, codeAt, send, pane: opened, isRaised, selected }: Props) {
  const element = useRef<HTMLElement>(null);
  const [filter, setFilter] = useState(noFilter);
  const isSheet = useIsPortrait();
  const isOnScreen = useIsOnScreen(element, '.playground');
  const desk = codeDeskOf(data.slug);
  const written = useSyncExternalStore(desk.subscribe, () => desk.get().edits, () => desk.get().edits);
  const tabs = panelTabs(data, settings, written);
  const pane = standingPane(tabs, opened);
  const handlers = usePanelHandlers({ element, tabs, pane, isRaised, isSheet, send });
  const { sendNoting, undoReset } = useUndoneReset(settings.knobs, send);
  return (
    <PanelFrame tabs={tabs} pane={pane} isRaised={isRaised} isAway={!isOnScreen} handlers={handlers} element={element}>
      {pane === 'tweak' && <TweakPane data={data} settings={settings} send={sendNoting} undoReset={undoReset} />}
      {pane === 'code' && <CodePane data={data} run={run} playhead={playhead} settings={settings} hasFailed={hasFailed} blame={blame} codeAt={codeAt} send={send} />}
      {pane === 'statechart' && <StatechartPane data={data} run={run} playhead={playhead} selected={selected} send={send} />}
      {pane === 'log' && <LogPane data={data} run={run} playhead={playhead} send={send} filter={filter} setFilter={setFilter} />}
    </PanelFrame>
  );
}
