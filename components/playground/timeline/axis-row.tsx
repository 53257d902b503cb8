import type { ReactNode } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import { pick } from '../pick.ts';
import type { Moment } from './moment.ts';
import type { ScrubHandlers } from './scrub-handlers.ts';
import { coveredTicks, keyStep, ticksOf } from './scrub.ts';
import { preciseSeconds, roundSeconds } from './time-text.ts';

/** The ticks, and over them the playhead as a slider; what run it is in the gutter. */
export function AxisRow({ run, at: At, scrub, control }: { readonly run: RunResult; readonly at: Moment; readonly scrub: ScrubHandlers | undefined; readonly control: ReactNode }) {
  const { durationUs } = run;
  const ticks = ticksOf(durationUs);
  return (
    <div className="timeline-row timeline-axis">
      <div className="timeline-gutter">{control}</div>
      <div className="timeline-plot">
        <At read={(at) => coveredTicks(ticks, at, durationUs)}>
          {(covered) =>
            ticks.map(({ at, text, isForDesk }, position) => (
              <i key={at} style={{ left: `${(at / durationUs) * 100}%` }} data-major={text === '' ? undefined : ''} aria-hidden="true">
                {text !== '' && <span data-covered={covered[position]} data-desk={isForDesk === true ? '' : undefined}>{text}</span>}
              </i>
            ))
          }
        </At>
        <At read={(at) => at}>
          {(at) => (
            <input
              className="timeline-slider"
              type="range"
              aria-label="Playhead"
              min={0}
              max={durationUs}
              aria-valuetext={`${preciseSeconds(at)} s of ${roundSeconds(durationUs)} s`}
              {...(scrub ? { value: at, onChange: scrub.onChange, onKeyDown: scrub.onKeyDown } : { defaultValue: at, step: keyStep(durationUs), ...pick({ event: { type: 'playhead.moved' }, key: 'to', as: 'number' }, undefined) })}
            />
          )}
        </At>
      </div>
    </div>
  );
}
