import { describe, expect, it } from 'vitest';
import { plainCopy } from './plain-data.ts';

describe('plain data', () => {
  it('is copied, so that sender and receiver share nothing', () => {
    const sent = { list: [{ a: 1 }] };
    const received = plainCopy(sent, 'it') as typeof sent;
    expect(received).toEqual(sent);
    expect(received.list[0]).not.toBe(sent.list[0]);
  });

  it('loses undefined fields, as JSON does', () => {
    expect(plainCopy({ a: undefined, b: 1 }, 'it')).toEqual({ b: 1 });
  });

  it('is what JSON would make of it', () => {
    const sparse = Object.assign([], { 1: undefined, 2: 3 });
    expect(Object.is(plainCopy(-0, 'it'), 0)).toBe(true);
    expect(plainCopy(sparse, 'it')).toEqual(JSON.parse(JSON.stringify(sparse)));
    expect(JSON.stringify(plainCopy(JSON.parse('{"__proto__":{"a":1}}'), 'it'))).toBe('{"__proto__":{"a":1}}');
  });

  it.each<[string, unknown, RegExp]>([
    ['not a number', { ratio: 0 / 0 }, /it\.ratio is NaN/],
    ['without end', [1 / 0], /it\[0\] is Infinity/],
    ['longer than a wire carries', { list: Object.assign([], { length: 1e9 }) }, /it holds more than 20000 values/],
    ['a function', { deep: [() => 1] }, /it\.deep\[0\] is a function/],
    ['what stands behind other fields, by its own way alone', { before: { a: [1] }, deep: [[2], { b: () => 1 }] }, /^it\.deep\[1\]\.b is a function/],
    ['what has too long a name, without it', { ['k'.repeat(61)]: [() => 1] }, /^a field of it\[0\] is a function/],
    ['a class instance', { at: new Map() }, /it\.at is not a plain object/],
    ['a symbol', Symbol('x'), /it is a symbol/],
  ])('refuses %s and says where it stands', (_, value, message) => {
    expect(() => plainCopy(value, 'it')).toThrow(message);
  });

  it('refuses what grows without bound by containing one thing again and again', () => {
    let tree: unknown = 1;
    for (let level = 0; level < 30; level += 1) tree = { left: tree, right: tree };
    expect(() => plainCopy(tree, 'it')).toThrow(/more than 20000 values/);
  });

  it('refuses what contains itself', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(() => plainCopy(loop, 'it')).toThrow(/contains itself/);
  });
});
