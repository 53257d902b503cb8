import type { StatechartPicture } from '@/simulation/scenario.ts';
import type { StatechartStep } from '@/simulation/views/statechart-track.ts';
import { stateBox, stateName, statechartArrows, statechartViewBox } from './statechart-layout.ts';

interface Props {
  readonly picture: StatechartPicture;
  /** The state that is lit. */
  readonly current: string;
  /** The step that led there; its arrow is inked. */
  readonly taken: StatechartStep | undefined;
}

export function StatechartDrawing({ picture, current, taken }: Props) {
  const wasTaken = ({ from, to }: { readonly from: string; readonly to: string }) => taken?.from === from && taken.to === to;
  return (
    <svg className="statechart" viewBox={statechartViewBox(picture)} role="img" aria-label={`Statechart. ${stateName(current)} is the current state of ${picture.states.length}.`}>
      <defs>
        <marker id="statechart-head" viewBox="0 0 8 8" refX="2" refY="4" markerUnits="userSpaceOnUse" markerWidth="10" markerHeight="10" orient="auto">
          <path d="M0 0L8 4L0 8Z" fill="context-stroke" />
        </marker>
      </defs>
      {statechartArrows(picture).map((arrow) => (
        <path key={arrow.path} className="statechart-arrow" data-taken={wasTaken(arrow) ? '' : undefined} d={arrow.path} markerEnd="url(#statechart-head)" />
      ))}
      {picture.states.map(({ name, x, y, tone }) => (
        <g key={name} className="statechart-state" data-tone={tone} data-current={name === current ? '' : undefined}>
          <rect x={x - stateBox.width / 2} y={y - stateBox.height / 2} width={stateBox.width} height={stateBox.height} rx="9" />
          <text x={x} y={y + 4.5}>
            {stateName(name)}
          </text>
        </g>
      ))}
    </svg>
  );
}
