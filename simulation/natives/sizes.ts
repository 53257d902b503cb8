import { charactersPerStep, itemsPerStep } from '../globals/growth.ts';
import { charge } from './account.ts';

/* What natives cost. Their originals are taken when the module is evaluated: nothing in here calls one that is charged. */

/** Items that one step looks at without copying them. */
const scannedPerStep = 16;
/** Items that one step moves by a place. */
const movedPerStep = 256;
const { isArray } = Array;
const { min, max, floor, log2 } = Math;

export const made = (native: string, items: number): void => charge(items / itemsPerStep, native, items);
export const scanned = (native: string, items: number): void => charge(items / scannedPerStep, native, items);
export const moved = (native: string, items: number): void => charge(items / movedPerStep, native, items);
export const written = (native: string, characters: number): void => charge(characters / charactersPerStep, native, characters, 'characters');

/** ToLength of what is a number already; 0 for what is none, which the native itself sees to. */
export const whole = (value: unknown): number => (typeof value === 'number' && value > 0 ? min(floor(value), Number.MAX_SAFE_INTEGER) : 0);

/** The length of a list, a text or what is like one. */
export function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return (typeof value === 'object' && value !== null) || typeof value === 'function' ? whole((value as { length?: unknown }).length) : 0;
}

/** How many items an iterable has, as far as that is known before. */
export function countOf(value: unknown): number {
  if (value instanceof Map || value instanceof Set) return value.size;
  return lengthOf(value);
}

/** Where a range of a list of that length ends or begins, as `slice` and `fill` have it. */
const edge = (value: unknown, length: number, otherwise: number): number => {
  if (typeof value !== 'number') return otherwise;
  return value < 0 ? max(0, length + floor(value)) : min(floor(value), length);
};
export const rangeOf = (length: number, from: unknown, to: unknown): number => max(0, edge(to, length, length) - edge(from, length, 0));

/** Comparisons of a sort. */
export const sorting = (native: string, items: number): void => charge((items * (1 + log2(items + 1))) / itemsPerStep, native, items);

/** Walks through nested lists as `flat` does, and charges as it goes: few lists can hold one another very often. */
export function flattening(list: unknown, depth: number): void {
  if (!isArray(list)) return;
  made('flat', list.length + itemsPerStep);
  if (depth < 1) return;
  for (let index = 0; index < list.length; index += 1) if (isArray(list[index])) flattening(list[index], depth - 1);
}
