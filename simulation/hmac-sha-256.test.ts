import { describe, expect, it } from 'vitest';
import { hmacSha256 } from './hmac-sha-256.ts';

const text = (words: string) => new TextEncoder().encode(words);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('HMAC-SHA-256', () => {
  it.each([
    ['a key shorter than a block (RFC 4231, 4.3)', text('Jefe'), text('what do ya want for nothing?'), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    ['a key longer than a block (RFC 4231, 4.7)', new Uint8Array(131).fill(0xaa), text('Test Using Larger Than Block-Size Key - Hash Key First'), '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54'],
  ])('gives the published digest of %s', (_, key, data, digest) => {
    expect(hex(hmacSha256(key, data))).toBe(digest);
  });

  it('wants bytes', () => {
    expect(() => hmacSha256('key' as unknown as Uint8Array, text('data'))).toThrow(TypeError);
  });
});
