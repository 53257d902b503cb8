import { describe, expect, it } from 'vitest';
import { hexOfOklch } from './colour.ts';

describe('an OKLCH colour as hex', () => {
  it('is black and white at the ends of lightness', () => expect([hexOfOklch(0, 0, 0), hexOfOklch(1, 0, 215)]).toEqual(['#000000', '#ffffff']));
  it('is pure red, green and blue where CSS Color 4 says they are', () => {
    expect([hexOfOklch(0.62796, 0.25768, 29.234), hexOfOklch(0.86644, 0.29483, 142.495), hexOfOklch(0.45201, 0.31321, 264.052)]).toEqual(['#ff0000', '#00ff00', '#0000ff']);
  });
  it('outside sRGB is clipped to it', () => expect(hexOfOklch(0.9, 0.4, 142)).toMatch(/^#00ff[0-9a-f]{2}$/));
});
