import type { Meter } from '../../scenario.ts';
import { numberOf, numeric, shareOf, type Gauges } from './gauges.ts';

export interface SparkFrame {
  readonly kind: 'spark';
  readonly lines: readonly (readonly SparkPoint[])[];
  readonly limit: number | undefined;
}
/** Both from 0 to 1: over the last eight seconds, and up to the meter's maximum. */
export type SparkPoint = readonly [x: number, y: number];

const sparkUs = 8_000_000;
const sparkStepUs = 200_000;

export function sparkFrame(meter: Extract<Meter, { kind: 'spark' }>, gauges: Gauges): SparkFrame {
  const max = numberOf(meter.max, gauges.knobs);
  const limit = meter.limit === undefined ? undefined : shareOf(numberOf(meter.limit, gauges.knobs), max);
  return { kind: 'spark', lines: sparkLines(meter.value, max, gauges), limit };
}

/** Samples every 200 ms, from times that move on by 100 ms at once, so that the line does not shimmer; a gap where there was no value. */
function sparkLines(gauge: string, max: number, { at, read }: Gauges): SparkPoint[][] {
  const lines: SparkPoint[][] = [];
  let line: SparkPoint[] = [];
  const end = Math.floor(at / 100_000) * 100_000;
  for (let time = end - sparkUs; time <= end + sparkStepUs; time += sparkStepUs) {
    const isLast = time > end;
    const value = time < 0 ? undefined : numeric(read(gauge, isLast ? at : time));
    if (value !== undefined) line.push([isLast ? 1 : (time - end + sparkUs) / sparkUs, shareOf(value, max)]);
    else if (line.length > 0) {
      lines.push(line);
      line = [];
    }
  }
  if (line.length > 0) lines.push(line);
  return lines;
}
