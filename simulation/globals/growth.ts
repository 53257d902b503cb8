import type { Runtime } from '../async/runtime.ts';
import { bounds } from '../bounds.ts';

/** Texts up to this length, in characters, may be put together for nothing. */
const freeText = 16_384;
/** Characters of a long text that one step puts together, and items of a list that one step copies. */
export const charactersPerStep = 32;
export const itemsPerStep = 4;

// Taken before it is charged itself.
const { keys } = Object;
const largest = 1n << BigInt(bounds.bigIntBits);
const bitsOf = (value: bigint) => value.toString(16).length * 4;

/**
 * What operators can make grow without a call: texts, lists and whole numbers double with each step of the code, and how large they can get differs between
 * engines. So they have bounds of their own, and copying what is large takes steps.
 */
export function growth(runtime: Runtime) {
  const big = <Value>(value: Value): Value => {
    if (typeof value === 'bigint' && (value >= largest || value <= -largest)) runtime.halt(`A BigInt grew to more than ${bounds.bigIntBits} bits.`);
    return value;
  };
  const copy = (count: number) => {
    if (count >= itemsPerStep) runtime.charge(Math.floor(count / itemsPerStep), `Spreading ${count} items is more than one event may do.`);
  };
  return {
    /** Takes the result of `+`, `+=` and of templates. */
    text: <Value>(value: Value): Value => {
      if (typeof value === 'string' && value.length > freeText) {
        if (value.length > bounds.textLength) runtime.halt(`A text grew to more than ${bounds.textLength} characters.`);
        runtime.charge(Math.ceil(value.length / charactersPerStep), `A text of ${value.length} characters is more than one event may put together.`);
      }
      return value;
    },
    /** Takes the result of `*` and `<<` in code that has BigInts. */
    big,
    bigPower: (base: bigint, exponent: bigint): bigint => {
      const isLarge = base < -1n || base > 1n;
      if (isLarge && exponent * BigInt(bitsOf(base)) > BigInt(bounds.bigIntBits) * 2n) runtime.halt(`A BigInt grew to more than ${bounds.bigIntBits} bits.`);
      return big(base ** exponent);
    },
    /** Takes what is spread into a list. */
    spread: <Items>(items: Items): Items => {
      copy(countOf(items));
      return items;
    },
    /** Takes what is spread into the arguments of a call: engines take different numbers of them. */
    passed: <Items>(items: Items): Items => {
      const count = countOf(items);
      if (count > bounds.arguments) runtime.halt(`A call passes ${count} items of a list as arguments; ${bounds.arguments} is the most. Pass the list itself.`);
      copy(count);
      return items;
    },
    /** Takes an object that others were spread into. */
    copied: <Value extends object>(value: Value): Value => {
      copy(keys(value).length);
      return value;
    },
  };
}

function countOf(items: unknown): number {
  if (typeof items === 'string' || Array.isArray(items)) return items.length;
  if (items instanceof Map || items instanceof Set) return items.size;
  return ArrayBuffer.isView(items) ? items.byteLength : 0;
}
