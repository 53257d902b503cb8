import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, placesMax, valueAtPlace, type KnobScale } from './knob-scale.ts';

const scale = fc
  .record({ min: fc.integer({ min: 0, max: 100 }), width: fc.integer({ min: 1, max: 100_000 }), step: fc.constantFrom(0.1, 1, 5, 100), scale: fc.constantFrom('linear' as const, 'log' as const) })
  .map(({ min, width, ...rest }): KnobScale => ({ min, max: min + width, ...rest }));

describe('a knob’s slider', () => {
  it('never leaves the range, and reaches both of its ends', () => {
    fc.assert(
      fc.property(scale, fc.integer({ min: 0, max: placesMax }), (knob, place) => {
        const value = valueAtPlace(place, knob);
        expect(value >= knob.min && value <= knob.max).toBe(true);
        expect(valueAtPlace(0, knob)).toBe(knob.min);
        expect(placeOf(knob.max, knob)).toBe(placesMax);
      }),
    );
  });

  it('goes up with its place', () => {
    fc.assert(
      fc.property(scale, fc.integer({ min: 0, max: placesMax - 1 }), (knob, place) => {
        expect(valueAtPlace(place + 1, knob)).toBeGreaterThanOrEqual(valueAtPlace(place, knob));
      }),
    );
  });
});
