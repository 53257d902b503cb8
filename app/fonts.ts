import localFont from 'next/font/local';

const grotesk = localFont({
  src: '../node_modules/@fontsource-variable/schibsted-grotesk/files/schibsted-grotesk-latin-wght-normal.woff2',
  weight: '400 900',
  variable: '--font-grotesk',
});
/** Italics are rare, so they are fetched when a page has one. */
const groteskItalic = localFont({
  src: '../node_modules/@fontsource-variable/schibsted-grotesk/files/schibsted-grotesk-latin-wght-italic.woff2',
  weight: '400 900',
  style: 'italic',
  preload: false,
  variable: '--font-grotesk-italic',
});
/** The variable width is what makes the numbers narrow: every readout stands at 75 %. */
const martian = localFont({
  src: '../node_modules/@fontsource-variable/martian-mono/files/martian-mono-latin-wdth-normal.woff2',
  weight: '100 800',
  declarations: [{ prop: 'font-stretch', value: '75% 112.5%' }],
  adjustFontFallback: false,
  variable: '--font-martian',
});

export const fontVariables = `${grotesk.variable} ${groteskItalic.variable} ${martian.variable}`;
