import type { CSSProperties } from 'react';
import type { Fault } from '@/simulation/fault.ts';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { chartsOf } from '@/simulation/views/charts.ts';
import { lanesOf } from '@/simulation/views/lanes.ts';
import type { SendEvent } from '../playground-event.ts';
import { AxisRow } from './axis-row.tsx';
import { ChartRow } from './chart-row.tsx';
import { faultBands } from './fault-bands.ts';
import { FaultRows } from './fault-rows.tsx';
import { LaneRow } from './lane-row.tsx';
import type { Moment } from './moment.ts';
import { PlayheadLine } from './playhead-line.tsx';
import type { ScrubHandlers } from './scrub-handlers.ts';
import { StopMark } from './stop-mark.tsx';
import './timeline.css';

interface Props {
  readonly data: ScenarioData;
  readonly run: RunResult;
  readonly faults: readonly Fault[];
  readonly at: Moment;
  /** Left out in the still. */
  readonly send?: SendEvent;
  readonly scrub?: ScrubHandlers;
}

/** Faults, lanes, charts and the playhead on one time axis. Everything but the playhead and the values in the gutter is drawn once per run. */
export function TimelinePicture({ data, run, faults, at: At, send, scrub }: Props) {
  const bands = faultBands(faults, data, run.durationUs);
  const rows = Math.max(1, ...bands.map(({ row }) => row + 1));
  return (
    <section className="timeline" aria-label="Timeline" style={{ '--fault-rows': rows } as CSSProperties}>
      <AxisRow run={run} at={At} scrub={scrub} />
      <FaultRows bands={bands} rows={rows} durationUs={run.durationUs} send={send} />
      <div className="timeline-body" {...(scrub ? { onPointerDown: scrub.onPointerDown, onPointerMove: scrub.onPointerMove } : { 'data-scrub': run.durationUs })}>
        {lanesOf(run, data).map((lane) => (
          <LaneRow key={lane.label} lane={lane} durationUs={run.durationUs} at={At} />
        ))}
        <div className="timeline-rule" />
        {chartsOf(run, data).map((chart) => (
          <ChartRow key={chart.label} chart={chart} at={At} />
        ))}
        <div className="timeline-over timeline-dim">
          <At read={(at) => (at / run.durationUs) * 100}>{(percent) => <div style={{ transform: `translateX(${percent}%)` }} />}</At>
        </div>
      </div>
      <div className="timeline-over">
        <StopMark run={run} lanes={data.lanes} />
        <PlayheadLine run={run} at={At} />
      </div>
    </section>
  );
}
