import { endMs, isAtOnce, type Fault } from '@/simulation/fault.ts';
import { roundStep } from '@/simulation/views/charts-scale.ts';

/** What of a band is carried: all of it, keeping its length, or one of its ends. */
export type BandPart = 'whole' | 'start' | 'end';

/** What an edit has to stay within. Virtual milliseconds. */
export interface EditScope {
  readonly faults: readonly Fault[];
  readonly durationMs: number;
}

/** A band moves in steps of so many virtual ms: about six hundred cross the axis. */
export const editStepMs = (durationMs: number): number => roundStep(Math.max(1, durationMs / 600));

/** Where this part of a fault stands, in virtual ms: its start, or its end, which is the run's where it has none. */
export function partAt(fault: Fault, part: BandPart, { faults, durationMs }: EditScope): number {
  return part === 'end' ? Math.min(durationMs, endMs(fault, faults) ?? durationMs) : fault.atMs;
}

/** The fault with this part carried to a virtual ms, no further than the run goes. An end that is carried to the end of the run is left out. */
export function editedFault(fault: Fault, part: BandPart, toMs: number, { durationMs }: EditScope): Fault {
  const { atMs, forMs } = fault;
  const step = editStepMs(durationMs);
  const shortest = isAtOnce(fault) ? 0 : step;
  if (part === 'whole') return { ...fault, atMs: within(toMs, 0, durationMs - (forMs ?? shortest)) };
  if (part === 'end') {
    const end = within(toMs, atMs + step, durationMs);
    const { forMs: _, ...endless } = fault;
    return end >= durationMs ? endless : { ...fault, forMs: exact(end - atMs) };
  }
  const end = forMs === undefined ? undefined : atMs + forMs;
  const start = within(toMs, 0, (end ?? durationMs) - step);
  return { ...fault, atMs: start, ...(end === undefined ? {} : { forMs: exact(end - start) }) };
}

/** To the nearest step. */
export function snapped(ms: number, durationMs: number): number {
  const step = editStepMs(durationMs);
  return exact(Math.round(ms / step) * step);
}

const stepsOfKey: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity };

/** Where a key takes this part, in virtual ms, from step to step; undefined for a key that does not move it. */
export function msAfterKey(key: string, fromMs: number, durationMs: number): number | undefined {
  const steps = stepsOfKey[key];
  if (steps === undefined) return undefined;
  const step = editStepMs(durationMs);
  const places = fromMs / step;
  // A fault that lies between two steps goes to the next one first.
  const place = (steps > 0 ? Math.floor(places + 1e-6) : Math.ceil(places - 1e-6)) + steps;
  return exact(within(place * step, 0, durationMs));
}

const within = (ms: number, least: number, most: number): number => Math.max(least, Math.min(ms, Math.max(least, most)));

/** Whole microseconds, as the kernel counts them. */
const exact = (ms: number): number => Math.round(ms * 1000) / 1000;
