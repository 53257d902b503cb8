import type { WaitingFrame } from '@/simulation/views/meters/waiting.ts';
import { Figure } from './reading.tsx';

/** The classes of a queue: how many wait in each, and how long its oldest has. */
export function WaitingMeter({ meter: { rows, places } }: { readonly meter: WaitingFrame }) {
  return (
    <span className="waiting" style={{ height: places * 18 }}>
      {rows.map(({ label, look, waiting, share, age, isOverLimit }, index) => (
        <span key={index} className="class" data-over={isOverLimit || undefined}>
          <span>{label}</span>
          <span className="bar" data-tone={look?.tone}><i data-ground={look?.ground} style={{ width: `${Math.round(share * 1000) / 10}%` }} /></span>
          <Figure text={waiting} />
          <Figure text={age} unit={age === '–' ? '' : 's'} />
        </span>
      ))}
    </span>
  );
}
