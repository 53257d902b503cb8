import type { Experiment } from '../../../simulation/scenario.ts';

const durationMs = 24_000;

export const experiments: readonly Experiment[] = [
  {
    name: 'down-the-chain',
    label: 'Primary down',
    icon: 'power-off',
    watch: 'Recommendations is down from 3 s, and the replica from 7 s. Pages come from the replica, then from the cache until it is too old, then from a static list. Not one of them fails.',
    seed: 1,
    faults: [
      { atMs: 3_000, forMs: 13_000, kind: 'crash', target: 'recommendations' },
      { atMs: 7_000, forMs: 8_000, kind: 'crash', target: 'replica' },
    ],
    durationMs,
    stillAtMs: 12_900,
  },
  {
    name: 'cold-cache',
    label: 'Cold cache',
    icon: 'snowflake',
    watch: 'Everything has just been deployed when both live levels go down, so the cache has nothing. The second outage, at 10 s, finds it warm.',
    seed: 1,
    faults: [
      { atMs: 200, forMs: 5_000, kind: 'crash', target: 'recommendations' },
      { atMs: 200, forMs: 5_000, kind: 'crash', target: 'replica' },
      { atMs: 10_000, forMs: 5_000, kind: 'crash', target: 'recommendations' },
      { atMs: 10_000, forMs: 5_000, kind: 'crash', target: 'replica' },
    ],
    durationMs,
    stillAtMs: 11_000,
  },
  {
    name: 'tenth-of-the-capacity',
    label: 'A tenth of the capacity',
    icon: 'scaling',
    watch: 'The replica has one slot for every ten of recommendations, and its limit says so: it takes what it can, and the rest goes on to the cache at once.',
    seed: 1,
    knobs: { replicaPercent: 10, replicaLimit: 1, maxAgeMs: 60_000 },
    faults: [{ atMs: 4_000, forMs: 11_000, kind: 'crash', target: 'recommendations' }],
    durationMs,
    stillAtMs: 8_000,
  },
  {
    name: 'recovery',
    label: 'Recovery',
    icon: 'undo-2',
    watch: 'Recommendations gets twelve times slower, then answers every second call. Single trials go well, and it is first again only after three in a row.',
    seed: 1,
    faults: [
      { atMs: 3_000, forMs: 6_000, kind: 'slow', target: 'recommendations', factor: 12 },
      { atMs: 9_000, forMs: 6_000, kind: 'fail', target: 'recommendations', ratio: 0.5 },
    ],
    durationMs,
    stillAtMs: 11_000,
  },
  {
    name: 'write-while-down',
    label: 'A write while its store is down',
    icon: 'inbox',
    watch: 'The store of wishes is down from 3 s to 12 s. The outbox keeps what it can on its disk; when it is full, shoppers are told that nothing was saved.',
    seed: 1,
    faults: [{ atMs: 3_000, forMs: 9_000, kind: 'crash', target: 'wishes' }],
    durationMs,
    stillAtMs: 9_000,
  },
  {
    name: 'catalog-down',
    label: 'The catalog is down',
    icon: 'database-zap',
    watch: 'Recommendations cannot read its catalog. The replica has a copy of its own and goes on; with one catalog for both, both would be gone.',
    seed: 1,
    faults: [{ atMs: 4_000, forMs: 9_000, kind: 'crash', target: 'catalog' }],
    durationMs,
    stillAtMs: 8_000,
  },
];
