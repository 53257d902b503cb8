import type { ListFrame } from '@/simulation/views/meters/list.ts';
import { StateShape } from '../state-shape.tsx';
import { Reading } from './reading.tsx';

/** Rows of text, each with the shape of its mark, and a count of those that have no room. */
export function ListMeter({ meter: { label, rows, size, more } }: { readonly meter: ListFrame }) {
  return (
    <>
      {label !== '' && <Reading label={label} text={String(rows.length + more)} />}
      <span className="rows" style={{ height: size * 16 }}>
        {rows.map(({ text, look }, index) => (
          <span key={index} className="row" data-tone={look?.tone}>
            {look !== undefined && <StateShape shape={look.shape} />}
            <span>{text}</span>
          </span>
        ))}
        {more > 0 && <span className="row more">+{more} more</span>}
      </span>
    </>
  );
}
