import atan from '@stdlib/math-base-special-atan';
import exp from '@stdlib/math-base-special-exp';
import expm1 from '@stdlib/math-base-special-expm1';
import powOfPositive from '@stdlib/math-base-special-pow';

/* Where stdlib's own differ from the engines' by more than one unit in the last place, or in a special case. */

/** The square root of the sum of squares, by the largest so that nothing overflows, with compensated summation (Kahan, 1965). */
export function hypot(...values: number[]): number {
  let largest = 0;
  let isUnknown = false;
  for (const value of values.map(Number)) {
    if (Math.abs(value) === Infinity) return Infinity;
    if (value !== value) isUnknown = true;
    else if (Math.abs(value) > largest) largest = Math.abs(value);
  }
  if (isUnknown) return NaN;
  if (largest === 0) return 0;
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const ratio = value / largest;
    const term = ratio * ratio - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  return Math.sqrt(sum) * largest;
}

/** The part of π that its double leaves out. */
const piRest = 1.2246467991473532e-16;

/** As in FreeBSD's e_atan2.c. */
export function atan2(y: number, x: number): number {
  if (y !== y || x !== x) return NaN;
  const isBelow = y < 0 || Object.is(y, -0);
  const isLeft = x < 0 || Object.is(x, -0);
  const signed = (angle: number) => (isBelow ? -angle : angle);
  if (y === 0) return signed(isLeft ? Math.PI : 0);
  if (x === 0) return signed(Math.PI / 2);
  if (Math.abs(x) === Infinity) {
    const isDiagonal = Math.abs(y) === Infinity;
    if (isLeft) return signed(isDiagonal ? 0.75 * Math.PI : Math.PI);
    return signed(isDiagonal ? Math.PI / 4 : 0);
  }
  if (Math.abs(y) === Infinity) return signed(Math.PI / 2);
  const angle = atan(Math.abs(y / x));
  return signed(isLeft ? Math.PI - (angle - piRest) : angle);
}

/** Below 2⁻²⁸, tanh x and sinh x are x. */
const smallest = 3.725290298461914e-9;

/** As in FreeBSD's s_tanh.c. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (x !== x || size < smallest) return x;
  const small = () => {
    const grown = expm1(-2 * size);
    return -grown / (grown + 2);
  };
  const result = size >= 22 ? 1 : size >= 1 ? 1 - 2 / (expm1(2 * size) + 2) : small();
  return x < 0 ? -result : result;
}

/** As in FreeBSD's e_sinh.c. */
export function sinh(x: number): number {
  const size = Math.abs(x);
  if (x !== x || size < smallest || size === Infinity) return x;
  const half = x < 0 ? -0.5 : 0.5;
  if (size < 22) {
    const grown = expm1(size);
    return size < 1 ? half * (2 * grown - (grown * grown) / (grown + 1)) : half * (grown + grown / (grown + 1));
  }
  if (size < 709) return half * exp(size);
  const root = exp(size / 2);
  return half * root * root;
}

/** Number::exponentiate (ECMA-262, 6.1.6.1.3) for what is special; the rest is a power of a positive number. */
export function pow(base: number, exponent: number): number {
  if (exponent !== exponent) return NaN;
  if (exponent === 0) return 1;
  if (base !== base) return NaN;
  const size = Math.abs(base);
  const isOdd = Math.abs(exponent % 2) === 1;
  const signed = (result: number) => ((base < 0 || Object.is(base, -0)) && isOdd ? -result : result);
  if (size === 0 || size === Infinity) return signed((size === Infinity) === exponent > 0 ? Infinity : 0);
  if (Math.abs(exponent) === Infinity) return size === 1 ? NaN : size > 1 === exponent > 0 ? Infinity : 0;
  if (base < 0 && !Number.isInteger(exponent)) return NaN;
  return size === 1 ? signed(1) : signed(powOfPositive(size, exponent));
}
