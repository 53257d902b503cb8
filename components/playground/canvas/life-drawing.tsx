import { useCallback } from 'react';
import { firstPod, soundLink, soundNode } from '@/simulation/views/frame-index.ts';
import type { Living } from '@/simulation/views/lifecycle.ts';
import { lifeOf } from '@/simulation/views/lifecycle-track.ts';
import { stepsAt } from '@/simulation/views/statechart-track.ts';
import { StatechartDrawing } from '../panel/statechart-drawing.tsx';
import { smallSize } from '../panel/statechart-layout.ts';
import { useCanvas } from './canvas-context.ts';
import { usePlayheadValue } from './use-playhead-value.ts';

const firstOf = { node: soundNode, link: soundLink, pod: firstPod };

/** The machine that the kernel drives a node, a link or a pod with, small, its present state lit. */
export function LifeDrawing({ what, target }: { readonly what: Living; readonly target: string }) {
  const { index, playhead } = useCanvas();
  const { picture, track } = lifeOf(index, what, target);
  const count = usePlayheadValue(playhead, useCallback((at) => stepsAt(track, at), [track]));
  const step = track.steps[count - 1];
  const current = step?.to ?? firstOf[what].condition;
  return <StatechartDrawing picture={picture} size={smallSize} current={current} taken={step === undefined ? [] : [step]} />;
}
