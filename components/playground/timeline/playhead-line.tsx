import type { CSSProperties } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { Moment } from './moment.ts';
import { preciseSeconds } from './time-text.ts';

/** The playhead over every row, with its time. It turns red where the run stopped at a broken promise. */
export function PlayheadLine({ run, at: At }: { readonly run: RunResult; readonly at: Moment }) {
  return (
    <At read={(at) => at}>
      {(at) => (
        <div className="timeline-playhead" data-stopped={run.status !== 'ended' && at >= run.endedAt ? '' : undefined} style={{ '--t': `${(at / run.durationUs) * 100}%` } as CSSProperties} aria-hidden="true">
          <i />
          <span>
            <b>{preciseSeconds(at)}</b>
          </span>
        </div>
      )}
    </At>
  );
}
