import type { CatalogGroup } from './catalog-group.ts';

/** Categories that stand side by side. */
export interface CatalogRow {
  readonly columns: number;
  readonly groups: readonly CatalogGroup[];
}
/** Cards in a row: small categories share one of this many; a larger category has up to the most. */
const sharedColumns = 3;
const columnsMax = 4;

/** The rows of the home page: neighbours share a row while their cards fill no more than one, so that rows are full. */
export function catalogRows(groups: readonly CatalogGroup[]): readonly CatalogRow[] {
  const rows: CatalogGroup[][] = [];
  for (const group of groups) {
    const last = rows.at(-1);
    if (last !== undefined && cardsOf([...last, group]) <= sharedColumns) last.push(group);
    else rows.push([group]);
  }
  return rows.map((row) => ({ groups: row, columns: Math.min(columnsMax, Math.max(sharedColumns, cardsOf(row))) }));
}

const cardsOf = (groups: readonly CatalogGroup[]): number => groups.reduce((sum, { patterns }) => sum + patterns.length, 0);
