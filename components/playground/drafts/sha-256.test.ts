import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from './sha-256.ts';

const known = (text: string) => createHash('sha256').update(text).digest('hex');

describe('SHA-256', () => {
  it('gives the digest that Node gives, of texts of every length around a block', () => {
    for (let length = 0; length < 200; length += 1) expect(sha256('a'.repeat(length))).toBe(known('a'.repeat(length)));
  });

  it('gives the digest that Node gives, of any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => sha256(text) === known(text)));
  });
});
