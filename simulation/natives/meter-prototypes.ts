import { meter, type Cost } from './metered.ts';
import { flattening, lengthOf, made, moved, rangeOf, scanned, sorting, whole, written } from './sizes.ts';

/**
 * Charges the methods of lists, texts and bytes that go over all of a collection at one step of the code, in this realm. It is for a realm of the run's
 * own: the built-ins of a realm that others share are left alone.
 */
export function meterPrototypes(): void {
  meterLists(Array.prototype);
  meterLists(Object.getPrototypeOf(Uint8Array.prototype) as object);
  meterTexts();
  meter(ArrayBuffer.prototype, 'slice', ([from, to], on) => made('slice', rangeOf((on as ArrayBuffer).byteLength, from, to) / 8));
  for (const name of ['resize', 'transfer', 'transferToFixedLength']) meter(ArrayBuffer.prototype, name, ([length]) => made(name, whole(length) / 8));
  meter(TextEncoder.prototype, 'encode', ([text]) => written('encode', lengthOf(text)));
  meter(TextDecoder.prototype, 'decode', ([bytes]) => written('decode', whole((bytes as { byteLength?: unknown } | undefined)?.byteLength)));
}

/** Methods that look at every item. The code that they call takes steps of its own. */
const looking = [
  'indexOf', 'lastIndexOf', 'includes', 'reverse', 'forEach', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'reduce', 'reduceRight', 'set',
];
/** Methods that make a list as long as theirs. */
const copying = ['map', 'filter', 'flatMap', 'toReversed', 'toSpliced', 'with'];
/** Methods that move the items behind a place. */
const moving = ['shift', 'unshift', 'splice'];

function meterLists(lists: object): void {
  for (const name of looking) meter(lists, name, (_, on) => scanned(name, lengthOf(on)));
  for (const name of copying) meter(lists, name, (values, on) => made(name, lengthOf(on) + values.length));
  for (const name of moving) meter(lists, name, (values, on) => moved(name, lengthOf(on) + values.length));
  for (const name of ['sort', 'toSorted']) meter(lists, name, (_, on) => sorting(name, lengthOf(on)));
  meter(lists, 'fill', ([, from, to], on) => made('fill', rangeOf(lengthOf(on), from, to)));
  meter(lists, 'slice', ([from, to], on) => made('slice', rangeOf(lengthOf(on), from, to)));
  meter(lists, 'copyWithin', ([, from, to], on) => made('copyWithin', rangeOf(lengthOf(on), from, to)));
  meter(lists, 'concat', (values, on) => {
    let items = lengthOf(on);
    for (const value of values) items += Array.isArray(value) ? value.length : 1;
    made('concat', items);
  });
  meter(lists, 'flat', ([depth], on) => flattening(on, depth === undefined ? 1 : Number(depth)));
  meter(lists, 'join', (values, on) => {
    const length = lengthOf(on);
    made('join', length);
    if (values[0] !== undefined) written('join', length * `${values[0] as string}`.length);
    scannedTexts(on, length);
  });
}

/** The texts in a list that is to be joined. */
function scannedTexts(list: unknown, length: number): void {
  if (!Array.isArray(list)) return;
  let characters = 0;
  for (let index = 0; index < length; index += 1) {
    const item: unknown = list[index];
    if (typeof item === 'string') characters += item.length;
  }
  written('join', characters);
}

function meterTexts(): void {
  const texts = String.prototype;
  const byLength = (name: string): Cost => (_, on) => written(name, lengthOf(on));
  for (const name of ['toUpperCase', 'toLowerCase', 'normalize', 'trim', 'trimStart', 'trimEnd', 'toWellFormed', 'isWellFormed', 'indexOf', 'lastIndexOf', 'includes', 'match', 'matchAll', 'search']) {
    meter(texts, name, byLength(name));
  }
  meter(texts, 'repeat', (values, on) => {
    values[0] = Number(values[0]);
    written('repeat', lengthOf(on) * whole(values[0]));
  });
  for (const name of ['padStart', 'padEnd']) {
    meter(texts, name, (values) => {
      values[0] = Number(values[0]);
      written(name, whole(values[0]));
    });
  }
  meter(texts, 'concat', (values, on) => {
    let characters = lengthOf(on);
    for (const value of values) characters += lengthOf(value);
    written('concat', characters);
  });
  meter(texts, 'split', byLength('split'), (parts) => made('split', lengthOf(parts)));
  for (const name of ['replace', 'replaceAll']) {
    meter(texts, name, ([, replacement], on) => {
      const length = lengthOf(on);
      const isAll = name === 'replaceAll' || typeof replacement !== 'string';
      written(name, length + (typeof replacement === 'string' ? replacement.length * (isAll ? length + 1 : 1) : 0));
    }, (result) => written(name, lengthOf(result)));
  }
}
