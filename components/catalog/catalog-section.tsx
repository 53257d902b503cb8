import type { CSSProperties } from 'react';
import { Icon } from '../ui/icon.tsx';
import type { CatalogGroup } from './catalog-group.ts';
import { PatternCard } from './pattern-card.tsx';
import { PatternToCome } from './pattern-to-come.tsx';

/** A category with its cards. On a desk it takes as many columns of its row as it has cards; two in a row below that, and a list on a phone. */
export function CatalogSection({ group: { id, label, sentence, icon, patterns }, columns }: { readonly group: CatalogGroup; readonly columns: number }) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-label`}
      className="scroll-mt-3 pt-[26px] sm:pt-[34px] md:[grid-column:span_var(--span)] md:grid md:grid-cols-subgrid md:content-start"
      style={{ '--span': Math.min(columns, patterns.length) } as CSSProperties}
    >
      <header className="col-span-full mb-3 flex min-w-0 flex-col gap-x-3 gap-y-px sm:flex-row sm:items-center">
        <h2 id={`${id}-label`} className="flex items-center gap-2 text-[15px] font-[640] tracking-[-0.008em] whitespace-nowrap">
          <Icon name={icon} className="text-ink-3" />
          {label}
        </h2>
        <p className="truncate text-[13px] text-ink-3 max-sm:whitespace-normal">{sentence}</p>
      </header>
      <ul className="col-span-full grid gap-2.5 sm:grid-cols-2 sm:gap-3.5 md:grid-cols-subgrid md:gap-5">
        {patterns.map((pattern) => (
          <li key={pattern.slug} className="grid sm:max-md:last:odd:col-span-full">
            {pattern.stands ? <PatternCard {...pattern} /> : <PatternToCome title={pattern.title} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
