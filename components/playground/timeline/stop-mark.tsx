import type { CSSProperties } from 'react';
import type { RunResult } from '@/simulation/run.ts';
import type { Lane } from '@/simulation/scenario.ts';

const words = { violated: 'Stopped at the first broken promise', exhausted: 'Stopped at a bound', failed: 'Stopped by an error' };
/** Causes closer together than this share of the axis would cover each other: the one nearer the effect is marked. */
const apart = 0.02;

/** Where a run stopped before its time: nothing is known of what would have come after. The numbers are those of the chain of causes. */
export function StopMark({ run, lanes }: { readonly run: RunResult; readonly lanes: readonly Lane[] }) {
  const { status, endedAt, durationUs, violation } = run;
  if (status === 'ended') return null;
  const marks = (violation?.chain ?? []).map(({ at, node }, position) => ({
    number: position + 1,
    share: at / durationUs,
    lane: Math.max(0, lanes.findIndex((lane) => lane.node === node)),
  }));
  const shown = marks.filter(({ share }, position) => marks.slice(0, position).every((earlier) => Math.abs(earlier.share - share) > apart));
  return (
    <>
      <div className="timeline-stopped" style={{ left: `${(endedAt / durationUs) * 100}%` }}>
        <span>{words[status]}</span>
      </div>
      {shown.map(({ number, share, lane }) => (
        <div key={number} className="timeline-cause" data-first={number === 1 ? '' : undefined} style={{ left: `${share * 100}%`, '--lane': lane } as CSSProperties} aria-hidden="true">
          <b>{number}</b>
        </div>
      ))}
    </>
  );
}
