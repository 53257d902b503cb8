import { describe, expect, it } from 'vitest';
import { runCode } from '../testing/run-code.ts';
import { wordsOfError } from '../words-of-error.ts';
import { plainCopy } from '../plain-data.ts';

const loggedBy = (statement: string) => {
  const { runtime, exports, logged } = runCode(`export function run() { ${statement} }`);
  runtime.beginEvent();
  exports.run!();
  return logged;
};

const throwing = [
  ['a getter', '{ get it() { throw new Error("no"); } }'],
  ['a list with a getter', 'Object.defineProperty([1], 0, { get() { throw 1; } })'],
  ['a proxy', 'new Proxy({}, { ownKeys() { throw new Error("no"); } })'],
  ['a prototype of a proxy', 'new Proxy({}, { getPrototypeOf() { throw new Error("no"); } })'],
  ['a revoked proxy', '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()'],
  ['an error with a message that throws', 'Object.defineProperty(new Error(), "message", { get() { throw 1; } })'],
  ['a date that is none', 'Object.create(Date.prototype)'],
] as const;

describe('A line of the log', () => {
  it.each(throwing)('shows what throws when it is looked at as something without words: %s', (_, value) => {
    expect(loggedBy(`console.log('before', ${value}, 'after');`)).toEqual(['before something that has no words after']);
  });

  it.each([
    ['a long text', "'x'.repeat(1e6)"],
    ['a long list', 'Array.from({ length: 1e5 }, (_, index) => index)'],
    ['many empty lists', 'Array.from({ length: 1e5 }, () => [])'],
    ['an object with many fields', 'Object.fromEntries(Array.from({ length: 1e4 }, (_, index) => [index, index]))'],
    ['a wide and deep value', '(() => { let value = 1; for (let level = 0; level < 6; level += 1) value = Array.from({ length: 200 }, () => value); return value; })()'],
    ['a long error', "new Error('x'.repeat(1e6))"],
    ['many values', "...Array.from({ length: 5000 }, () => 'word')"],
  ])('shows no more of %s than a line has', (_, value) => {
    const [line] = loggedBy(`console.log(${value});`);
    expect(line!.length).toBeGreaterThan(100);
    expect(line!.length).toBeLessThan(12_000);
  });

  it('does not go on where a value takes the last steps', () => {
    expect(() => loggedBy('console.log({ get it() { for (;;); } });')).toThrow('endless loop');
  });
});

describe('Words of an error', () => {
  it('are short, whatever was thrown', () => {
    expect(wordsOfError(new Error('x'.repeat(1e6)))).toHaveLength(500);
    expect(wordsOfError('x'.repeat(1e6)).endsWith('x…')).toBe(true);
    expect(wordsOfError(Object.create(null))).toBe('something that has no words');
    expect(wordsOfError({ toString: () => 'x'.repeat(600) })).toHaveLength(500);
  });
});

describe('Plain data', () => {
  it('holds no more text than a piece of data may', () => {
    expect(() => plainCopy({ a: 'x'.repeat(100_001) }, 'the message')).toThrow('the message holds more than 100000 characters of text.');
    expect(() => plainCopy({ ['x'.repeat(100_001)]: 1 }, 'the message')).toThrow('the message holds more than 100000 characters of text.');
    expect(() => plainCopy(Array.from({ length: 20 }, () => 'x'.repeat(10_000)), 'the message')).toThrow('characters of text');
  });
});
