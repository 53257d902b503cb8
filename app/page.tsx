import { CatalogSection } from '@/components/catalog/catalog-section.tsx';
import { HomeBar } from '@/components/catalog/home-bar.tsx';
import { HomeFooter } from '@/components/catalog/home-footer.tsx';
import { Masthead } from '@/components/catalog/masthead.tsx';
import { ReadingTheDiagrams } from '@/components/catalog/reading-the-diagrams.tsx';
import { readCatalog } from '@/lib/catalog.ts';

export default function HomePage() {
  return (
    <>
      <HomeBar isHome />
      <main id="main" className="mx-auto max-w-[1224px] px-4 sm:px-6">
        <Masthead />
        {readCatalog().map((group) => (
          <CatalogSection key={group.id} {...group} />
        ))}
        <ReadingTheDiagrams />
      </main>
      <HomeFooter />
    </>
  );
}
