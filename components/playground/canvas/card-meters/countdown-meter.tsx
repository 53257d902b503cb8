import type { CountdownFrame } from '@/simulation/views/meters/countdown.ts';
import { WordsBeside } from './reading.tsx';

/** A ring that empties clockwise from the top: dotted while nothing runs, crossed once it ran out. */
export function CountdownMeter({ meter: { label, state, share, text, unit, tone } }: { readonly meter: CountdownFrame }) {
  return (
    <span className="beside" data-tone={tone} data-state={state}>
      <svg className="countdown" viewBox="0 0 28 28" aria-hidden="true">
        <circle className="track" cx="14" cy="14" r="11" />
        {share > 0 && <circle className="fill" cx="14" cy="14" r="11" pathLength="100" strokeDasharray={`${Math.round(share * 1000) / 10} 200`} transform="translate(14 14) rotate(-90) scale(1 -1) translate(-14 -14)" />}
        {state === 'over' && <path className="needle" d="M10.5 10.5 17.5 17.5M17.5 10.5 10.5 17.5" />}
        {state === 'running' && <path className="needle" d="M14 14V7.5" transform={`rotate(${Math.round((1 - share) * 3600) / 10} 14 14)`} />}
      </svg>
      <WordsBeside label={label} text={text} unit={unit} />
    </span>
  );
}
