import { describe, expect, it } from 'vitest';
import { styleOf, tokensOf } from './tokens.ts';

const css = ':root { --paper: light-dark(oklch(1 0 0), oklch(0 0 0)); --ink: light-dark(oklch(0 0 0), oklch(1 0 0)); --s1: 4px; }';
const rules = '.diagram .n { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }\n.diagram .arm { stroke-width: 4; }\n.diagram .gone { fill: var(--missing); }\n';

describe('the style of a picture', () => {
  it('has each token in both themes', () => {
    const { light, dark } = tokensOf(css);
    expect([light.get('paper'), dark.get('paper'), light.get('s1')]).toEqual(['#ffffff', '#000000', undefined]);
  });
  it('holds only the rules that the picture uses, and repeats only their colours for the dark', () => {
    expect(styleOf(rules, '<path class="n arm"/>', tokensOf(css)).split('\n')).toEqual([
      '.diagram .n { fill: #ffffff; stroke: #000000; stroke-width: 1.5; }',
      '.diagram .arm { stroke-width: 4; }',
      '@media (prefers-color-scheme: dark) {',
      '.diagram .n { fill: #000000; stroke: #ffffff; }',
      '}',
    ]);
  });
  it('that names a token which does not exist is an error', () => {
    expect(() => styleOf(rules, '<path class="gone"/>', tokensOf(css))).toThrow('diagram.css names --missing, which app/tokens.css does not have.');
  });
});
