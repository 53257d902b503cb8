import type { PodFrame } from '@/simulation/views/frame.ts';
import { press, type SendPress } from '../press.ts';
import { StateShape } from './state-shape.tsx';
import type { PlannedBoundary } from './wiring-plan.ts';

interface PodButtonProps {
  readonly pod: PlannedBoundary;
  readonly frame: PodFrame;
  readonly selected?: boolean;
  readonly send?: SendPress;
}

/** The name of a pod on its boundary, with the state that it is in. It opens what can be done to the pod as a whole. */
export function PodButton({ pod: { id, label, caption, box }, frame, selected = false, send }: PodButtonProps) {
  return (
    <button
      type="button" className="pod-button" aria-label={`${label}, ${caption}: ${frame.label}`} aria-haspopup="dialog" aria-expanded={selected} data-target={id}
      style={{ left: box.x, top: box.y, maxWidth: box.width }} {...press({ type: 'target.selected', target: id }, send)}
    >
      <PodName label={label} caption={caption} frame={frame} />
    </button>
  );
}

/** The same on a canvas that is only looked at. */
export const PodMark = ({ pod: { label, caption, box }, frame }: Pick<PodButtonProps, 'pod' | 'frame'>) => (
  <span className="pod-button" style={{ left: box.x, top: box.y, maxWidth: box.width }}>
    <PodName label={label} caption={caption} frame={frame} />
  </span>
);

const PodName = ({ label, caption, frame: { label: state, tone, shape } }: { readonly label: string; readonly caption: string; readonly frame: PodFrame }) => (
  <>
    <b>{label}</b>
    <i>{caption}</i>
    <span className="state-pill" data-tone={tone}>
      <StateShape shape={shape} />
      <span>{state}</span>
    </span>
  </>
);
