'use client';
import { useCallback } from 'react';
import { Handle, Position, type EdgeProps, type NodeProps } from 'reactflow';
import { isAbsent } from '@/simulation/views/absent.ts';
import { bundledFrameAt, cardFrameAt, nodeStateAt } from '@/simulation/views/frame.ts';
import { useCanvas } from './canvas-context.ts';
import type { CardFlowNode, GroundFlowNode, WireFlowEdge } from './flow-of-plan.ts';
import { Ground } from './ground.tsx';
import { NodeCard } from './node-card.tsx';
import { usePlayheadValue } from './use-playhead-value.ts';
import { Wire } from './wire.tsx';

/** A card as a node of the flow. */
function FlowCard({ data: { place } }: NodeProps<CardFlowNode>) {
  const { index, playhead, send, selected, passedOver, causes } = useCanvas();
  const { node, card } = place;
  const frame = usePlayheadValue(playhead, useCallback((at) => cardFrameAt(index, node.id, card, at), [index, node, card]));
  const condition = usePlayheadValue(playhead, useCallback((at) => nodeStateAt(index, node.id, at).condition, [index, node]));
  return (
    <>
      <NodeCard {...place} frame={frame} isAbsent={isAbsent(index, node.id, card)} condition={condition} selected={selected === card.id} isPassedOver={passedOver.has(card.id)} causes={causes.get(card.id)} send={send} />
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
}

function FlowGround({ data: { plan } }: NodeProps<GroundFlowNode>) {
  return <Ground plan={plan} />;
}

/** A link as an edge of the flow: its way is the wiring's own. */
function FlowWire({ data }: EdgeProps<WireFlowEdge>) {
  const { index, playhead, selected } = useCanvas();
  const members = data?.link.members;
  const condition = usePlayheadValue(playhead, useCallback((at) => bundledFrameAt(index, (members ?? []).map(({ id }) => id), at).condition, [index, members]));
  if (data === undefined) return null;
  const { id, route, spec } = data.link;
  return (
    <>
      <path className="react-flow__edge-interaction" d={route.path} fill="none" strokeOpacity={0} strokeWidth={18} />
      <Wire route={route} style={spec.style} condition={condition} selected={selected === id} />
    </>
  );
}

export const nodeTypes = { card: FlowCard, ground: FlowGround };
export const edgeTypes = { wire: FlowWire };
