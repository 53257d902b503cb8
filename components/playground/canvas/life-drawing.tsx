import { useCallback } from 'react';
import { soundLink, soundNode } from '@/simulation/views/frame-index.ts';
import { lifePicture } from '@/simulation/views/lifecycle.ts';
import { lifeTrack } from '@/simulation/views/lifecycle-track.ts';
import { stepsAt } from '@/simulation/views/statechart-track.ts';
import { StatechartDrawing } from '../panel/statechart-drawing.tsx';
import { smallSize } from '../panel/statechart-layout.ts';
import { useCanvas } from './canvas-context.ts';
import { usePlayheadValue } from './use-playhead-value.ts';

/** The machine that the kernel drives a node or a link with, small, its present state lit. */
export function LifeDrawing({ what, target }: { readonly what: 'node' | 'link'; readonly target: string }) {
  const { index, playhead } = useCanvas();
  const track = lifeTrack(index, what, target);
  const count = usePlayheadValue(playhead, useCallback((at) => stepsAt(track, at), [track]));
  const step = track.steps[count - 1];
  const current = step?.to ?? (what === 'node' ? soundNode : soundLink).condition;
  return <StatechartDrawing picture={lifePicture(what)} size={smallSize} current={current} taken={step === undefined ? [] : [step]} />;
}
