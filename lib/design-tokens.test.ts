import { describe, expect, it } from 'vitest';
import { readText } from './folders.ts';
import { tokenSections } from './design-tokens.ts';

describe('tokenSections', () => {
  it('reads sections, values in both themes, and what is said of a token', () => {
    const css = `:root {
  /* ── Space (4 px base) ────── */
  --s1: 4px; --s2: 8px;

  /* ── Signals: fill · text ── */
  --ok: light-dark(oklch(0.6 0.112 175), oklch(0.77 0.125 172)); /* answered */
}
@media (prefers-reduced-motion: reduce) { :root { --s1: 0; } }`;
    expect(tokenSections(css)).toEqual([
      { title: 'Space (4 px base)', tokens: [{ name: 's1', value: '4px', note: '' }, { name: 's2', value: '8px', note: '' }] },
      {
        title: 'Signals: fill · text',
        tokens: [{ name: 'ok', value: 'light-dark(oklch(0.6 0.112 175), oklch(0.77 0.125 172))', note: 'answered', light: 'oklch(0.6 0.112 175)', dark: 'oklch(0.77 0.125 172)' }],
      },
    ]);
  });

  it('leaves out no token of the sheet', () => {
    const css = readText('app/tokens.css', 'it belongs to the source');
    const named = new Set([...css.matchAll(/--([\w-]+):/g)].map(([, name]) => name));
    expect(new Set(tokenSections(css).flatMap(({ tokens }) => tokens.map(({ name }) => name)))).toEqual(named);
  });
});
