import type { Knob, Settings } from '../../../simulation/scenario.ts';

const breaker = { kind: 'number', group: 'Breaker' } as const;
const underShares = { onlyWith: { knob: 'rule', values: ['count', 'time'] } } as const;
const load = { kind: 'number', group: 'Load' } as const;

export const knobs: readonly Knob[] = [
  {
    kind: 'choice',
    group: 'Breaker',
    name: 'rule',
    label: 'Rule',
    help: 'Which calls are looked at: the last so many, those of the last so many seconds, or failures in a row.',
    options: [
      { value: 'count', label: 'Last calls' },
      { value: 'time', label: 'Last seconds' },
      { value: 'consecutive', label: 'In a row' },
    ],
    default: 'count',
  },
  { ...breaker, ...underShares, name: 'failurePercent', label: 'Failure threshold', help: 'The share of failed calls that opens the circuit when it is reached.', min: 5, max: 100, step: 5, default: 50, unit: '%' },
  { ...breaker, onlyWith: { knob: 'rule', values: ['count'] }, name: 'windowCalls', label: 'Window', help: 'How many of the last calls are looked at.', min: 5, max: 100, step: 5, default: 20, unit: 'calls' },
  { ...breaker, onlyWith: { knob: 'rule', values: ['time'] }, name: 'windowMs', label: 'Time window', help: 'How far back calls are looked at.', min: 1_000, max: 30_000, step: 1_000, default: 5_000, unit: 'ms' },
  { ...breaker, onlyWith: { knob: 'rule', values: ['consecutive'] }, name: 'failuresInARow', label: 'Failures in a row', help: 'How many open the circuit.', min: 1, max: 20, step: 1, default: 5, unit: 'calls' },
  { ...breaker, ...underShares, name: 'minimumCalls', label: 'Minimum calls', help: 'How many calls must have ended before a share of them means anything.', min: 1, max: 100, step: 1, default: 10, unit: 'calls' },
  { ...breaker, name: 'slowOverMs', label: 'Slow over', help: 'A call that takes longer is slow. At the call timeout or above it, none ever is.', min: 100, max: 60_000, step: 50, default: 800, unit: 'ms', scale: 'log' },
  { ...breaker, name: 'slowPercent', label: 'Slow threshold', help: 'The share of slow calls that opens the circuit when it is reached.', min: 5, max: 100, step: 5, default: 80, unit: '%' },
  { ...breaker, name: 'openForMs', label: 'Stay open', help: 'How long calls are rejected before the first trial call.', min: 300, max: 60_000, step: 100, default: 3_000, unit: 'ms', scale: 'log' },
  { ...breaker, name: 'trialCalls', label: 'Trial calls', help: 'How many calls must go well before the circuit closes.', min: 1, max: 20, step: 1, default: 3, unit: 'calls' },
  { kind: 'switch', group: 'Breaker', name: 'countDeclined', label: 'Declined cards count as failures', help: 'A declined card is an answer: payments works. Counting it opens the circuit on the shoppers’ own mistakes.', default: false },
  { ...load, name: 'arrivals', label: 'Orders', help: 'How many orders the shoppers place each second, over both checkouts.', min: 2, max: 60, step: 1, default: 24, unit: '/s' },
  { ...load, name: 'callTimeoutMs', label: 'Call timeout', help: 'How long a checkout waits for payments.', min: 100, max: 6_000, step: 100, default: 1_000, unit: 'ms' },
  { kind: 'switch', group: 'Load', name: 'isolate', label: 'Isolate checkout 2 by hand', help: 'An operator holds its circuit open from 4 s to 9 s, as before a deployment of payments.', default: false },
];

export const settings: readonly Settings[] = [
  {
    name: 'resilience4j',
    label: 'Resilience4j 2',
    source: { title: 'Resilience4j: CircuitBreaker', url: 'https://resilience4j.readme.io/docs/circuitbreaker' },
    note: 'Its slow-call limit of 60 s lies far above the call timeout here, so no call counts as slow. Its wait is 60 s, longer than a run.',
    knobs: { rule: 'count', failurePercent: 50, windowCalls: 100, minimumCalls: 100, openForMs: 60_000, trialCalls: 10, slowPercent: 100, slowOverMs: 60_000 },
  },
  {
    name: 'polly',
    label: 'Polly 8',
    source: { title: 'Polly: circuit breaker resilience strategy', url: 'https://www.pollydocs.org/strategies/circuit-breaker.html' },
    note: 'It knows no slow calls.',
    knobs: { rule: 'time', failurePercent: 10, windowMs: 30_000, minimumCalls: 100, openForMs: 5_000, trialCalls: 1, slowPercent: 100, slowOverMs: 60_000 },
  },
  {
    name: 'hystrix',
    label: 'Hystrix 1.5',
    source: { title: 'Hystrix: configuration', url: 'https://github.com/Netflix/Hystrix/wiki/Configuration' },
    note: 'It judged its window every 500 ms; here every call that ends is judged. It knows no slow calls.',
    knobs: { rule: 'time', failurePercent: 50, windowMs: 10_000, minimumCalls: 20, openForMs: 5_000, trialCalls: 1, slowPercent: 100, slowOverMs: 60_000 },
  },
  {
    name: 'envoy-outlier-detection',
    label: 'Envoy outlier detection',
    source: {
      title: 'Envoy: outlier detection',
      url: 'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/outlier',
    },
    note: 'Envoy ejects a host after five 5xx answers in a row and takes it back after 30 s times the number of ejections, at once and without trial calls; a trial call stands in for that here, and the wait does not grow.',
    knobs: { rule: 'consecutive', failuresInARow: 5, openForMs: 30_000, trialCalls: 1, slowPercent: 100, slowOverMs: 60_000 },
  },
];
