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

  it.each([
    ['a function', { deep: [() => 1] }, /it\.deep\[0\] is a function/],
    ['a class instance', { at: new Map() }, /it\.at is not a plain object/],
    ['a symbol', Symbol('x'), /it is a symbol/],
  ])('refuses %s and says where it stands', (_, value, message) => {
    expect(() => plainCopy(value, 'it')).toThrow(message);
  });

  it('refuses what contains itself', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(() => plainCopy(loop, 'it')).toThrow(/contains itself/);
  });
});
