import type { Knobs } from '../../../simulation/scenario.ts';
import type { Backoff, Jitter } from '../retry.ts';
import type { Code } from './world.ts';

/** The strategy of the knobs. AWS’s decorrelated jitter has a factor of its own. */
export function strategy({ backoff }: Code['retry'], knobs: Knobs): Backoff {
  const { initialMs, maxMs, factor, jitter } = shapeOf(knobs);
  return backoff.exponential({ initialMs, maxMs, factor, jitter });
}

/** Timers run to the µs. */
const capToleranceMs = 0.01;

/** Whether a wait is the cap itself, which the two decorrelated jitters come to often: they are capped after chance came in. */
export function isCap(knobs: Knobs, waitMs: number): boolean {
  const { maxMs, jitter } = shapeOf(knobs);
  return jitter.startsWith('decorrelated') && Math.abs(waitMs - maxMs) <= capToleranceMs;
}

interface Shape {
  readonly initialMs: number;
  readonly maxMs: number;
  readonly factor: number;
  readonly jitter: Jitter;
}
export function shapeOf(knobs: Knobs): Shape {
  const initialMs = knobs.baseMs as number;
  const jitter = knobs.jitter as Jitter;
  return { initialMs, maxMs: Math.max(initialMs, knobs.capMs as number), factor: jitter === 'decorrelated' ? 3 : (knobs.factor as number), jitter };
}

/**
 * The shortest and the longest wait that the jitter allows after those before it. Of decorrelated V2 the waits so far, as long as none met the cap,
 * come to a point of its curve that lies between two known ones: whoever waited less before waits longer now.
 */
export function rangeOf(knobs: Knobs, waitsMs: readonly number[]): readonly [low: number, high: number] {
  const { initialMs, maxMs, factor, jitter } = shapeOf(knobs);
  const retry = waitsMs.length + 1;
  const stepMs = Math.min(maxMs, initialMs * factor ** (retry - 1));
  switch (jitter) {
    case 'none':
      return [stepMs, stepMs];
    case 'full':
      return [0, stepMs];
    case 'equal':
      return [stepMs / 2, stepMs];
    case 'decorrelated':
      return [initialMs, Math.min(maxMs, Math.max(initialMs, waitsMs.at(-1) ?? 0) * factor)];
    case 'decorrelated-v2':
      return rangeOnCurve((at) => (factor ** at * Math.tanh(Math.sqrt(4 * at)) * initialMs) / 1.4, waitsMs, maxMs);
  }
}

function rangeOnCurve(curve: (at: number) => number, waitsMs: readonly number[], maxMs: number): readonly [low: number, high: number] {
  const retry = waitsMs.length + 1;
  const isCapped = waitsMs.some((ms) => ms >= maxMs - capToleranceMs);
  const sofarMs = waitsMs.reduce((sum, ms) => sum + ms, 0);
  const highMs = Math.min(maxMs, curve(retry) - curve(Math.max(0, retry - 2)));
  return [isCapped ? 0 : Math.min(highMs, Math.max(0, curve(retry - 1) - sofarMs)), highMs];
}
