import type { Metadata } from 'next';
import { HomeBar } from '@/components/catalog/home-bar.tsx';
import { CardsSection } from '@/components/design-system/cards-section.tsx';
import { ControlsSection } from '@/components/design-system/controls-section.tsx';
import { InstrumentSection } from '@/components/design-system/instrument-section.tsx';
import { TokensSection } from '@/components/design-system/tokens-section.tsx';
import { tokenSections } from '@/lib/design-tokens.ts';
import { readText } from '@/lib/folders.ts';

export const metadata: Metadata = { title: 'Design system', description: 'The tokens, the grammar and the components, in every state.', robots: { index: false, follow: false } };

/** For those who work on the product: everything that is drawn, from the components that draw it. No menu leads here. */
export default function DesignPage() {
  const tokens = tokenSections(readText('app/tokens.css', 'it belongs to the source'));
  return (
    <>
      <HomeBar isHome={false} />
      <main id="main" className="mx-auto max-w-[1224px] px-4 pt-6 pb-24 sm:px-6">
        <h1 className="text-[30px] leading-9 font-[680] tracking-[-0.022em]">Design system</h1>
        <p className="mt-2 max-w-[46em] text-[15px] leading-6 text-ink-2">
          Everything that is drawn, by the components that draw it, from data that was made for this page. Its buttons look and feel as they do elsewhere; nothing runs here.
        </p>
        <TokensSection sections={tokens} />
        <CardsSection />
        <InstrumentSection />
        <ControlsSection />
      </main>
    </>
  );
}
