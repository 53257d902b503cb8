import type { Json } from './trace.ts';

const depthMax = 32;
/** Values and characters in one piece of data: far more than a payload has, and few enough that none holds up the run. */
const valuesMax = 20_000;
const charactersMax = 100_000;

/** How many more values and characters a piece of data may hold. */
export class Room {
  readonly where: string;
  /** The keys and indices that lead to what is copied now: of the level at a depth, the one at that place. */
  readonly path: (string | number)[] = [];
  values = valuesMax;
  characters = charactersMax;

  constructor(where: string) {
    this.where = where;
  }

  /** What was taken, in characters: a value counts as so many. */
  get taken(): number {
    return (valuesMax - this.values) * charactersPerValue + charactersMax - this.characters;
  }

  /** Where the value at a depth stands, in words. A long key is not told. */
  at(depth: number): string {
    return this.path.slice(0, depth).reduce<string>((where, key) => {
      if (typeof key === 'number') return `${where}[${key}]`;
      return key.length > 60 ? `a field of ${where}` : `${where}.${key}`;
    }, this.where);
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
  return copyOf(value, room, 0);
}

function copyOf(value: unknown, room: Room, depth: number): Json {
  room.take(1, typeof value === 'string' ? value.length : 0);
  switch (typeof value) {
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${room.at(depth)} is ${value}; only finite numbers can be sent or written down.`);
      return value === 0 ? 0 : value;
    case 'string':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'object':
      break;
    default:
      throw new TypeError(`${room.at(depth)} is a ${typeof value}; only plain data can be sent or written down.`);
  }
  if (value === null) return null;
  if (depth > depthMax) throw new TypeError(`${room.at(depth)} is nested deeper than ${depthMax} levels, or contains itself.`);
  return Array.isArray(value) ? copyOfList(value, room, depth) : copyOfObject(value as Record<string, unknown>, room, depth);
}

function copyOfList(list: readonly unknown[], room: Room, depth: number): Json {
  const { length } = list;
  room.take(length, 0);
  const copy: Json[] = [];
  for (let index = 0; index < length; index += 1) {
    room.path[depth] = index;
    copy.push(copyOf(list[index], room, depth + 1));
  }
  return copy;
}

function copyOfObject(value: Record<string, unknown>, room: Room, depth: number): Json {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`${room.at(depth)} is not a plain object; send its data instead.`);
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined) continue;
    room.take(0, key.length);
    room.path[depth] = key;
    const copied = copyOf(item, room, depth + 1);
    if (key === '__proto__') Object.defineProperty(copy, key, { value: copied, enumerable: true, configurable: true, writable: true });
    else copy[key] = copied;
  }
  return copy;
}
