import { charge } from '../natives/account.ts';
import { VirtualDOMException } from './dom-exception.ts';

/** Levels of lists and objects in one another. No engine's own stack ends before. */
const depthMax = 500;
const bytesPerStep = 32;
/** A copied value has an entry in a table beside its own memory. */
const stepsPerValue = 4;

const refuse = (what: string): never => {
  throw new VirtualDOMException(`${what} cannot be cloned.`, 'DataCloneError');
};

/** structuredClone (HTML, 2.7) for what a process may hold: plain data, collections, dates, errors and bytes, with cycles. */
export function structuredClone<T>(value: T): T {
  return copy(value, new Map(), 0) as T;
}

function copy(value: unknown, known: Map<object, unknown>, depth: number): unknown {
  charge(stepsPerValue, 'structuredClone', 1);
  if (typeof value === 'function') return refuse(`The function ${value.name}`);
  if (typeof value === 'symbol') return refuse('A symbol');
  if (typeof value !== 'object' || value === null) return value;
  const before = known.get(value);
  if (before !== undefined) return before;
  if (depth > depthMax) return refuse(`What is nested deeper than ${depthMax} levels`);
  const inner = (item: unknown) => copy(item, known, depth + 1);
  const made = emptyCopy(value);
  known.set(value, made);
  if (value instanceof Map) {
    for (const [key, item] of value) (made as Map<unknown, unknown>).set(inner(key), inner(item));
  } else if (value instanceof Set) {
    for (const item of value) (made as Set<unknown>).add(inner(item));
  } else if (value instanceof Error) {
    if (value.cause !== undefined) Object.defineProperty(made, 'cause', { value: inner(value.cause), configurable: true, writable: true });
  } else if (Array.isArray(value) || made.constructor === Object) {
    for (const key of Object.keys(value)) (made as Record<string, unknown>)[key] = inner((value as Record<string, unknown>)[key]);
  }
  return made;
}

const errors: Readonly<Record<string, ErrorConstructor>> = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

function emptyCopy(value: object): object {
  if (Array.isArray(value)) return Object.assign([], { length: value.length });
  if (value instanceof Map) return new Map();
  if (value instanceof Set) return new Set();
  if (value instanceof Date) return new (Object.getPrototypeOf(value).constructor as DateConstructor)(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof Error) return new (errors[value.name] ?? Error)(value.message);
  if (value instanceof ArrayBuffer) {
    charge(value.byteLength / bytesPerStep, 'structuredClone', value.byteLength);
    return value.slice(0);
  }
  if (ArrayBuffer.isView(value)) return copyOfView(value);
  if (value instanceof Number || value instanceof String || value instanceof Boolean) return Object(value.valueOf()) as object;
  if (value instanceof WeakMap || value instanceof WeakSet || typeof (value as { then?: unknown }).then === 'function') {
    return refuse('What is not plain data');
  }
  return {};
}

function copyOfView(view: ArrayBufferView): object {
  charge(view.byteLength / bytesPerStep, 'structuredClone', view.byteLength);
  const buffer = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  if (view instanceof DataView) return new DataView(buffer);
  return new (view.constructor as Uint8ArrayConstructor)(buffer as ArrayBuffer);
}
