import { describe, expect, it } from 'vitest';
import { takeNext } from './in-threads.ts';
import type { Job } from './jobs.ts';

const job = (slug: string, seed: number): Job => ({ slug, experiment: 'dusk', kind: 'experiment', seeds: [seed] });
const all = () => [job('lamp', 1), job('door', 2), job('lamp', 3), job('door', 4), job('door', 5)];

/** Slugs and seeds in the order in which one thread takes them. */
function takenBy(slug: string, waiting: Job[]): string[] {
  const taken: string[] = [];
  for (let next = takeNext(waiting, slug); next !== undefined; next = takeNext(waiting, next.slug)) taken.push(`${next.slug} ${next.kind === 'experiment' ? next.seeds[0]! : ''}`);
  return taken;
}

describe('a thread', () => {
  it('stays with its pattern while there are jobs of it, in their order', () => {
    expect(takenBy('lamp', all())).toEqual(['lamp 1', 'lamp 3', 'door 2', 'door 4', 'door 5']);
  });

  it('begins with the pattern of which most is left', () => {
    expect(takenBy('', all())).toEqual(['door 2', 'door 4', 'door 5', 'lamp 1', 'lamp 3']);
  });

  it('takes nothing where nothing is left', () => {
    expect(takeNext([], 'lamp')).toBeUndefined();
  });
});
