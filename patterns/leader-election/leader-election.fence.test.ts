import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Fence, StaleTokenError } from './leader-election.fence.ts';

describe('a fence', () => {
  it('lets a token pass as often as it comes, and hands it to the write', () => {
    const fence = new Fence();
    const kept: number[] = [];
    for (let times = 0; times < 3; times += 1) assert.equal(fence.pass(7, (token) => kept.push(token)), times + 1);
    assert.deepEqual([kept, fence.highest], [[7, 7, 7], 7]);
  });

  it('refuses every lower token from then on, and runs nothing', () => {
    const fence = new Fence();
    fence.pass(7, () => undefined);
    fence.pass(9, () => undefined);
    for (const stale of [8, 7, 1]) {
      assert.throws(
        () => fence.pass(stale, () => assert.fail('it was let in')),
        (error) => error instanceof StaleTokenError && error.code === 'STALE_TOKEN' && error.token === stale && error.highest === 9,
      );
    }
    assert.equal(fence.highest, 9);
  });

  it('is raised by who only reads', () => {
    const fence = new Fence();
    assert.equal(fence.pass(9, () => 'what is open'), 'what is open');
    assert.throws(() => fence.pass(8, () => undefined), StaleTokenError);
  });

  it('stays raised where the write fails', () => {
    const fence = new Fence();
    const broken = new Error('disk full');
    assert.throws(
      () =>
        fence.pass(9, () => {
          throw broken;
        }),
      broken,
    );
    assert.throws(() => fence.pass(8, () => undefined), StaleTokenError);
  });

  it('goes on after a restart with what was kept', () => {
    assert.throws(() => new Fence(9).pass(8, () => undefined), new StaleTokenError(8, 9));
    assert.equal(new StaleTokenError(8, 9).message, 'Token 8 is stale: the highest so far is 9.');
  });

  it('takes no token that cannot be compared', () => {
    const fence = new Fence();
    for (const token of [0, -1, 1.5, NaN, Infinity, 2 ** 53]) assert.throws(() => fence.pass(token, () => assert.fail('it was let in')), RangeError, String(token));
    assert.throws(() => new Fence(-1), new RangeError('highest must be a whole number from 0 to 9007199254740991, got -1.'));
    assert.equal(fence.highest, 0);
  });
});
