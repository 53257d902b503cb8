import type { Json } from './trace.ts';

const depthMax = 32;

/**
 * A deep copy of plain data, as if it had crossed a wire. Undefined fields are left out, as JSON leaves them out.
 * @throws TypeError when the value holds something that no wire carries (a function, a class instance, a cycle), saying where.
 */
export function plainCopy(value: unknown, where: string, depth = 0): Json {
  switch (typeof value) {
    case 'number':
    case 'string':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'object':
      break;
    default:
      throw new TypeError(`${where} is a ${typeof value}; only plain data can be sent or written down.`);
  }
  if (value === null) return null;
  if (depth > depthMax) throw new TypeError(`${where} is nested deeper than ${depthMax} levels, or contains itself.`);
  if (Array.isArray(value)) return value.map((item, index) => plainCopy(item, `${where}[${index}]`, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${where} is not a plain object; send its data instead.`);
  }
  const copy: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) copy[key] = plainCopy(item, `${where}.${key}`, depth + 1);
  }
  return copy;
}
