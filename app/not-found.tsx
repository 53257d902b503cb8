import Link from 'next/link';
import { HomeBar } from '@/components/catalog/home-bar.tsx';
import { buttonLook } from '@/components/ui/button-look.ts';

export default function NotFoundPage() {
  return (
    <>
      <HomeBar isHome={false} />
      <main id="main" className="mx-auto max-w-[1224px] px-4 py-16 sm:px-6 sm:py-24">
        <h1 className="text-[30px] leading-9 font-[680] tracking-[-0.022em]">There is no page here</h1>
        <p className="mt-3 mb-6 max-w-[36em] text-[17px] leading-7 text-ink-2">The address may have a slip in it, or the page has moved. Every pattern is on the home page.</p>
        <Link prefetch={false} href="/" className={buttonLook.outlined}>
          See the patterns
        </Link>
      </main>
    </>
  );
}
