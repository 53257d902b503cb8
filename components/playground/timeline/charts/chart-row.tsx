import type { CSSProperties } from 'react';
import { chartHeight } from '@/simulation/views/charts-paths.ts';
import { plotWidth } from '@/simulation/views/charts-scale.ts';
import type { ChartKey, ChartView, OtherRun } from '@/simulation/views/charts.ts';
import type { ComparisonState } from '../../playground-comparison.ts';
import type { Moment } from '../moment.ts';
import type { Arm } from './comparison-words.ts';

interface Props {
  readonly chart: ChartView;
  readonly at: Moment;
  /** The pale line's arm, in words; undefined while nothing is compared. */
  readonly otherArm: Arm | undefined;
  /** While it is awaited the line is that of an earlier choice: it stands, but its figures would be wrong. */
  readonly comparison: ComparisonState;
  /** A phone has room for the charts that matter most. */
  readonly isOnPhone: boolean;
}

/** A chart: its name, its value at the playhead and what its height stands for in the gutter; no axis and no grid. */
export function ChartRow({ chart, at: At, otherArm, comparison, isOnPhone }: Props) {
  const { label, kind, scale, keys, marks, limit, reading, other } = chart;
  return (
    <div className="timeline-row timeline-chart" data-phone={isOnPhone ? undefined : 'none'}>
      <div className="timeline-gutter">
        <span>{label}</span>
        <At read={reading}>{(text) => <b><Figures text={text} /></b>}</At>
        {keys.length > 0 && <small>{keys.map((key) => <Key key={key.name} look={key} />)}</small>}
        {keys.length === 0 && otherArm === undefined && <small>{scale}</small>}
        {otherArm !== undefined && <Other arm={otherArm} other={comparison === 'stands' ? other : undefined} isMissing={comparison === 'missing'} at={At} />}
      </div>
      <div className="timeline-plot" aria-hidden="true">
        <svg viewBox={`0 0 ${plotWidth} ${chartHeight}`} preserveAspectRatio="none" data-kind={kind}>
          {marks.map(({ part, tone, dash, isPale, path }, position) => (
            <path key={position} data-part={part} data-tone={tone} data-dash={dash} data-pale={isPale ? '' : undefined} d={path} />
          ))}
          {limit && <path data-part="limit" d={`M0 ${limit.y}H${plotWidth}`} />}
        </svg>
        {limit && (
          <span className="timeline-limit" style={{ '--share': limit.y / chartHeight } as CSSProperties}>
            {limit.label}
          </span>
        )}
      </div>
    </div>
  );
}

/** The other arm's value at the playhead, and by how much this one is above it over all. */
function Other({ arm, other, isMissing, at: At }: { readonly arm: Arm; readonly other: OtherRun | undefined; readonly isMissing: boolean; readonly at: Moment }) {
  return (
    <>
      <small className="timeline-other">
        <svg width="14" height="6" aria-hidden="true">
          <path data-pale="" d="M0 3H14" />
        </svg>
        <span>{arm}</span>
        {isMissing && <b>no run</b>}
        {other && <At read={other.reading}>{(text) => <b><Figures text={text} /></b>}</At>}
      </small>
      <small className="timeline-difference">{other?.difference}</small>
    </>
  );
}

/** Numbers in ink, words and units beside them quieter. */
function Figures({ text }: { readonly text: string }) {
  return text.split(/([\d.,]*\d)/).map((part, position) => (position % 2 === 1 ? part : <span key={position}>{part}</span>));
}

function Key({ look: { name, tone, dash, isFilled } }: { readonly look: ChartKey }) {
  return (
    <span className="timeline-key">
      <svg width="14" height="6" aria-hidden="true">
        {isFilled === true ? <path data-part="bars" data-tone={tone} d="M3 0H11V6H3Z" /> : <path data-part="line" data-tone={tone} data-dash={dash} d="M0 3H14" />}
      </svg>
      {name}
    </span>
  );
}
