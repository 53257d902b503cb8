import { portableMath } from '../globals/math.ts';

/** A function, what the engine has in its place, and the range from which its inputs are drawn. */
interface Sampled<Function> {
  readonly portable: Function;
  readonly engine: Function;
  readonly from: number;
  readonly to: number;
}

/** The functions of one number on which engines disagree. */
export const unary: Readonly<Record<string, Sampled<(value: number) => number>>> = {
  acos: { portable: portableMath.acos, engine: Math.acos, from: -1, to: 1 },
  acosh: { portable: portableMath.acosh, engine: Math.acosh, from: 1, to: 100 },
  asin: { portable: portableMath.asin, engine: Math.asin, from: -1, to: 1 },
  asinh: { portable: portableMath.asinh, engine: Math.asinh, from: -100, to: 100 },
  atan: { portable: portableMath.atan, engine: Math.atan, from: -50, to: 50 },
  atanh: { portable: portableMath.atanh, engine: Math.atanh, from: -1, to: 1 },
  cbrt: { portable: portableMath.cbrt, engine: Math.cbrt, from: -1e6, to: 1e6 },
  cos: { portable: portableMath.cos, engine: Math.cos, from: -1000, to: 1000 },
  cosh: { portable: portableMath.cosh, engine: Math.cosh, from: -20, to: 20 },
  exp: { portable: portableMath.exp, engine: Math.exp, from: -50, to: 50 },
  expm1: { portable: portableMath.expm1, engine: Math.expm1, from: -2, to: 20 },
  log: { portable: portableMath.log, engine: Math.log, from: 0, to: 1e4 },
  log10: { portable: portableMath.log10, engine: Math.log10, from: 0, to: 1e4 },
  log1p: { portable: portableMath.log1p, engine: Math.log1p, from: -1, to: 100 },
  log2: { portable: portableMath.log2, engine: Math.log2, from: 0, to: 1e4 },
  sin: { portable: portableMath.sin, engine: Math.sin, from: -1000, to: 1000 },
  sinh: { portable: portableMath.sinh, engine: Math.sinh, from: -20, to: 20 },
  tan: { portable: portableMath.tan, engine: Math.tan, from: -1000, to: 1000 },
  tanh: { portable: portableMath.tanh, engine: Math.tanh, from: -5, to: 5 },
};

/** Those of two numbers. */
export const binary: Readonly<Record<string, Sampled<(one: number, other: number) => number>>> = {
  atan2: { portable: portableMath.atan2, engine: Math.atan2, from: -10, to: 10 },
  hypot: { portable: portableMath.hypot, engine: Math.hypot, from: -1e3, to: 1e3 },
  pow: { portable: portableMath.pow, engine: Math.pow, from: 0, to: 30 },
};
