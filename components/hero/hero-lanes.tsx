import type { RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { lanesOf } from '@/simulation/views/lanes.ts';
import { LaneRow } from '../playground/timeline/lane-row.tsx';
import type { Moment } from '../playground/timeline/moment.ts';
import { ticksOf } from '../playground/timeline/scrub.ts';
import '../playground/timeline/timeline.css';
import './hero.css';

/** The lanes of the run with the playhead over them. They are looked at, not moved. */
export function HeroLanes({ data, run, at: At }: { readonly data: ScenarioData; readonly run: RunResult; readonly at: Moment }) {
  const { durationUs } = run;
  return (
    <div className="timeline hero-lanes">
      <div className="timeline-row hero-axis">
        <div className="timeline-gutter">
          <b>
            <At read={(at) => (at / 1e6).toFixed(2)}>{(seconds) => seconds}</At> s
          </b>
        </div>
        <div className="timeline-plot" aria-hidden="true">
          {ticksOf(durationUs).map(({ at, text }) => text !== '' && <i key={at} style={{ left: `${(at / durationUs) * 100}%` }}>{text}</i>)}
        </div>
      </div>
      <div className="timeline-body">
        {lanesOf(run, data).map((lane) => (
          <LaneRow key={lane.label} lane={lane} durationUs={durationUs} at={At} causes={[]} />
        ))}
        <div className="timeline-over">
          <At read={(at) => `translateX(${(at / durationUs) * 100}%)`}>
            {(transform) => (
              <>
                <div className="timeline-future" style={{ transform }} />
                <i className="hero-playhead" style={{ transform }} />
              </>
            )}
          </At>
        </div>
      </div>
    </div>
  );
}
