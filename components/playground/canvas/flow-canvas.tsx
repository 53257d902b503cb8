'use client';
import 'reactflow/dist/base.css';
import { useCallback, useMemo, useRef } from 'react';
import { ReactFlow } from 'reactflow';
import type { Fault } from '@/simulation/fault.ts';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { bundledFrameAt, podFrameAt } from '@/simulation/views/frame.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { looksIn } from '@/simulation/views/messages.ts';
import type { PlaygroundMode } from '../playground-settings.ts';
import type { Playhead } from '../playhead.ts';
import type { SendPress } from '../press.ts';
import { CanvasContext, useCanvas } from './canvas-context.ts';
import { causesByCard } from './causes-by-card.ts';
import { flowOf } from './flow-of-plan.ts';
import { freeCorner } from './free-corner.ts';
import { edgeTypes, nodeTypes } from './flow-parts.tsx';
import { Legend } from './legend.tsx';
import { MessageOverlay } from './message-overlay.tsx';
import { PodButton } from './pod-button.tsx';
import { StageFrame } from './stage-frame.tsx';
import { useIsPortrait } from './use-is-portrait.ts';
import { TargetPopover } from './target-popover.tsx';
import { useGridFocus } from './use-grid-focus.ts';
import { useFaultKeys } from './use-fault-keys.ts';
import { usePlayheadValue } from './use-playhead-value.ts';
import { LinkButton } from './wire.tsx';
import { wiringPlan, type PlannedBoundary, type PlannedLink } from './wiring-plan.ts';

interface FlowCanvasProps {
  readonly data: ScenarioData;
  readonly run: RunResult;
  readonly playhead: Playhead;
  readonly mode: PlaygroundMode;
  readonly faults: readonly Fault[];
  readonly selected: string | null;
  readonly send: SendPress;
}

/** The live canvas: the same cards as in the still, as nodes of a flow that cannot be rearranged, and the messages over them. */
export function FlowCanvas({ data, run, playhead, mode, faults, selected, send }: FlowCanvasProps) {
  const isPortrait = useIsPortrait();
  const { wirings } = data.topology;
  const plan = useMemo(() => wiringPlan(data.topology, isPortrait ? wirings.portrait : wirings.desk, run.knobs), [data, wirings, isPortrait, run.knobs]);
  const flow = useMemo(() => flowOf(plan), [plan]);
  const index = frameIndexOf(run, data);
  const looks = useMemo(() => looksIn(index), [index]);
  const host = useRef<HTMLDivElement>(null);
  const passedOver = useGridFocus(host, plan);
  const scope = useMemo(
    () => ({ index, playhead, send, selected, passedOver, causes: causesByCard(mode === 'violated' ? run.violation : undefined, plan.cards) }),
    [index, playhead, send, selected, passedOver, mode, run, plan],
  );
  const { width, height } = plan.wiring;
  useFaultKeys(host, plan, faults, scope);
  const corner = useMemo(() => freeCorner(plan, isPortrait), [plan, isPortrait]);
  return (
    <StageFrame wirings={wirings} legend={<Legend looks={looks} />} isControl={run.control}>
      <CanvasContext value={scope}>
        <div ref={host} className="wiring" data-wiring={isPortrait ? 'portrait' : 'desk'} style={{ width, height }}>
          <ReactFlow
            aria-label="Diagram"
            nodes={flow.nodes} edges={flow.edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes} width={width} height={height}
            nodesDraggable={false} nodesConnectable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={false}
            panOnDrag={false} panOnScroll={false} zoomOnScroll={false} zoomOnPinch={false} zoomOnDoubleClick={false} preventScrolling={false}
            onEdgeClick={(_, { id }) => send({ type: 'target.selected', target: id })} onPaneClick={() => send({ type: 'target.selected', target: null })}
            disableKeyboardA11y minZoom={1} maxZoom={1} attributionPosition={corner}
          />
          {plan.pods.map((pod) => <LivePodButton key={pod.id} pod={pod} />)}
          {plan.links.map((link) => <LiveLinkButton key={link.id} link={link} />)}
          <TargetPopover plan={plan} faults={faults} />
          <MessageOverlay plan={plan} index={index} playhead={playhead} />
        </div>
      </CanvasContext>
    </StageFrame>
  );
}

function LivePodButton({ pod }: { readonly pod: PlannedBoundary }) {
  const { id } = pod;
  const { index, playhead, selected, send } = useCanvas();
  const frame = usePlayheadValue(playhead, useCallback((at) => podFrameAt(index, id, at), [index, id]));
  return <PodButton pod={pod} frame={frame} selected={selected === id} send={send} />;
}

function LiveLinkButton({ link }: { readonly link: PlannedLink }) {
  const { id, members } = link;
  const { index, playhead, selected, send } = useCanvas();
  const frame = usePlayheadValue(playhead, useCallback((at) => bundledFrameAt(index, members.map((member) => member.id), at), [index, members]));
  return <LinkButton link={link} frame={frame} selected={selected === id} send={send} />;
}
