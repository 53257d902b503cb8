import type { MeasureFrame } from '@/simulation/views/meters/measure.ts';
import { Reading } from './reading.tsx';

/** How full something is. What lies beyond the limit is barred, so that it is told without its colour. */
export function BarMeter({ meter: { label, text, unit, of, share = 0, limit, tone } }: { readonly meter: MeasureFrame }) {
  const within = Math.min(share, limit ?? 1);
  return (
    <>
      <Reading label={label} text={text} limit={of} unit={unit} />
      <span className="bar" data-tone={tone}>
        <i style={{ width: percent(within) }} />
        {share > within && <i className="over" style={{ left: percent(within), width: percent(share - within) }} />}
        {limit !== undefined && <b style={{ left: percent(limit) }} />}
      </span>
    </>
  );
}

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;
