import { expect, it } from 'vitest';
import { preciseSeconds, roundSeconds, shortSeconds } from './time-text.ts';

it.each([
  [15_640_000, '15.640', '15.6', '15.64'],
  [30_000_000, '30.000', '30', '30'],
  [1_499, '0.001', '0', '0.001'],
  [0, '0.000', '0', '0'],
])('%i µs is %s s to the millisecond, %s s on an axis, and %s s in a sentence', (us, precise, round, short) => {
  expect([preciseSeconds(us), roundSeconds(us), shortSeconds(us)]).toEqual([precise, round, short]);
});
