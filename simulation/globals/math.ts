import acos from '@stdlib/math-base-special-acos';
import acosh from '@stdlib/math-base-special-acosh';
import asin from '@stdlib/math-base-special-asin';
import asinh from '@stdlib/math-base-special-asinh';
import atan from '@stdlib/math-base-special-atan';
import atanh from '@stdlib/math-base-special-atanh';
import cbrt from '@stdlib/math-base-special-cbrt';
import cos from '@stdlib/math-base-special-cos';
import cosh from '@stdlib/math-base-special-cosh';
import exp from '@stdlib/math-base-special-exp';
import expm1 from '@stdlib/math-base-special-expm1';
import log from '@stdlib/math-base-special-ln';
import log10 from '@stdlib/math-base-special-log10';
import log1p from '@stdlib/math-base-special-log1p';
import log2 from '@stdlib/math-base-special-log2';
import sin from '@stdlib/math-base-special-sin';
import tan from '@stdlib/math-base-special-tan';
import { atan2, hypot, pow, sinh, tanh } from './elementary-functions.ts';

const { abs, ceil, clz32, floor, fround, imul, max, min, round, sign, sqrt, trunc } = Math;
const { E, LN10, LN2, LOG10E, LOG2E, PI, SQRT1_2, SQRT2 } = Math;

/**
 * `Math` with the same results, to the bit, in every engine. What IEEE 754 defines exactly is the engine's own; the rest, on
 * which engines disagree, is stdlib's or, where that is less exact, written out in elementary-functions.ts. `random` is left
 * out: chance belongs to a process.
 */
export const portableMath = {
  abs, ceil, clz32, floor, fround, imul, max, min, round, sign, sqrt, trunc,
  E, LN10, LN2, LOG10E, LOG2E, PI, SQRT1_2, SQRT2,
  acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, cos, cosh, exp, expm1, hypot, log, log10, log1p, log2, pow, sin, sinh, tan, tanh,
} as const;
