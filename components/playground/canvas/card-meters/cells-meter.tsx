import type { Cell, CellsFrame } from '@/simulation/views/meters/cells.ts';

/** So few cells have room for a wider gap. */
const fewMax = 6;

/** A row of cells, or a grid of them. */
export function CellsMeter({ meter: { cells, columns } }: { readonly meter: CellsFrame }) {
  return <Cells cells={cells} columns={columns} />;
}

export function Cells({ cells, columns = 0 }: { readonly cells: readonly (Cell | null)[]; readonly columns?: number }) {
  const isGrid = columns > 0;
  const across = isGrid ? columns : cells.length;
  return (
    <span className="cells" style={{ gridTemplateColumns: `repeat(${across}, 1fr)` }} data-grid={isGrid || undefined} data-few={across <= fewMax || undefined}>
      {cells.map((cell, index) => (cell === null ? <i key={index} /> : <i key={index} data-tone={cell.tone} data-height={isGrid ? undefined : cell.height} data-ground={cell.ground} />))}
    </span>
  );
}
