import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { railScript } from '@/components/catalog/rail-state.ts';
import { SkipLink } from '@/components/ui/skip-link.tsx';
import { themeScript } from '@/components/ui/theme.ts';
import { fontVariables } from './fonts.ts';
import './globals.css';

/** Each page's own title and description are those of its card on other sites, too. */
export const metadata: Metadata = {
  title: { default: 'Breakable: distributed-system patterns you can run, break and take home', template: '%s · Breakable' },
  description: 'A catalog of distributed-system patterns whose own code runs in your browser: play it, break it, read it and take it home.',
  applicationName: 'Breakable',
  openGraph: { type: 'website', siteName: 'Breakable' },
  twitter: { card: 'summary' },
};
export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f8f8' },
    { media: '(prefers-color-scheme: dark)', color: '#0c1417' },
  ],
};

/** The theme and the rail are set before the first paint, by a script that React does not know of: hence the suppressed warning. */
export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: `${themeScript}${railScript}` }} />
      </head>
      <body>
        <SkipLink />
        {children}
      </body>
    </html>
  );
}
