import { roundStep } from '@/simulation/views/charts-scale.ts';

/** How many arrow presses cross the whole axis, at most. */
const keyStepsMax = 300;
const pageSteps = 10;

/** The virtual time under a pointer, from the axis' place on the screen. */
export function timeUnder(clientX: number, axis: { readonly left: number; readonly width: number }, durationUs: number): number {
  const share = axis.width === 0 ? 0 : (clientX - axis.left) / axis.width;
  return Math.round(Math.min(1, Math.max(0, share)) * durationUs);
}

/** How far an arrow key moves the playhead, in virtual microseconds. */
export const keyStep = (durationUs: number): number => roundStep(Math.max(1000, durationUs / keyStepsMax));

/** Where a key takes the playhead; undefined for a key that does not move it. */
export function timeAfterKey(key: string, at: number, durationUs: number, endedAt: number): number | undefined {
  const step = keyStep(durationUs);
  const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, PageDown: -step * pageSteps, PageUp: step * pageSteps, Home: -Infinity, End: Infinity }[key];
  return by === undefined ? undefined : Math.min(endedAt, Math.max(0, at + by));
}

export interface Tick {
  /** Virtual microseconds. */
  readonly at: number;
  /** '' for a small one. */
  readonly text: string;
  /** Its number has no room on a phone. */
  readonly isForDesk?: boolean;
}
/** So many numbers stand beside each other on a phone. */
const numbersOnPhone = 7;

/** A tick every second or so, every fifth with its number; the last number carries the unit. */
export function ticksOf(durationUs: number): readonly Tick[] {
  const majorUs = roundStep(Math.max(1000, durationUs / 8));
  const minorUs = majorUs / 5;
  const count = Math.floor(durationUs / minorUs + 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, position) => ({
    at: position * minorUs,
    text: position % 5 === 0 ? String(Math.round(position * minorUs / 1000) / 1000) : '',
  }));
  const last = ticks.findLastIndex(({ text }) => text !== '');
  const isDense = last / 5 + 1 > numbersOnPhone;
  return ticks.map((tick, position) => {
    if (position === last) return { ...tick, text: `${tick.text} s` };
    return isDense && tick.text !== '' && (last - position) % 10 !== 0 ? { ...tick, isForDesk: true } : tick;
  });
}

/** Numbers nearer to the playhead than this share of the axis would be covered by its label: on a desk, and on a phone. */
const coveredShare = { desk: 0.05, phone: 0.16 };

/** Where each number of the axis has to make room for the playhead's label: a letter a tick, `d` everywhere, `p` on a phone, `-` nowhere. */
export const coveredTicks = (ticks: readonly Tick[], at: number, durationUs: number): string =>
  ticks
    .map((tick) => {
      const share = Math.abs(tick.at - at) / durationUs;
      return tick.text === '' || share > coveredShare.phone ? '-' : share > coveredShare.desk ? 'p' : 'd';
    })
    .join('');
