import type { Experiment } from '../../../simulation/scenario.ts';
import { shardIds } from './sizes.ts';

const durationMs = 18_000;

export const experiments: readonly Experiment[] = [
  {
    name: 'shard-dies',
    label: 'A shard crashes',
    icon: 'skull',
    watch: 'Shard 1 crashes, and later shard 3 hangs. Reads go to the next shard on the ring, adds only where the dead one cannot have received them; after a few failures it is ejected, and only its own carts move.',
    seed: 1,
    faults: [
      { atMs: 4_000, forMs: 4_500, kind: 'crash', target: 'shard-1' },
      { atMs: 11_500, forMs: 3_000, kind: 'pause', target: 'shard-3' },
    ],
    durationMs,
    stillAtMs: 6_200,
  },
  {
    name: 'shard-added',
    label: 'A shard is added',
    icon: 'circle-plus',
    watch: 'Shard 4 joins at 7 s. It takes over about a quarter of the carts, from each of the others a few, and only those have to be loaded again. At 11 s the directory crashes and comes back with an empty list, and then with an old one: nobody takes those.',
    seed: 2,
    knobs: { joins: 'both' },
    faults: [{ atMs: 11_000, forMs: 1_000, kind: 'crash', target: 'directory' }],
    durationMs,
    stillAtMs: 9_000,
  },
  {
    name: 'slow-mirror',
    label: 'A slow mirror',
    icon: 'copy',
    watch: 'Every request is copied to the next version, which gets forty times slower at 5 s. Two copies are under way at each ambassador, the others are dropped, and no shopper feels any of it.',
    seed: 3,
    knobs: { mirrorPercent: 100 },
    faults: [{ atMs: 5_000, forMs: 8_000, kind: 'slow', target: 'next', factor: 40 }],
    durationMs,
    stillAtMs: 8_000,
  },
  {
    name: 'nine-to-one',
    label: 'Nine to one',
    icon: 'split',
    watch: 'One shopper in ten has the cart in the next version, at both pods and at every visit. An ambassador crashes and a pod is replaced: nobody changes sides, for nothing had to be remembered.',
    seed: 4,
    knobs: { splitPercent: 10 },
    faults: [
      { atMs: 6_000, forMs: 600, kind: 'crash', target: 'ambassador-1' },
      { atMs: 10_000, kind: 'stop', target: 'pod-2' },
    ],
    durationMs,
    stillAtMs: 11_200,
  },
  {
    name: 'all-falter',
    label: 'All shards falter',
    icon: 'cloud-lightning',
    watch: 'Every shard fails seven requests of ten. Most breakers open, and then none is heeded: the ambassadors keep asking, and three attempts bring some reads home.',
    seed: 5,
    faults: shardIds.slice(0, 3).map((target) => ({ atMs: 5_000, forMs: 5_000, kind: 'fail', target, ratio: 0.7 }) as const),
    durationMs,
    stillAtMs: 7_500,
  },
];
