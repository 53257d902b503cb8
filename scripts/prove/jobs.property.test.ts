import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScenarioData } from '../../simulation/scenario.ts';
import { jobsOf, type Job } from './jobs.ts';

const named = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `n${index}`, experiment: 'n0', seed: index * 1000 }));
const runsOf = (jobs: readonly Job[]) =>
  jobs.flatMap((job) => (job.kind === 'break' ? [`break ${job.name}`] : job.seeds.map((seed) => `${job.experiment} ${seed}`)));

describe('the jobs of a shard', () => {
  it('are, over all shards, every seed of every experiment and every break, once', () => {
    const count = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 260 }), fc.integer({ min: 1, max: 5 }), (experiments, breaks, seeds, shards) => {
        const data = { slug: 'p', experiments: named(experiments), breaks: named(breaks) } as unknown as ScenarioData;
        const all = Array.from({ length: shards }, (_, index) => runsOf(jobsOf(data, seeds, { index: index + 1, count: shards }))).flat();
        expect(all.toSorted()).toEqual(runsOf(jobsOf(data, seeds, { index: 1, count: 1 })).toSorted());
        expect(new Set(all).size).toBe(experiments * seeds + breaks);
      }),
    );
  });
});
