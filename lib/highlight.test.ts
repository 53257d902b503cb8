import { describe, expect, it } from 'vitest';
import { findExcerpt } from './excerpt.ts';
import { highlightExcerpt } from './highlight.ts';

const source = `class Lamp {
  private light(): void {
    const now = 1; // only once

    this.lit = now;
  }
}
`;
const lines = await highlightExcerpt(source, findExcerpt('lamp.ts', source, 'light'));
const colourOf = (text: string) => lines.flat().find((token) => token.text.trim() === text)?.color;

describe('a highlighted excerpt', () => {
  it('has the text of its lines without their common indentation', () => {
    expect(lines.map((line) => line.map(({ text }) => text).join(''))).toEqual(['private light(): void {', '  const now = 1; // only once', '', '  this.lit = now;', '}']);
  });
  it('is coloured as a part of its file, by the tokens of the design', () => {
    expect([colourOf('private'), colourOf('const'), colourOf('this'), colourOf('1'), colourOf('// only once')]).toEqual(['var(--c-key)', 'var(--c-key)', 'var(--c-key)', 'var(--c-num)', 'var(--c-com)']);
  });
});
