import type { Json } from './trace.ts';

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/**
 * A hash over everything that happened, kept up as it happens. Two 32-bit lanes mixed by multiplication,
 * as in Bryc's cyrb53 (public domain); it tells runs apart, it does not protect against forgery.
 * Text under the key `text` is left out: engines word their errors differently.
 */
export class RunningHash {
  /** A typed array keeps 32-bit numbers as they are; some engines would box them in a field. */
  private readonly lanes = new Int32Array([0xdeadbeef, 0x41c6ce57]);
  private readonly known = new Map<string, number>();
  private readonly shapes = new Map<string, { readonly keys: readonly string[]; readonly hash: number }>();

  number(value: number): void {
    const whole = value | 0;
    if (whole === value && (value !== 0 || 1 / value > 0)) return this.mix(whole);
    doubles[0] = value === value ? value : NaN;
    this.mix(0x7ff8);
    this.mix(words[0]! | 0);
    this.mix(words[1]! | 0);
  }

  string(value: string): void {
    let hashed = this.known.get(value);
    if (hashed === undefined) {
      hashed = hashString(value);
      if (this.known.size < 4096 && value.length < 64) this.known.set(value, hashed);
    }
    this.mix(hashed);
  }

  /** `of` names what the value belongs to (a kind of row, a field), where objects tend to have the same keys. */
  json(value: Json, of = ''): void {
    if (typeof value === 'number') return this.number(value);
    if (typeof value === 'string') return this.string(value);
    if (value === null) return this.mix(0x11);
    if (typeof value === 'boolean') return this.mix(value ? 0x13 : 0x17);
    if (Array.isArray(value)) {
      this.mix(value.length + 0x1000);
      for (const item of value) this.json(item, of);
      return;
    }
    const fields = value as { readonly [key: string]: Json };
    this.mix(this.shapeOf(fields, of));
    for (const key in fields) if (key !== 'text') this.json(fields[key]!, key);
  }

  /** A hash of the keys, in order. Most objects have the keys of the one before of their name, and then none of them is hashed again. */
  private shapeOf(fields: { readonly [key: string]: Json }, of: string): number {
    const last = this.shapes.get(of);
    if (last !== undefined && hasKeys(fields, last.keys)) return last.hash;
    const keys = Object.keys(fields);
    const hash = hashString(`{${keys.filter((key) => key !== 'text').join()}}`);
    this.shapes.set(of, { keys, hash });
    return hash;
  }

  /** Sixteen hexadecimal digits. */
  digest(): string {
    const [a, b] = [this.lanes[0]!, this.lanes[1]!];
    const high = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    const low = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return hex(high) + hex(low);
  }

  private mix(word: number): void {
    const { lanes } = this;
    const a = Math.imul(lanes[0]! ^ word, 2654435761);
    const b = Math.imul(lanes[1]! ^ word, 1597334677);
    lanes[0] = a ^ (a >>> 15);
    lanes[1] = b ^ (b >>> 13);
  }
}

function hasKeys(fields: object, keys: readonly string[]): boolean {
  let index = 0;
  for (const key in fields) {
    if (keys[index] !== key) return false;
    index += 1;
  }
  return index === keys.length;
}

const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');

/** FNV-1a over UTF-16 code units (Fowler, Noll and Vo; draft-eastlake-fnv). */
export function hashString(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return Math.imul(hash ^ text.length, 0x01000193);
}
