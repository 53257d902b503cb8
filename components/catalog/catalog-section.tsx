import { Icon } from '../ui/icon.tsx';
import type { CatalogGroup } from './catalog-group.ts';
import { PatternCard } from './pattern-card.tsx';

export function CatalogSection({ id, label, sentence, icon, patterns }: CatalogGroup) {
  return (
    <section id={id} aria-labelledby={`${id}-label`} className="scroll-mt-3 pt-[26px] sm:pt-[34px]">
      <header className="mb-3 flex flex-col gap-x-3 gap-y-px sm:flex-row sm:items-center">
        <h2 id={`${id}-label`} className="flex items-center gap-2 text-[15px] font-[640] tracking-[-0.008em] whitespace-nowrap">
          <Icon name={icon} className="text-ink-3" />
          {label}
        </h2>
        <p className="truncate text-[13px] text-ink-3">{sentence}</p>
      </header>
      <ul className={`grid gap-2.5 sm:grid-cols-2 sm:gap-3.5 md:gap-5 ${patterns.length === 4 ? 'lg:grid-cols-4' : 'lg:grid-cols-3'}`}>
        {patterns.map((pattern) => (
          <li key={pattern.slug} className="grid">
            <PatternCard {...pattern} />
          </li>
        ))}
      </ul>
    </section>
  );
}
