import type { Experiment } from '../../../simulation/scenario.ts';

const durationMs = 30_000;
const secondLink = 'checkout-2>payments';

export const experiments: readonly Experiment[] = [
  {
    name: 'slow-then-cut',
    label: 'Slow, then cut',
    icon: 'turtle',
    watch: 'Payments gets ten times slower, then checkout 2 loses its link. Each circuit opens for what its own process has seen.',
    seed: 971,
    faults: [
      { atMs: 6_000, forMs: 11_000, kind: 'slow', target: 'payments', factor: 10 },
      { atMs: 13_000, forMs: 10_000, kind: 'cut', target: secondLink },
    ],
    durationMs,
    stillAtMs: 15_640,
  },
  {
    name: 'half-fail',
    label: 'Half the calls fail',
    icon: 'circle-x',
    watch: 'Payments answers every second call with an error. The circuits open, and many a trial fails before one passes.',
    seed: 9,
    faults: [{ atMs: 5_000, forMs: 12_000, kind: 'fail', target: 'payments', ratio: 0.5 }],
    durationMs,
    stillAtMs: 9_000,
  },
  {
    name: 'flapping',
    label: 'Flapping',
    icon: 'repeat',
    watch: 'Payments fails for a second and a half, again and again. A closed circuit starts from an empty window each time.',
    seed: 2,
    knobs: { openForMs: 1_000, minimumCalls: 8 },
    faults: [3_000, 7_000, 11_000, 15_000, 19_000].map((atMs) => ({ atMs, forMs: 1_500, kind: 'fail', target: 'payments', ratio: 1 })),
    durationMs,
    stillAtMs: 8_000,
  },
  {
    name: 'timeout-too-long',
    label: 'Timeout too long',
    icon: 'hourglass',
    watch: 'Checkout waits 5 s for an answer, so failures come late: calls from before the circuit opened end in the middle of a trial, and count for nothing.',
    seed: 41,
    knobs: { callTimeoutMs: 5_000, slowOverMs: 2_500, openForMs: 1_000 },
    faults: [
      { atMs: 5_000, forMs: 9_000, kind: 'drop', target: 'checkout-1>payments', ratio: 0.7, direction: 'back' },
      { atMs: 8_000, forMs: 8_000, kind: 'cut', target: secondLink },
    ],
    durationMs,
    stillAtMs: 12_000,
  },
  {
    name: 'recovery-under-load',
    label: 'Recovery under load',
    icon: 'power-off',
    watch: 'Payments is down for 9 s while 50 orders a second come in. Three trial calls a time find out that it is back; the rest wait outside.',
    seed: 23,
    knobs: { arrivals: 50 },
    faults: [
      { atMs: 5_000, forMs: 9_000, kind: 'crash', target: 'payments' },
      { atMs: 14_500, forMs: 3_000, kind: 'slow', target: 'payments', factor: 5 },
    ],
    durationMs,
    stillAtMs: 15_500,
  },
  {
    name: 'restart-and-isolate',
    label: 'Restart and isolate',
    icon: 'hand',
    watch: 'Checkout 1 restarts while its circuit is open, and waits out the old deadline. An operator isolates checkout 2 by hand.',
    seed: 7,
    knobs: { isolate: true, openForMs: 6_000 },
    faults: [
      { atMs: 3_000, forMs: 8_000, kind: 'fail', target: 'payments', ratio: 1 },
      { atMs: 5_500, forMs: 1_000, kind: 'crash', target: 'checkout-1' },
    ],
    durationMs,
    stillAtMs: 7_500,
  },
];
