import { describe, expect, it } from 'vitest';
import type { RunInput, RunResult } from '../../simulation/run.ts';
import type { ScenarioData } from '../../simulation/scenario.ts';
import { doJob, jobsOf, seedsPerSecond, type Finding } from './jobs.ts';

const data = { slug: 'lamp', experiments: [{ name: 'dusk', seed: 7 }], breaks: [{ name: 'loose', experiment: 'dusk', seed: 7, promise: 'no-flicker' }] } as unknown as ScenarioData;
const whole = { index: 1, count: 1 };
const ended = { status: 'ended', events: 3, promises: [{ name: 'no-flicker', checks: 2 }] } as unknown as RunResult;

describe('a job', () => {
  it('has as many seeds as it is told, from the curated one on', () => {
    const seeds = jobsOf(data, 5, whole, 2).map((job) => (job.kind === 'experiment' ? job.seeds : job.name));
    expect(seeds).toEqual([[7, 8], [9, 10], [11], 'loose']);
  });

  it('runs each of its seeds once, adds up what it found, and says how long it took', () => {
    const inputs: RunInput[] = [];
    const waits = (input: RunInput) => {
      const until = performance.now() + 2;
      while (performance.now() < until) inputs.at(-1);
      inputs.push(input);
      return ended;
    };
    const { tookMs, ...found } = doJob(jobsOf(data, 3, whole)[0]!, data, waits);
    expect(inputs.map(({ seed }) => seed)).toEqual([7, 8, 9]);
    expect(found).toMatchObject({ runs: 3, events: 9, checks: { 'no-flicker': 6 }, failures: [] });
    expect(tookMs).toBeGreaterThanOrEqual(6);
  });

  it('that breaks another promise than it must, or none, has failed', () => {
    const broken = jobsOf(data, 1, whole)[1]!;
    expect(doJob(broken, data, () => ended).failures).toEqual(['break loose, seed 7: no-flicker should break, but the run ended']);
    expect(doJob(broken, data, () => ({ ...ended, status: 'violated', violation: { promise: 'no-flicker', what: '' } }) as RunResult).failures).toEqual([]);
  });
});

describe('the seeds a second', () => {
  it('are all runs over all the time that their threads took', () => {
    const finding = (runs: number, tookMs: number) => ({ runs, tookMs }) as Finding;
    expect(seedsPerSecond([finding(10, 500), finding(30, 1_500)])).toBe(20);
  });
});
