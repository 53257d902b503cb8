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
      type="button" className="pod-button" aria-label={`${label}, ${caption}: ${stateWords(frame, 'pod ')}`} aria-haspopup="dialog" aria-expanded={selected} data-target={id}
      style={{ left: box.x, top: box.y, maxWidth: box.width }} {...press({ type: 'target.selected', target: id }, send)}
    >
      <PodName label={label} caption={caption} frame={frame} width={box.width} />
    </button>
  );
}

/** The same on a canvas that is only looked at. */
export const PodMark = ({ pod: { label, caption, box }, frame }: Pick<PodButtonProps, 'pod' | 'frame'>) => (
  <span className="pod-button" style={{ left: box.x, top: box.y, maxWidth: box.width }}>
    <PodName label={label} caption={caption} frame={frame} width={box.width} />
  </span>
);

interface PodNameProps {
  readonly label: string;
  readonly caption: string;
  readonly frame: PodFrame;
  /** Of its boundary, in px. */
  readonly width: number;
}

/** A narrower boundary has no room for the word before the count. */
const roomForWord = 190;

const PodName = ({ label, caption, frame, width }: PodNameProps) => (
  <>
    <b>{label}</b>
    <i>{caption}</i>
    <span className="state-pill" data-tone={frame.tone}>
      <StateShape shape={frame.shape} />
      <span>{stateWords(frame, width < roomForWord ? '' : 'pod ')}</span>
    </span>
  </>
);

/** Which pod it is, is said from the second on. */
const stateWords = ({ label, generation }: PodFrame, word: string) => (generation > 1 ? `${label}, ${word}${generation}` : label);
