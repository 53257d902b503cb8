import type { CSSProperties } from 'react';
import type { StatechartPicture } from '@/simulation/scenario.ts';
import type { StatechartStep } from '@/simulation/views/statechart-track.ts';
import { stateName, statechartLayout, type LaidBox, type StatechartSize } from './statechart-layout.ts';
import './statechart.css';

interface StatechartDrawingProps {
  readonly picture: StatechartPicture;
  readonly size: StatechartSize;
  /** The state that is lit. */
  readonly current: string;
  /** The last steps, newest first: their arrows are inked, the older the paler. */
  readonly taken: readonly StatechartStep[];
  /** How often each state was entered so far; what looking at one does. Left out where it is only a picture. */
  readonly visits?: { readonly count: (state: string) => number; readonly isEntered: (state: string) => boolean; readonly onVisit: (state: string) => void };
}

/** A statechart with its current state lit. With `visits` its states are buttons that lead to where they were entered. */
export function StatechartDrawing({ picture, size, current, taken, visits }: StatechartDrawingProps) {
  const { width, height, boxes, holders, arrows } = statechartLayout(picture, size);
  const holderOf = (name: string) => picture.states.find((state) => state.name === name)?.within;
  const ageOf = ({ from, to }: { readonly from: string; readonly to: string }) =>
    taken.findIndex((step) => (step.from === from || holderOf(step.from) === from) && (step.to === to || holderOf(step.to) === to));
  const toneOf = (name: string) => picture.states.find((state) => state.name === name)?.tone;
  return (
    <div className="statechart" data-small={visits === undefined || undefined} style={{ aspectRatio: `${width} / ${height}`, maxWidth: width * 1.3 }}>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <defs>
          <marker id={`statechart-head-${width}`} viewBox="0 0 8 8" refX="2" refY="4" markerUnits="userSpaceOnUse" markerWidth={visits ? 10 : 8} markerHeight={visits ? 10 : 8} orient="auto">
            <path d="M0 0L8 4L0 8Z" fill="context-stroke" />
          </marker>
        </defs>
        {holders.map((box) => <rect key={box.name} className="holder" x={box.x - box.width / 2} y={box.y - box.height / 2} width={box.width} height={box.height} rx="9" />)}
        {arrows.map((arrow) => {
          const age = ageOf(arrow);
          return <path key={arrow.path} className="arrow" data-age={age < 0 ? undefined : age} d={arrow.path} markerEnd={`url(#statechart-head-${width})`} />;
        })}
      </svg>
      {boxes.map((box) => {
        const { name } = box;
        const look = { className: 'state', 'data-tone': toneOf(name), 'data-current': name === current ? '' : undefined, style: placeOf(box, width, height) };
        return visits === undefined ? <span key={name} {...look}>{stateName(name)}</span> : (
          <button
            key={name} type="button" {...look} aria-current={name === current || undefined} aria-disabled={!visits.isEntered(name) || undefined}
            aria-label={wordsOf(name, visits.count(name), visits.isEntered(name))} onClick={() => visits.onVisit(name)}
          >
            {stateName(name)}
            <small>{visits.isEntered(name) ? `×${visits.count(name)}` : 'never'}</small>
          </button>
        );
      })}
    </div>
  );
}

function wordsOf(name: string, count: number, isEntered: boolean): string {
  const often = count === 0 ? 'not entered yet' : count === 1 ? 'entered once' : `entered ${count} times`;
  return `${stateName(name)}, ${isEntered ? often : 'not entered in this run'}`;
}

const placeOf = ({ x, y, width, height }: LaidBox, across: number, down: number): CSSProperties => ({
  left: `${((x - width / 2) / across) * 100}%`, top: `${((y - height / 2) / down) * 100}%`, width: `${(width / across) * 100}%`, height: `${(height / down) * 100}%`,
});
