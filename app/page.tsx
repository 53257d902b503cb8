import { Catalog } from '@/components/catalog/catalog.tsx';
import { HomeBar } from '@/components/catalog/home-bar.tsx';
import { HomeFooter } from '@/components/catalog/home-footer.tsx';
import { Masthead } from '@/components/catalog/masthead.tsx';
import { ReadingTheDiagrams } from '@/components/catalog/reading-the-diagrams.tsx';
import { ThreeUses } from '@/components/catalog/three-uses.tsx';
import { HeroIsland } from '@/components/hero/hero-island.tsx';
import { HeroStill } from '@/components/hero/hero-still.tsx';
import { readCatalog } from '@/lib/catalog.ts';
import { readHero } from '@/lib/hero.ts';

export default function HomePage() {
  const groups = readCatalog();
  const hero = readHero();
  const patterns = groups.flatMap((group) => group.patterns);
  return (
    <>
      <HomeBar isHome />
      <main id="main" className="mx-auto max-w-[1224px] px-4 sm:px-6">
        <Masthead
          count={patterns.every(({ stands }) => stands) ? patterns.length : undefined}
          hero={
            hero && (
              <HeroIsland subject={hero.subject}>
                <HeroStill {...hero} />
              </HeroIsland>
            )
          }
        />
        <Catalog groups={groups} />
        <ReadingTheDiagrams />
        <ThreeUses />
      </main>
      <HomeFooter />
    </>
  );
}
