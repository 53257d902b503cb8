import { memo } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { lanesOf } from '@/simulation/views/lanes.ts';
import { LaneRow } from './lane-row.tsx';
import type { Moment } from './moment.ts';
import { CauseMarks } from './stop-mark.tsx';
import { causesOn } from './stop-marks.ts';

/** More lanes than this are scrolled through. */
const lanesMax = 8;

/** The lanes. They are drawn once per run: while the playhead moves only what stands in their gutters is. */
export const TimelineRows = memo(function TimelineRows({ data, run, at }: { readonly data: ScenarioData; readonly run: RunResult; readonly at: Moment }) {
  const lanes = lanesOf(run, data);
  const scrolls = lanes.length > lanesMax ? { tabIndex: 0, role: 'group', 'aria-label': 'Lanes' } : {};
  return (
    <>
      <div className="timeline-lanes" {...scrolls}>
        {lanes.map((lane, position) => (
          <LaneRow key={lane.label} lane={lane} durationUs={run.durationUs} at={at} causes={causesOn(position, run, data.lanes)} />
        ))}
      </div>
      <div className="timeline-row timeline-rule">
        <div className="timeline-plot">
          <CauseMarks marks={causesOn(-1, run, data.lanes)} />
        </div>
      </div>
    </>
  );
});
