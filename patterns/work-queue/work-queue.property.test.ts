import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { jobName, QueueManager, type Ending, type Job } from './work-queue.ts';

/** Chance that a failing run can be made anew from. */
function chanceOf(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state = Math.imul(state ^ (state >>> 15), state | 1);
    state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
    return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A platform that is reached over a slow and unsure network, and counts what may not be. */
class Platform {
  readonly jobs = new Map<string, Job>();
  readonly endings = new Map<string, Ending>();
  items: readonly string[] = [];
  readonly wrong: string[] = [];
  readonly begun = new Map<string, number>();
  readonly limits: { readonly parallelism: number; readonly backoffLimit: number };
  readonly clock: HandClock;
  readonly random: () => number;
  private readonly ended = new Set<string>();
  constructor(clock: HandClock, random: () => number, limits: Platform['limits']) {
    this.clock = clock;
    this.random = random;
    this.limits = limits;
  }
  /** There and back again take from 1 to 40 ms each; some questions are not answered, whether or not they arrived. */
  over<T>(answer: () => T): Promise<T> {
    const { clock, random } = this;
    const [there, back, luck] = [1 + random() * 39, 1 + random() * 39, random()];
    return new Promise((resolve, reject) => {
      if (luck < 0.04) return void clock.setTimeout(() => reject(new Error('lost')), 60);
      clock.setTimeout(() => {
        const value = answer();
        clock.setTimeout(() => (luck < 0.08 ? reject(new Error('reset')) : resolve(value)), back);
      }, there);
    });
  }
  create(job: { readonly name: string; readonly item: string; readonly attempt: number }): boolean {
    if (this.jobs.has(job.name)) return false;
    const active = [...this.jobs.values()].filter(({ state }) => state === 'active');
    if (active.length >= this.limits.parallelism) this.wrong.push(`${job.name} is one too many beside ${active.map(({ name }) => name).join(' ')}`);
    if (active.some(({ item }) => item === job.item)) this.wrong.push(`${job.item} has two jobs at one time`);
    if (this.ended.has(job.item)) this.wrong.push(`${job.item} had ended, and is run again`);
    const begun = (this.begun.get(job.item) ?? 0) + 1;
    this.begun.set(job.item, begun);
    if (begun > this.limits.backoffLimit + 1) this.wrong.push(`${job.item} is tried ${begun} times`);
    this.jobs.set(job.name, { ...job, state: 'active' });
    const succeeds = this.random() < 0.6;
    this.clock.setTimeout(() => {
      if (succeeds) this.add({ item: job.item, outcome: 'done', attempt: job.attempt });
      this.jobs.set(job.name, { ...job, state: succeeds ? 'succeeded' : 'failed' });
    }, 20 + this.random() * 400);
    return true;
  }
  add(ending: Ending): boolean {
    if (this.endings.has(ending.item)) return false;
    this.ended.add(ending.item);
    this.endings.set(ending.item, ending);
    return true;
  }
}

describe('work queue', () => {
  it('keeps its limits with any number of managers that come and go, over any network', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ seed: fc.integer(), managers: fc.integer({ min: 1, max: 3 }), parallelism: fc.integer({ min: 1, max: 4 }), backoffLimit: fc.integer({ min: 0, max: 2 }), restMs: fc.integer({ min: 0, max: 300 }) }),
        async ({ seed, managers, parallelism, backoffLimit, restMs }) => {
          const clock = new HandClock();
          const random = chanceOf(seed);
          const platform = new Platform(clock, random, { parallelism, backoffLimit });
          const { endings, jobs } = platform;
          const make = () => {
            const manager = new QueueManager({
              source: { list: () => platform.over(() => [...platform.items]) },
              jobs: { list: () => platform.over(() => [...jobs.values()]), create: (job) => platform.over(() => platform.create(job)), remove: (name) => platform.over(() => void jobs.delete(name)) },
              record: { list: () => platform.over(() => [...endings.values()]), add: (ending) => platform.over(() => platform.add(ending)), forget: (item) => platform.over(() => void endings.delete(item)) },
              parallelism,
              backoffLimit,
              backoffMs: () => restMs,
              pollMs: 30 + Math.floor(random() * 50),
              passMs: 600,
              keepMs: 700,
              clock,
            });
            manager.start();
            return manager;
          };
          const running = Array.from({ length: managers }, make);
          for (let step = 0; step < 24; step += 1) {
            if (step < 10) platform.items = [...platform.items, `item ${step}`];
            // Old ones that have ended leave the source.
            else if (step > 14 && platform.items[0] !== undefined && endings.has(platform.items[0])) platform.items = platform.items.slice(1);
            if (random() < 0.2) {
              const at = Math.floor(random() * managers);
              void running[at]!.stop();
              running[at] = make();
            }
            await clock.advance(250);
            if (platform.wrong.length > 0) break;
          }
          await clock.advance(40_000);
          for (const manager of running) await manager.stop();
          assert.deepEqual(platform.wrong, []);
          assert.deepEqual(platform.items.filter((item) => !endings.has(item)), []);
          assert.deepEqual([...jobs.values()].filter(({ state, item }) => state !== 'active' && !platform.items.includes(item)), []);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives every attempt at every item a name of its own, and a DNS label', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ unit: fc.constantFrom('a', '-', '2', 'd', 'x', 'A', '0', '\u0142'), maxLength: 60 }));
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 1_001 }), fc.integer({ min: 1, max: 1_001 }), (one, other, first, second) => {
        const names = [jobName('sixteenletters00', one, first), jobName('sixteenletters00', other, second)];
        for (const name of names) assert.match(name, /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
        assert.equal(names[0] === names[1], one === other && first === second);
      }),
    );
  });
});
