import type { SmallShape } from '../../meter.ts';
import type { MarkLook, Meter, Tone } from '../../scenario.ts';
import type { Json } from '../../trace.ts';
import { wordOf } from '../frame-caption.ts';
import { arrayOf, numeric, objectOf, type Gauges } from './gauges.ts';

/** A point or a key: `at` runs from 0 to 1, clockwise from the top. */
export interface RingPoint {
  readonly at: number;
  /** Written beside a point. */
  readonly name: string;
  readonly tone: Tone;
  readonly shape: SmallShape;
  readonly label: string;
}
export interface HashRingFrame {
  readonly kind: 'hash-ring';
  readonly label: string;
  readonly points: readonly RingPoint[];
  readonly keys: readonly RingPoint[];
  /** How many keys there are, or points where it has no keys. */
  readonly count: number;
}

/** More could not be told apart on a circle of a card's size. */
const pointsMax = 512;
const plainLook: MarkLook = { tone: 'flat', shape: 'dot', label: '' };

export function hashRingFrame({ label, value, looks, keys }: Extract<Meter, { kind: 'hash-ring' }>, { at, read }: Gauges): HashRingFrame {
  const pointsIn = (gauge: string) => arrayOf(read(gauge, at)).slice(0, pointsMax).flatMap((point) => pointOf(point, looks));
  const drawn = { points: pointsIn(value), keys: keys === undefined ? [] : pointsIn(keys) };
  return { kind: 'hash-ring', label, ...drawn, count: keys === undefined ? drawn.points.length : drawn.keys.length };
}

/** What says no place on the circle is left out. */
function pointOf(point: Json, looks: Readonly<Record<string, MarkLook>>): RingPoint[] {
  const { at, mark, label } = objectOf(point);
  const place = numeric(at);
  if (place === undefined) return [];
  const look = looks[wordOf(mark)] ?? plainLook;
  return [{ at: place - Math.floor(place), name: typeof label === 'string' ? label : '', tone: look.tone, shape: look.shape, label: look.label }];
}
