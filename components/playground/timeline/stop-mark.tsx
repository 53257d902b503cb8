import type { RunResult } from '@/simulation/run.ts';
import { markPlaces, type CauseMark } from './stop-marks.ts';

const words = { violated: 'Stopped at the first broken promise', exhausted: 'Stopped at a bound', failed: 'Stopped by an error' };

/** Where a run stopped before its time: nothing is known of what would have come after. */
export function StopMark({ run: { status, endedAt, durationUs } }: { readonly run: RunResult }) {
  if (status === 'ended') return null;
  return (
    <div className="timeline-stopped" style={{ left: `${(endedAt / durationUs) * 100}%` }}>
      <span>{words[status]}</span>
    </div>
  );
}

/** A line through all rows at the time of each cause; the first is where the promise broke. */
export function CauseLines({ run: { violation, durationUs } }: { readonly run: RunResult }) {
  const times = [...new Set(violation?.chain.map(({ at }) => at))];
  return times.map((at, position) => <div key={at} className="timeline-cause" data-first={position === 0 ? '' : undefined} style={{ left: `${(at / durationUs) * 100}%` }} />);
}

/** The numbers of the chain of causes in a row: those in the banner and on the diagram. */
export function CauseMarks({ marks }: { readonly marks: readonly CauseMark[] }) {
  if (marks.length === 0) return null;
  const places = markPlaces(marks);
  return (
    <div className="timeline-causes" aria-hidden="true">
      {marks.map(({ number }, position) => (
        <b key={number} style={{ left: places[position] }}>
          {number}
        </b>
      ))}
    </div>
  );
}
