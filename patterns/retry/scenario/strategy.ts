import type { Knobs } from '../../../simulation/scenario.ts';
import type { Backoff, Jitter } from '../retry.ts';
import type { Code } from './world.ts';

/** The strategy of the knobs. AWS’s decorrelated jitter has a factor of its own. */
export function strategy({ backoff }: Code['retry'], knobs: Knobs): Backoff {
  const { initialMs, maxMs, factor, jitter } = shapeOf(knobs);
  return backoff.exponential({ initialMs, maxMs, factor, jitter });
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

/** The shortest and the longest wait before a retry, counted from 1, that the jitter allows after a wait of `previousMs`. */
export function rangeOf(knobs: Knobs, retry: number, previousMs: number): readonly [low: number, high: number] {
  const { initialMs, maxMs, factor, jitter } = shapeOf(knobs);
  const stepMs = Math.min(maxMs, initialMs * factor ** (retry - 1));
  switch (jitter) {
    case 'none':
      return [stepMs, stepMs];
    case 'full':
      return [0, stepMs];
    case 'equal':
      return [stepMs / 2, stepMs];
    case 'decorrelated':
      return [initialMs, Math.min(maxMs, Math.max(initialMs, previousMs) * factor)];
    case 'decorrelated-v2':
      return [0, maxMs];
  }
}
