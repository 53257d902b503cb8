import { plotWidth } from '@/simulation/views/charts-scale.ts';
import type { LaneView } from '@/simulation/views/lanes.ts';
import { rugHeight } from '@/simulation/views/rug.ts';
import { segmentAt } from '@/simulation/views/segments.ts';
import type { Moment } from './moment.ts';
import { CauseMarks } from './stop-mark.tsx';
import type { CauseMark } from './stop-marks.ts';

/** Narrower segments, as a share of the axis, have no room for their word: on a desk, and on a phone. */
const labelShare = { desk: 0.05, phone: 0.145 };

/** The states of a node or a gauge over time, with the state at the playhead beside its name. */
export function LaneRow({ lane, durationUs, at: At, causes }: { readonly lane: LaneView; readonly durationUs: number; readonly at: Moment; readonly causes: readonly CauseMark[] }) {
  const { label, segments, rug, area } = lane;
  return (
    <div className="timeline-row timeline-lane">
      <div className="timeline-gutter">
        <span>{label}</span>
        <At read={(at) => segmentAt(segments, at)?.look}>{(look) => look && <small data-tone={look.tone}>{look.label}</small>}</At>
      </div>
      <div className="timeline-plot" aria-hidden="true">
        {segments.map(({ from, to, look }) => {
          const share = (to - from) / durationUs;
          return (
            <div key={from} className="timeline-segment" data-tone={look.tone} data-ground={look.ground} data-mark={look.mark} style={{ left: `${(from / durationUs) * 100}%`, width: `${share * 100}%` }}>
              {share > labelShare.desk && <span data-narrow={share > labelShare.phone ? undefined : ''}>{look.label.charAt(0).toLowerCase() + look.label.slice(1)}</span>}
            </div>
          );
        })}
        {(rug !== undefined || area !== '') && (
          <svg className="timeline-rug" viewBox={`0 0 ${plotWidth} ${rugHeight}`} preserveAspectRatio="none">
            {area !== '' && <path data-part="area" d={area} />}
            {rug && Object.entries(rug).map(([outcome, path]) => path !== '' && <path key={outcome} data-outcome={outcome} d={path} />)}
          </svg>
        )}
        <CauseMarks marks={causes} />
      </div>
    </div>
  );
}
