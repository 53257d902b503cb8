import type { Experiment } from '../../../simulation/scenario.ts';

export const experiments: readonly Experiment[] = [
  {
    name: 'rush',
    label: 'A rush',
    icon: 'users',
    watch: 'Twice as many shoppers ask as stock can take. Half of them are turned away at once, also while stock is slow.',
    seed: 1,
    faults: [{ atMs: 5_000, forMs: 3_000, kind: 'slow', target: 'stock', factor: 10 }],
    durationMs: 12_000,
    stillAtMs: 6_000,
  },
];
