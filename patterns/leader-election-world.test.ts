import { describe, expect, it } from 'vitest';
import type { Env } from '../simulation/world.ts';
import { HandClock } from './hand-clock.ts';
import * as fence from './leader-election/leader-election.fence.ts';
import { ledger } from './leader-election/scenario/ledger.ts';
import { Onlooker } from './leader-election/scenario/onlooker.ts';
import type { Code } from './leader-election/scenario/world.ts';

function setUp() {
  const clock = new HandClock();
  const rows: string[] = [];
  const gaps: number[] = [];
  const onlooker = new Onlooker();
  onlooker.now = clock.now;
  onlooker.onGap = (ms) => gaps.push(ms);
  /** One life of a replica, whose timers do not run while it is held, and never after it has died. */
  const life = (id: string) => {
    let state: 'up' | 'held' | 'dead' = 'up';
    let held: (() => void)[] = [];
    const run = (due: () => void) => {
      if (state === 'up') due();
      if (state === 'held') held.push(due);
    };
    const env = {
      id,
      clock: { now: clock.now, clearTimeout: clock.clearTimeout, setTimeout: (due: () => void, ms: number) => clock.setTimeout(() => run(due), ms) },
      report: (kind: string, data: object) => void rows.push(`${id} ${kind} ${Object.values(data).join(' ')}`),
    } as unknown as Env;
    onlooker.born(id);
    return {
      began: (token: number) => onlooker.began(env, token),
      crash: () => (state = 'dead'),
      pause: () => (state = 'held'),
      wake: () => {
        state = 'up';
        for (const due of held.splice(0)) due();
        held = [];
      },
    };
  };
  return { clock, rows, gaps, life };
}

describe('the time without a leader', () => {
  it('is from the end of a term to the start of the next, whoever begins it', async () => {
    const { clock, rows, gaps, life } = setUp();
    const one = life('one');
    const end = one.began(1);
    expect(rows).toEqual([]);
    await clock.advance(1_050);
    end();
    await clock.advance(2_000);
    one.began(7);
    expect([rows, gaps]).toEqual([['one term.gap 2000'], [2_000]]);
  });

  it('begins with a crash, as near as a leader is seen', async () => {
    const { clock, rows, life } = setUp();
    const one = life('one');
    one.began(1);
    await clock.advance(1_040);
    one.crash();
    await clock.advance(3_000);
    life('two').began(9);
    expect(rows).toEqual(['two term.gap 3040']);
  });

  it('is none where another leads', async () => {
    const { clock, rows, life } = setUp();
    life('one').began(1);
    await clock.advance(1_000);
    life('two').began(5);
    expect(rows.filter((row) => row.includes('gap'))).toEqual([]);
  });
});

describe('two that believe they lead', () => {
  it('are told of when the second begins', async () => {
    const { clock, rows, life } = setUp();
    const one = life('one');
    one.began(1);
    await clock.advance(1_000);
    life('two').began(5);
    one.crash();
    await clock.advance(1_000);
    expect(rows).toEqual(['two term.overlapped 5 one 1']);
  });

  it('are told of when one that stood still wakes, and not before', async () => {
    const { clock, rows, life } = setUp();
    const one = life('one');
    one.began(1);
    await clock.advance(1_000);
    one.pause();
    await clock.advance(4_000);
    life('two').began(5);
    await clock.advance(1_000);
    expect(rows).toEqual(['two term.gap 4000']);
    one.wake();
    await clock.advance(1_000);
    expect(rows.slice(1)).toEqual(['one term.overlapped 1 two 5']);
  });

  it('are told of where one that wakes ends its term first of all', async () => {
    const { clock, rows, life } = setUp();
    const one = life('one');
    const end = one.began(1);
    one.pause();
    await clock.advance(4_000);
    life('two').began(5);
    end();
    expect(rows.slice(1)).toEqual(['one term.overlapped 1 two 5']);
  });

  it('are not two where one has crashed, or has a new life', async () => {
    const { clock, rows, life } = setUp();
    const one = life('one');
    one.began(1);
    one.crash();
    life('one');
    life('two').began(5);
    await clock.advance(1_000);
    expect(rows.filter((row) => row.includes('overlapped'))).toEqual([]);
  });
});

describe('the ledger', () => {
  it('shows the token of each of the last writes, and what became of it, the newest first', async () => {
    const shown: Record<string, unknown> = {};
    const env = {
      disk: { get: () => undefined, commit: () => undefined },
      show: (_: string, gauges: object) => void Object.assign(shown, gauges),
      report: () => undefined,
      work: async () => undefined,
    } as unknown as Env;
    const { handle } = ledger(env, { 'leader-election.fence': fence } as Code, { knobs: { fencing: true }, control: false });
    const pay = async (token: number, share: number) => {
      await handle!({ from: 'replica-1', body: { do: 'pay', token, as: 'replica-1/a', share, worker: 'replica-2' } });
    };
    expect(shown.writes).toEqual([]);
    await pay(3, 1);
    await pay(5, 2);
    await expect(pay(3, 3)).rejects.toThrow('3');
    await pay(8, 2);
    expect(shown.writes).toEqual([
      { text: 'token 8: paid again', mark: '2' },
      { text: 'token 3: refused', mark: 'r' },
      { text: 'token 5: paid', mark: 'p' },
    ]);
  });
});
