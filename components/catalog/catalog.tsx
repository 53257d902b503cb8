import type { CSSProperties } from 'react';
import type { CatalogGroup } from './catalog-group.ts';
import { catalogRows } from './catalog-rows.ts';
import { CatalogSection } from './catalog-section.tsx';

/** Every pattern, by category, in rows that are full on a desk. */
export function Catalog({ groups }: { readonly groups: readonly CatalogGroup[] }) {
  return catalogRows(groups).map(({ columns, groups: row }) => (
    <div key={row[0]?.id} className="gap-x-5 md:grid md:grid-cols-[repeat(var(--columns),minmax(0,1fr))]" style={{ '--columns': columns } as CSSProperties}>
      {row.map((group) => (
        <CatalogSection key={group.id} group={group} columns={columns} />
      ))}
    </div>
  ));
}
