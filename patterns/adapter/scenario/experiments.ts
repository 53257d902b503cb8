import type { Experiment } from '../../../simulation/scenario.ts';

const durationMs = 18_000;

export const experiments: readonly Experiment[] = [
  {
    name: 'format-changes',
    label: 'The log changes overnight',
    icon: 'file-exclamation-point',
    watch: 'At 6 s a new version of orders writes its log in another format. Its adapter can read none of it: each line is tagged and kept as it is, and the share of them is there to be seen.',
    seed: 3,
    knobs: { log: 'changes' },
    faults: [],
    durationMs,
    stillAtMs: 9_000,
  },
  {
    name: 'database-hangs',
    label: 'The database hangs',
    icon: 'snowflake',
    watch: 'The database stands still for 7 s. The page of stock stays as cheerful as ever, but the probe asks for real work: it times out, and after three failures stock is unhealthy.',
    seed: 4,
    faults: [{ atMs: 5_000, forMs: 7_000, kind: 'pause', target: 'database' }],
    durationMs,
    stillAtMs: 9_000,
  },
  {
    name: 'services-restart',
    label: 'Services restart',
    icon: 'rotate-ccw',
    watch: 'Payments and then stock crash, and start again with their counters at zero. The adapters say since when they count, so no rate is negative; while a service is down its numbers are gone, and not old.',
    seed: 5,
    faults: [
      { atMs: 6_000, forMs: 500, kind: 'crash', target: 'payments' },
      { atMs: 9_000, forMs: 2_000, kind: 'crash', target: 'stock' },
    ],
    durationMs,
    stillAtMs: 6_900,
  },
  {
    name: 'customer-label',
    label: 'The customer as a label',
    icon: 'users',
    watch: 'Somebody wants the calls of payments by customer. The first eight have a series of their own; all others are one, and the sum is right.',
    seed: 6,
    knobs: { byCustomer: true },
    faults: [],
    durationMs,
    stillAtMs: 10_000,
  },
  {
    name: 'adapters-die',
    label: 'Adapters crash',
    icon: 'skull',
    watch: 'The adapter of payments crashes, then that of orders. The monitor is blind for a while, and shoppers notice nothing. At 11 s the pod of orders is rolled out anew: that costs calls, and no line of the log.',
    seed: 7,
    faults: [
      { atMs: 4_500, forMs: 1_500, kind: 'crash', target: 'payments-adapter' },
      { atMs: 6_500, forMs: 500, kind: 'crash', target: 'orders-adapter' },
      { atMs: 11_000, kind: 'stop', target: 'orders-pod' },
    ],
    durationMs,
    stillAtMs: 5_600,
  },
];
