import { describe, expect, it } from 'vitest';
import { chanceOf } from '../chance.ts';
import { mathDigests } from '../testing/math-digests.ts';
import { portableMath } from './math.ts';
import { binary, unary } from '../testing/math-samples.ts';

const doubles = new Float64Array(1);
const integers = new BigInt64Array(doubles.buffer);

/** How many doubles lie between two. */
function ulpsBetween(one: number, other: number): number {
  if (Object.is(one, other) || one === other) return 0;
  if (Number.isNaN(one) || Number.isNaN(other)) return Infinity;
  const ordered = (value: number) => {
    doubles[0] = value;
    const bits = integers[0]!;
    return bits < 0n ? -(bits & 0x7fff_ffff_ffff_ffffn) : bits;
  };
  return Math.abs(Number(ordered(one) - ordered(other)));
}

const special = [0, -0, 1, -1, 0.5, 2, Infinity, -Infinity, NaN, Number.MIN_VALUE, Number.MAX_VALUE, Number.EPSILON];

describe('The portable Math', () => {
  it.each(Object.entries(unary))('%s is what this engine gives, within one unit in the last place', (name, { portable, engine, from, to }) => {
    const chance = chanceOf(2, `math:${name}`);
    for (let sample = 0; sample < 2_000; sample += 1) {
      const value = from + chance() * (to - from);
      expect(ulpsBetween(portable(value), engine(value)), `${name}(${value})`).toBeLessThanOrEqual(1);
    }
    for (const value of special) {
      const wanted = engine(value);
      if (Number.isNaN(wanted) || wanted === 0 || !Number.isFinite(wanted)) expect(portable(value), `${name}(${value})`).toBe(wanted);
      else expect(ulpsBetween(portable(value), wanted), `${name}(${value})`).toBeLessThanOrEqual(1);
    }
  });

  it.each(Object.entries(binary))('%s is what this engine gives, within one unit in the last place', (name, { portable, engine, from, to }) => {
    const chance = chanceOf(2, `math:${name}`);
    for (let sample = 0; sample < 2_000; sample += 1) {
      const [one, other] = [from + chance() * (to - from), from + chance() * (to - from)];
      expect(ulpsBetween(portable(one, other), engine(one, other)), `${name}(${one}, ${other})`).toBeLessThanOrEqual(1);
    }
    for (const one of special) {
      for (const other of special) {
        const wanted = engine(one, other);
        expect(ulpsBetween(portable(one, other), wanted) <= 1 || Object.is(portable(one, other), wanted), `${name}(${one}, ${other})`).toBe(true);
      }
    }
  });

  it('gives every engine the same bits', () => {
    expect(mathDigests()).toEqual({
      acos: 'e4ca0f6363c48a21',
      acosh: '3fbd380967f0c319',
      asin: 'd278bd475a5ad83f',
      asinh: 'c212c8cbb521548b',
      atan: 'bd98735d69a71e37',
      atan2: 'faa9ac0258b5d147',
      atanh: '952b6798dfabf853',
      cbrt: '4a6cd23fbcc3867e',
      cos: '65e5fbed8a864e8e',
      cosh: '07d39cfa7e5b3bbe',
      exp: '6311d5d5c66a91e5',
      expm1: 'b64be9615664dbcf',
      hypot: 'a039b1c2049921b5',
      log: '0ff5abbb9ed6196d',
      log10: '6c312b62a4fb7c9e',
      log1p: '0fe394eef57dee06',
      log2: '8522852eb98b6d7c',
      pow: '1a61d28ff8581d88',
      sin: 'dadbb7c8f682c2e6',
      sinh: 'fe6fc5437950a3f8',
      tan: '8e69b3d3912b8094',
      tanh: 'f45998f736dfa530',
    });
  });

  it('takes any number of operands in hypot, and knows an infinity beside NaN', () => {
    expect([portableMath.hypot(), portableMath.hypot(3, 4), portableMath.hypot(2, 3, 6), portableMath.hypot(NaN, -Infinity), portableMath.hypot(NaN, 1)]).toEqual([
      0, 5, 7, Infinity, NaN,
    ]);
  });

  it('has everything that Math has, but chance', () => {
    const names = Object.getOwnPropertyNames(Math).filter((name) => name !== 'random' && name !== 'f16round' && name !== 'sumPrecise');
    expect(Object.keys(portableMath).sort()).toEqual(names.sort());
  });
});
