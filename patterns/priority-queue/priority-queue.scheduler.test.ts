import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ageing, Weighted, type WaitingClass } from './priority-queue.scheduler.ts';

type Head = readonly [since: number, sequence: number, cost?: number];

/** Classes of which only the heads are known, lowest first. */
const heads = (...given: readonly (Head | undefined)[]): WaitingClass[] => given.map((head) => ({ head: head && { since: head[0], sequence: head[1], cost: head[2] ?? 1 } }));

/** Classes that each have no end of messages of one cost; those of cost 0 have none. */
const endless = (...costs: readonly number[]): WaitingClass[] => costs.map((cost) => ({ head: cost === 0 ? undefined : { since: 0, sequence: 1, cost } }));

/** What so many turns give out, as a row of digits. */
const turns = (scheduler: Weighted, classes: readonly WaitingClass[], count: number) => Array.from({ length: count }, () => scheduler.next(classes)).join('');

describe('ageing', () => {
  it('gives the higher class the preference that its distance in classes is worth, and no more', () => {
    const ageing = new Ageing({ raiseEveryMs: 100 });
    assert.equal(ageing.next(heads([0, 1], undefined, [199, 2])), 2);
    assert.equal(ageing.next(heads([0, 1], undefined, [201, 2])), 0);
    assert.equal(ageing.next(heads([0, 1], [99, 2])), 1);
    assert.equal(ageing.next(heads([0, 1], [101, 2])), 0);
  });

  it('goes by the order of the pushes where two are equal', () => {
    const ageing = new Ageing({ raiseEveryMs: 100 });
    assert.equal(ageing.next(heads([0, 1], [100, 2])), 0);
    assert.equal(ageing.next(heads([0, 2], [100, 1])), 1);
  });

  it('lets no newcomer pass a message that has waited for the distance to the highest class', () => {
    const ageing = new Ageing({ raiseEveryMs: 100 });
    for (const now of [201, 300, 100_000]) assert.equal(ageing.next(heads([0, 1], [now, 2], [now, 3])), 0);
  });

  it('says nothing where nothing waits, and fits any number of classes', () => {
    const ageing = new Ageing({ raiseEveryMs: 1 });
    assert.equal(ageing.classes, undefined);
    assert.equal(ageing.next(heads()), undefined);
    assert.equal(ageing.next(heads(undefined, undefined)), undefined);
    assert.equal(ageing.next(heads(undefined, undefined, undefined, [1, 1])), 3);
  });

  it('refuses a time out of range', () => {
    for (const raiseEveryMs of [0, -1, NaN, Infinity, 2 ** 32]) assert.throws(() => new Ageing({ raiseEveryMs }), new RegExp(`^RangeError: raiseEveryMs must be from 1 to 2147483648, got ${raiseEveryMs}\\.$`));
    assert.doesNotThrow(() => [new Ageing({ raiseEveryMs: 1 }), new Ageing({ raiseEveryMs: 2 ** 31 })]);
  });
});

describe('weighted sharing', () => {
  it('gives out by the weights while all classes wait, the highest class first', () => {
    assert.equal(turns(new Weighted({ weights: [1, 2, 4] }), endless(1, 1, 1), 14), '22221102222110');
  });

  it('counts costs and not messages, and keeps what is left for the next turn', () => {
    assert.equal(turns(new Weighted({ weights: [3, 3] }), endless(2, 1), 10), '1110111001');
  });

  it('lets a class save up for a message that costs more than its weight', () => {
    assert.equal(turns(new Weighted({ weights: [1, 1] }), endless(3, 1), 8), '11101110');
  });

  it('leaves nothing idle: a class that waits alone has all', () => {
    assert.equal(turns(new Weighted({ weights: [1, 2, 100] }), endless(1, 0, 0), 5), '00000');
  });

  it('saves nothing up for a class while it has nothing to give out', () => {
    const weighted = new Weighted({ weights: [1, 3] });
    turns(weighted, endless(1, 0), 50);
    assert.equal(turns(weighted, endless(1, 1), 8), '11101110');
  });

  it('lets go of what a class saved for a dear message that is gone: what is next is cheaper', () => {
    const weighted = new Weighted({ weights: [1, 1] });
    turns(weighted, endless(1, 1000), 500);
    assert.equal(turns(weighted, endless(1, 1), 6), '101010');
  });

  it('says nothing where nothing waits, and takes that for no turn', () => {
    const weighted = new Weighted({ weights: [1, 1] });
    for (let time = 0; time < 3; time += 1) assert.equal(weighted.next(endless(0, 0)), undefined);
    assert.equal(turns(weighted, endless(1, 1), 4), '1010');
  });

  it('is for as many classes as it has weights, and keeps its own copy of them', () => {
    const weights = [1, 1];
    const weighted = new Weighted({ weights });
    weights[1] = 50;
    assert.equal(weighted.classes, 2);
    assert.equal(turns(weighted, endless(1, 1), 4), '1010');
  });

  it('refuses weights that are not whole numbers from 1 to 1000', () => {
    for (const weight of [0, -1, 0.5, NaN, 1001]) assert.throws(() => new Weighted({ weights: [1, weight] }), new RegExp(`^RangeError: weights\\[1\\] must be a whole number from 1 to 1000, got ${weight}\\.$`));
    assert.doesNotThrow(() => new Weighted({ weights: [1, 1000] }));
  });
});
