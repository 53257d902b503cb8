import type { Bar } from '../../bench/bar.ts';
import { race, spreadOf, type Contestant } from '../../bench/race.ts';
import { Fence } from './leader-election.fence.ts';
import { Elector, type Clock, type LeaseStore, type StoredLease } from './leader-election.ts';

const retryPeriodMs = 2_000;

/** A clock on which the pause between two ticks takes no time, and nothing else ever runs out. */
function hastyClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    setTimeout: (run, ms) => {
      if (ms === retryPeriodMs) {
        queueMicrotask(() => {
          now += ms;
          run();
        });
      }
      return undefined;
    },
    clearTimeout: () => undefined,
  };
}

/** So many ticks of one candidate at a store in memory: renewals of a leader, or looks of one that waits. */
async function ticks(times: number, leads: boolean): Promise<void> {
  let stored: StoredLease | undefined = leads ? undefined : { record: { holder: 'another', leaseMs: 2 ** 30, acquiredAt: 0, renewedAt: 0, terms: 1 }, revision: 1 };
  let left = times;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const count = () => {
    left -= 1;
    if (left === 0) end();
  };
  const store: LeaseStore = {
    get: async () => {
      if (!leads) count();
      return stored;
    },
    put: async (record, expected) => {
      if (leads) count();
      stored = { record, revision: (expected ?? 0) + 1 };
      return stored.revision;
    },
  };
  const elector = new Elector({ identity: 'one', store, lead: ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())), retryPeriodMs, clock: hastyClock(), random: () => 0 });
  elector.start();
  await ended;
  await elector.stop();
}

/** What the fence adds to a write: the comparison of two numbers. */
function writes(name: string, write: (token: number) => void): Contestant {
  return {
    name,
    run: (times) => {
      for (let token = 1; token <= times; token += 1) write(token);
    },
  };
}

/** How many ticks a second one elector does where its store answers at once, and what a fence costs. */
export async function bench(): Promise<readonly Bar[]> {
  const fence = new Fence();
  let kept = 0;
  const keep = (token: number) => (kept = token);
  const runs = await race([
    { name: 'renewals', run: (times) => ticks(times, true) },
    { name: 'looks', run: (times) => ticks(times, false) },
    writes('write', keep),
    writes('fenced', () => fence.pass(fence.highest + 1, keep)),
  ]);
  if (kept === 0) throw new Error('Nothing was written.');
  const perSecond = (name: string) => spreadOf(runs[name]!.map((ns) => 1e9 / ns));
  const group = 'Leader election: ticks of one elector a second, with a store that answers at once';
  return [
    { group, name: 'renewals of a leader', value: perSecond('renewals'), unit: 'events/s', target: { atLeast: 20_000 } },
    { group, name: 'looks of one that waits', value: perSecond('looks'), unit: 'events/s', target: { atLeast: 20_000 } },
    { group: 'Fence: a write through it', name: 'this catalog', value: spreadOf(runs['fenced']!), unit: 'ns', target: { atMost: 100 } },
  ];
}
