import type { MessagesFrame } from '@/simulation/views/meters/messages.ts';
import { Reading } from './reading.tsx';

/** A cell for each message: how often it was delivered, and beneath that what is left of its lease. */
export function MessagesMeter({ meter: { label, text, cells, columns, more } }: { readonly meter: MessagesFrame }) {
  return (
    <>
      <Reading label={label} text={more > 0 ? `${text}, ${more} not drawn` : text} />
      <span className="messages" style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
        {cells.map((cell, index) =>
          cell === null ? (
            <i key={index} />
          ) : (
            <i key={index} data-tone={cell.tone} data-ground={cell.ground}>
              {cell.count !== '' && <span>{cell.count}</span>}
              {cell.left !== undefined && <b><s style={{ width: `${Math.round(cell.left * 1000) / 10}%` }} /></b>}
            </i>
          ),
        )}
      </span>
    </>
  );
}
