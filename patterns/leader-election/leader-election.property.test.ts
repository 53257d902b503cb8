import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock, surfaced } from '../hand-clock.ts';
import { Fence } from './leader-election.fence.ts';
import { Elector, type Clock, type LeaseRecord, type LeaseStore, type StoredLease } from './leader-election.ts';

const [leaseMs, renewDeadlineMs, retryPeriodMs] = [300, 200, 40];

/** What happens to one call of the store: how long there and back, and whether either way is lost. */
type Trip = { readonly thereMs: number; readonly backMs: number; readonly lost: 'no' | 'there' | 'back' };
type Step =
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'resign' | 'replace'; readonly which: number };

const trip: fc.Arbitrary<Trip> = fc.record({
  thereMs: fc.oneof(fc.constant(1), fc.nat(150)),
  backMs: fc.oneof(fc.constant(1), fc.nat(150)),
  lost: fc.oneof({ weight: 6, arbitrary: fc.constant('no' as const) }, fc.constant('there' as const), fc.constant('back' as const)),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(400) }) },
  fc.record({ do: fc.constantFrom('resign' as const, 'replace' as const), which: fc.nat(2) }),
);
/** Clocks whose rates differ by less than the lease does from the renew deadline. */
const rates = fc.array(fc.double({ min: 1, max: leaseMs / renewDeadlineMs - 0.01, noNaN: true }), { minLength: 3, maxLength: 3 });

/** A linearizable store whose calls take their time, and some of whose answers are lost. */
class FarStore {
  stored: StoredLease | undefined;
  private revision = 0;
  private calls = 0;
  private readonly clock: HandClock;
  private readonly trips: readonly Trip[];
  constructor(clock: HandClock, trips: readonly Trip[]) {
    this.clock = clock;
    this.trips = trips;
  }
  readonly port: LeaseStore = {
    get: () => this.call(() => this.stored),
    put: (record, expected) => this.call(() => this.write(record, expected)),
  };
  private write(record: LeaseRecord, expected: number | undefined): number | undefined {
    if (this.stored?.revision !== expected) return undefined;
    this.revision += 1;
    this.stored = { record, revision: this.revision };
    return this.revision;
  }
  private async call<T>(act: () => T): Promise<T> {
    const { thereMs, backMs, lost } = this.trips[(this.calls += 1) % this.trips.length]!;
    const pass = (ms: number, isLost: boolean) => new Promise<void>((resolve) => void (isLost || this.clock.setTimeout(resolve, ms)));
    await pass(thereMs, lost === 'there');
    const answer = act();
    await pass(backMs, lost === 'back');
    return answer;
  }
}

const skewed = (clock: HandClock, rate: number, offset: number): Clock => ({
  now: () => clock.now() * rate + offset,
  setTimeout: (run, ms) => clock.setTimeout(run, ms / rate),
  clearTimeout: clock.clearTimeout,
});

describe('candidates at a far store, by clocks that differ by less than the margin', () => {
  it('never believe two at a time that they lead, and every term has a higher token than those before it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(trip, { minLength: 1, maxLength: 12 }), fc.array(step, { maxLength: 25 }), rates, async (trips, steps, [...rate]) => {
        const clock = new HandClock();
        const store = new FarStore(clock, trips);
        const believers = new Set<string>();
        let highest = 0;
        let lives = 0;
        const born = (index: number): Elector => {
          const identity = `candidate ${index}, life ${(lives += 1)}`;
          const elector = new Elector({
            identity,
            store: store.port,
            leaseMs,
            renewDeadlineMs,
            retryPeriodMs,
            clock: skewed(clock, rate[index]!, index * 10_000),
            random: () => (lives * 7 + index * 3) % 10 / 10,
            wallNow: () => index * 1_000_000,
            lead: ({ signal, token }) => {
              assert.ok(token > highest, `token ${token} after ${highest}`);
              highest = token;
              return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
            },
            onEvent: ({ kind, state }) => {
              if (kind === 'won') assert.deepEqual([...believers], [], `${identity} leads beside another`);
              if (state === 'leading') believers.add(identity);
              else believers.delete(identity);
            },
          });
          elector.start();
          return elector;
        };
        const failures = await surfaced(async () => {
          const all = [0, 1, 2].map(born);
          for (const one of steps) {
            if (one.do === 'wait') await clock.advance(one.ms);
            else if (one.do === 'resign') all[one.which]!.resign();
            else {
              void all[one.which]!.stop();
              all[one.which] = born(one.which);
            }
          }
          await clock.advance(2_000);
        });
        assert.deepEqual(failures, []);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a fence', () => {
  it('lets in what is no lower than anything before it, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 })), fc.nat(10), (tokens, kept) => {
        const fence = new Fence(kept);
        let highest = kept;
        for (const token of tokens) {
          let isIn = false;
          try {
            fence.pass(token, () => (isIn = true));
          } catch {
            isIn = false;
          }
          assert.equal(isIn, token >= highest);
          highest = Math.max(highest, token);
          assert.equal(fence.highest, highest);
        }
      }),
    );
  });
});
