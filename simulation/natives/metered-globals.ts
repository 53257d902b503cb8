import { bounds } from '../bounds.ts';
import { itemsPerStep } from '../globals/growth.ts';
import { charge, refuse } from './account.ts';
import { meter, metered, meteredConstructor, meteredFunction, type Cost } from './metered.ts';
import { countOf, lengthOf, made, scanned, whole, written } from './sizes.ts';

type Globals = Readonly<Record<string, unknown>>;
// Taken before it is charged itself.
const { apply } = Reflect;

const typedArrays = [
  'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array',
];
const errors = ['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'];

/** Steps of what takes more memory than it looks: the tables of a collection, an error with its stack, a compiled expression. */
const collectionSteps = 4;
const errorSteps = 8;
const expressionSteps = 16;

/** The global constructors and functions that can take much memory at one step of the code, charged. The statics are changed in this realm. */
export function meteredGlobals(globals: Globals): Globals {
  meterStatics();
  const changed: Record<string, unknown> = {};
  const replace = (name: string, cost: Cost) => {
    changed[name] = meteredConstructor(globals[name] as new () => object, cost);
  };
  replace('Array', (values) => made('Array', values.length === 1 && typeof values[0] === 'number' ? whole(values[0]) : values.length));
  replace('ArrayBuffer', ([length, options]) => made('ArrayBuffer', Math.max(whole(length), whole((options as { maxByteLength?: unknown } | undefined)?.maxByteLength)) / 8));
  for (const name of typedArrays) replace(name, ([source]) => made(name, typeof source === 'number' ? whole(source) : lengthOf(source)));
  for (const name of ['Map', 'Set', 'WeakMap', 'WeakSet']) {
    replace(name, ([items]) => {
      charge(collectionSteps, name, 1);
      made(name, countOf(items));
    });
  }
  for (const name of errors) replace(name, () => charge(errorSteps, name, 1));
  for (const name of errors) {
    // Error itself, whose members change what engines do with stacks, is then out of reach.
    if (name !== 'Error') Object.setPrototypeOf(changed[name], changed.Error as object);
    Object.defineProperty((globals[name] as ErrorConstructor).prototype, 'constructor', { value: changed[name] });
  }
  for (const name of ['encodeURIComponent', 'encodeURI', 'decodeURIComponent', 'decodeURI']) {
    changed[name] = metered(globals[name] as (...values: unknown[]) => unknown, ([text]) => written(name, lengthOf(text)));
  }
  changed.BigInt = meteredFunction(globals.BigInt as (...values: unknown[]) => unknown, ([value]) => {
    if (typeof value === 'string' && value.length * 3 > bounds.bigIntBits) refuse(`A BigInt of ${value.length} characters has more than ${bounds.bigIntBits} bits.`);
  });
  replace('RegExp', ([source]) => charge(expressionSteps + lengthOf(source) / 4, 'RegExp', lengthOf(source)));
  changed.JSON = meteredJson();
  return changed;
}

function meterStatics(): void {
  const typed = Object.getPrototypeOf(Uint8Array) as object;
  for (const lists of [Array, typed]) {
    meter(lists, 'from', ([source]) => made('Array.from', countOf(source)));
    meter(lists, 'of', (values) => made('Array.of', values.length));
  }
  for (const name of ['keys', 'values', 'entries', 'getOwnPropertyNames', 'getOwnPropertySymbols']) meter(Object, name, undefined, (found) => made(name, lengthOf(found)));
  meter(Reflect, 'ownKeys', undefined, (found) => made('ownKeys', lengthOf(found)));
  meter(Object, 'fromEntries', ([items]) => made('fromEntries', countOf(items)));
  meter(String, 'raw', ([parts]) => made('raw', lengthOf((parts as { raw?: unknown } | undefined)?.raw)));
  meter(Function.prototype, 'apply', ([, values]) => passed(values));
  meter(Reflect, 'apply', ([, , values]) => passed(values));
  meter(Reflect, 'construct', ([, values]) => passed(values));
}

function passed(values: unknown): void {
  const count = lengthOf(values);
  if (count > bounds.arguments) refuse(`A call passes ${count} items of a list as arguments; ${bounds.arguments} is the most. Pass the list itself.`);
  made('apply', count);
}

/** Counts what JSON.stringify comes to, while it goes: one small value can stand in many places of another. */
function meteredJson(): object {
  const { parse, stringify } = JSON;
  const counted = (key: string, value: unknown) => {
    if (typeof value === 'string') written('stringify', value.length + key.length);
    charge(itemsPerStep, 'stringify', 1);
    return value;
  };
  const stringifyCounted = (value: unknown, replacer?: unknown, indent?: string | number): string | undefined => {
    if (typeof replacer === 'function') {
      const replace = replacer as (this: unknown, key: string, value: unknown) => unknown;
      return stringify(value, function replaced(this: unknown, key: string, item: unknown) {
        return counted(key, apply(replace, this, [key, item]) as unknown);
      }, indent);
    }
    if (Array.isArray(replacer)) return stringify(value, replacer as string[], indent);
    return stringify(value, counted, indent);
  };
  return {
    parse: metered(parse as (...values: unknown[]) => unknown, ([text]) => scanned('parse', lengthOf(text))),
    stringify: stringifyCounted,
    [Symbol.toStringTag]: 'JSON',
  };
}
