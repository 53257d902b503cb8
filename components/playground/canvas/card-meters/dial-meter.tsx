import type { MeasureFrame } from '@/simulation/views/meters/measure.ts';
import { WordsBeside } from './reading.tsx';

/** A half circle of 100 units, from the left over the top to the right. */
const arc = 'M4 25A19 19 0 0 1 42 25';

/** A reading on a round scale, with a needle and the mark of its limit. */
export function DialMeter({ meter: { label, text, unit, share, limit, tone } }: { readonly meter: MeasureFrame }) {
  const within = Math.min(share ?? 0, limit ?? 1);
  return (
    <span className="beside" data-tone={tone}>
      <svg className="dial" viewBox="0 0 46 28" aria-hidden="true">
        <path className="track" d={arc} />
        {within > 0 && <path className="fill" d={arc} pathLength="100" strokeDasharray={`${round(within * 100)} 200`} />}
        {share !== undefined && share > within && <path className="over" d={arc} pathLength="100" strokeDasharray={beyond(within, share)} />}
        {limit !== undefined && <path className="limit" d="M0 25H8" transform={turned(limit)} />}
        {share !== undefined && <path className="needle" d="M11 25H23" transform={turned(share)} />}
        <circle className="hub" cx="23" cy="25" r="2" />
      </svg>
      <WordsBeside label={label} text={text} unit={unit} />
    </span>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
const turned = (share: number) => `rotate(${round(share * 180)} 23 25)`;

/** Dashes from the limit to the reading, after a gap up to the limit. */
function beyond(limit: number, share: number): string {
  const dashes: number[] = [];
  for (let at = limit * 100; at < share * 100; at += 6) dashes.push(Math.min(3, share * 100 - at), 3);
  return `0 ${round(limit * 100)} ${dashes.map(round).join(' ')} 0 200`;
}
