import type { Json } from './trace.ts';

const depthMax = 32;
/** Values and characters in one piece of data: far more than a payload has, and few enough that none holds up the run. */
const valuesMax = 20_000;
const charactersMax = 100_000;

/** How many more values and characters a piece of data may hold. */
export class Room {
  readonly where: string;
  values = valuesMax;
  characters = charactersMax;

  constructor(where: string) {
    this.where = where;
  }

  /** What was taken, in characters: a value counts as so many. */
  get taken(): number {
    return (valuesMax - this.values) * charactersPerValue + charactersMax - this.characters;
  }

  take(values: number, characters: number): void {
    this.values -= values;
    this.characters -= characters;
    if (this.values < 0) throw new TypeError(`${this.where} holds more than ${valuesMax} values, or contains one thing again and again.`);
    if (this.characters < 0) throw new TypeError(`${this.where} holds more than ${charactersMax} characters of text.`);
  }
}
const charactersPerValue = 16;

/**
 * A deep copy of plain data, as if it had crossed a wire as JSON: undefined fields are left out, −0 is 0, holes in a list are null.
 * @throws TypeError when the value holds something that no wire carries (a function, a class instance, a cycle, NaN), saying where, or too much.
 */
export function plainCopy(value: unknown, where: string, room: Room = new Room(where)): Json {
  return copyOf(value, where, 0, room);
}

function copyOf(value: unknown, where: string, depth: number, room: Room): Json {
  room.take(1, typeof value === 'string' ? value.length : 0);
  switch (typeof value) {
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${where} is ${value}; only finite numbers can be sent or written down.`);
      return value === 0 ? 0 : value;
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
  if (Array.isArray(value)) {
    room.take(value.length, 0);
    return Array.from(value, (item, index) => copyOf(item, `${where}[${index}]`, depth + 1, room));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${where} is not a plain object; send its data instead.`);
  }
  const copy: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    room.take(0, key.length);
    const copied = copyOf(item, key.length > 60 ? `a field of ${where}` : `${where}.${key}`, depth + 1, room);
    if (key === '__proto__') Object.defineProperty(copy, key, { value: copied, enumerable: true, configurable: true, writable: true });
    else copy[key] = copied;
  }
  return copy;
}
