import type { ReactNode } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { SendEvent } from '../playground-event.ts';
import { AxisRow } from './axis-row.tsx';
import { ControlSwitch } from './charts/control-switch.tsx';
import type { Moment } from './moment.ts';
import { PlayheadLine } from './playhead-line.tsx';
import type { ScrubHandlers } from './scrub-handlers.ts';
import { CauseLines, StopMark } from './stop-mark.tsx';
import { TimelineRows } from './timeline-rows.tsx';
import './timeline.css';

interface Props {
  readonly data: ScenarioData;
  readonly run: RunResult;
  readonly at: Moment;
  /** The bands of the faults, which the still and the live instrument draw each in their own way. */
  readonly faultRows: ReactNode;
  /** The charts, which the live instrument may compare with another run's. */
  readonly chartRows: ReactNode;
  /** Left out in the still, like `scrub`. */
  readonly send?: SendEvent;
  readonly scrub?: ScrubHandlers;
}

/** Faults, lanes, charts and the playhead on one time axis. Everything but the playhead and the values in the gutter is drawn once per run. */
export function TimelinePicture({ data, run, at: At, faultRows, chartRows, send, scrub }: Props) {
  return (
    <section className="timeline" aria-label="Timeline">
      <AxisRow run={run} at={At} scrub={scrub} control={<ControlSwitch run={run} send={send} />} />
      {faultRows}
      <div className="timeline-body" {...(scrub ? { onPointerDown: scrub.onPointerDown, onPointerMove: scrub.onPointerMove } : { 'data-scrub': run.durationUs })}>
        <TimelineRows data={data} run={run} at={At} />
        {chartRows}
        <div className="timeline-over">
          <At read={(at) => (at / run.durationUs) * 100}>{(percent) => <div className="timeline-future" style={{ transform: `translateX(${percent}%)` }} />}</At>
          <StopMark run={run} />
        </div>
      </div>
      <div className="timeline-over">
        <CauseLines run={run} />
        <PlayheadLine run={run} at={At} />
      </div>
    </section>
  );
}
