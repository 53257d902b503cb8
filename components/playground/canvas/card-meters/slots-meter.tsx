import type { SlotsFrame } from '@/simulation/views/meters/measure.ts';
import { Reading } from './reading.tsx';

const slotsMax = 24;

export function SlotsMeter({ meter: { label, text, limit, taken, of } }: { readonly meter: SlotsFrame }) {
  const slots = Math.max(1, Math.min(slotsMax, Math.round(of)));
  return (
    <>
      <Reading label={label} text={text} limit={limit} />
      <span className="slots">
        {Array.from({ length: slots }, (_, slot) => <i key={slot} className={slot < taken ? 'taken' : undefined} />)}
      </span>
    </>
  );
}
