import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Knobs } from '../../../simulation/scenario.ts';
import * as retry from '../retry.ts';
import { isCap, rangeOf, strategy } from './strategy.ts';

const knobs: Knobs = { baseMs: 100, factor: 2, capMs: 2_000, jitter: 'decorrelated-v2' };
const draws = Array.from({ length: 200 }, (_, index) => Math.abs(Math.sin(index + 1) * 10_000) % 1);

/** How many of the waits of forty calls, each so many times as long as it should be, are out of range. */
function outOfRange(given: Knobs, times: number): number {
  const wait = strategy(retry, given);
  let out = 0;
  for (let call = 0; call < 40; call += 1) {
    const memory = { value: 0 };
    const waitsMs: number[] = [];
    for (let number = 1; number <= 5; number += 1) {
      const ms = times * wait(number, () => draws[call * 5 + number - 1]!, memory);
      const [low, high] = rangeOf(given, waitsMs);
      if (ms < low - 0.01 || ms > high + 0.01) out += 1;
      waitsMs.push(ms);
    }
  }
  return out;
}

describe('the range of a wait', () => {
  it('takes in every wait of its jitter, at the cap and below it', () => {
    for (const jitter of ['none', 'full', 'equal', 'decorrelated', 'decorrelated-v2']) {
      for (const capMs of [100, 300, 2_000, 60_000]) assert.equal(outOfRange({ ...knobs, jitter, capMs }, 1), 0, `${jitter}, ${capMs} ms`);
    }
  });

  it('leaves out waits that follow another curve by the name of decorrelated V2', () => {
    assert.ok(outOfRange(knobs, 1.4 / 1.9) > 20);
    assert.ok(outOfRange(knobs, 1.4) > 20);
  });
});

describe('a wait of exactly the cap', () => {
  it('is no coincidence where the jitter is capped after chance came in, and nowhere else', () => {
    const capped = (jitter: string, ms: number) => isCap({ ...knobs, jitter, capMs: 300 }, ms);
    assert.deepEqual(['none', 'full', 'equal', 'decorrelated', 'decorrelated-v2'].map((jitter) => capped(jitter, 300)), [false, false, false, true, true]);
    assert.equal(capped('decorrelated', 299), false);
  });
});
