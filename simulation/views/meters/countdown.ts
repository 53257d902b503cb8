import type { Meter, Tone } from '../../scenario.ts';
import { numberOf, numeric, shareOf, type Gauges } from './gauges.ts';

export interface CountdownFrame {
  readonly kind: 'countdown';
  readonly label: string;
  readonly state: 'none' | 'running' | 'over';
  /** What is left, from 0 to 1. */
  readonly share: number;
  readonly text: string;
  readonly unit: string;
  readonly tone: Tone;
}

/** It empties evenly with the simulated time. Its last moment is the one at which it runs out, so that it never reads `0.00` while it holds. */
export function countdownFrame(meter: Extract<Meter, { kind: 'countdown' }>, { at, knobs, read }: Gauges): CountdownFrame {
  const { label, tone = 'flat' } = meter;
  const endMs = numeric(read(meter.value, at));
  if (endMs === undefined) return { kind: 'countdown', label, state: 'none', share: 0, text: '–', unit: '', tone };
  const leftMs = endMs - at / 1000;
  if (leftMs <= 0) return { kind: 'countdown', label, state: 'over', share: 0, text: 'ran out', unit: '', tone };
  return { kind: 'countdown', label, state: 'running', share: shareOf(leftMs, numberOf(meter.lastsMs, knobs)), text: (Math.ceil(leftMs / 10) / 100).toFixed(2), unit: 's', tone };
}
