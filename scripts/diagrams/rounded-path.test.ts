import { describe, expect, it } from 'vitest';
import { roundedPath } from './rounded-path.ts';

describe('a rounded path', () => {
  it('runs straight where there is no corner', () => expect(roundedPath([[0, 0], [10, 0]], 14)).toBe('M0 0L10 0'));
  it('leaves a corner by the radius', () => expect(roundedPath([[0, 0], [100, 0], [100, 100]], 14)).toBe('M0 0L86 0Q100 0 100 14L100 100'));
  it('takes half of a side that is shorter than the radius needs', () => expect(roundedPath([[0, 0], [10, 0], [10, 100]], 14)).toBe('M0 0L5 0Q10 0 10 5L10 100'));
  it('survives two corners in one place', () => expect(roundedPath([[0, 0], [0, 0], [10, 0]], 14)).not.toContain('NaN'));
});
