/** `Function` is there to be compared with; making code from text is refused. */
function refuseCode(): never {
  throw new TypeError('Code cannot be made from text in a simulation: write a function.');
}
refuseCode.prototype = Function.prototype;
Object.defineProperty(refuseCode, 'name', { value: 'Function' });

/** The part of the language that is the same in every engine and keeps no state between processes. */
export const languageGlobals = {
  Object, Function: refuseCode, Array, Boolean, Number, String, Symbol, BigInt, RegExp, JSON, Reflect, Proxy,
  Map, Set, WeakMap, WeakSet,
  Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError,
  ArrayBuffer, DataView, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array,
  parseInt, parseFloat, isNaN, isFinite, encodeURIComponent, decodeURIComponent, encodeURI, decodeURI,
  TextEncoder, TextDecoder,
  undefined, NaN, Infinity,
} as const;

/** Every name that a compiled module finds in its scope. */
export const allowedNames: ReadonlySet<string> = new Set([
  ...Object.keys(languageGlobals),
  'AbortController', 'AbortSignal', 'DOMException', 'Date', 'Event', 'EventTarget', 'Math', 'Promise', 'clearInterval', 'clearTimeout',
  'console', 'crypto', 'performance', 'queueMicrotask', 'reportError', 'setInterval', 'setTimeout', 'structuredClone',
]);
