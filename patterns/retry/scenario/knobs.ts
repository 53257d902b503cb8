import type { Knob, Settings } from '../../../simulation/scenario.ts';

const retry = { kind: 'number', group: 'Retry' } as const;
const load = { kind: 'number', group: 'Load' } as const;

export const knobs: readonly Knob[] = [
  { ...retry, name: 'attempts', label: 'Attempts', help: 'How often a call is made at most, the first attempt included.', min: 1, max: 10, step: 1, default: 3, unit: 'in all' },
  { ...retry, name: 'baseMs', label: 'First wait', help: 'The wait before the first retry, before chance comes in.', min: 10, max: 2_000, step: 1, default: 100, unit: 'ms', scale: 'log' },
  { ...retry, name: 'factor', label: 'Growth', help: 'What the wait is multiplied by from retry to retry. At 1 it stays the same.', min: 1, max: 3, step: 0.5, default: 2, unit: '×', onlyWith: { knob: 'jitter', values: ['none', 'full', 'equal', 'decorrelated-v2'] } },
  { ...retry, name: 'capMs', label: 'Longest wait', help: 'No wait grows beyond it. Below the first wait it means nothing.', min: 100, max: 60_000, step: 50, default: 2_000, unit: 'ms', scale: 'log' },
  {
    kind: 'choice',
    group: 'Retry',
    name: 'jitter',
    label: 'Jitter',
    help: 'How much of the wait is left to chance, so that callers who failed together do not come back together.',
    options: [
      { value: 'none', label: 'None' },
      { value: 'full', label: 'Full' },
      { value: 'equal', label: 'Equal' },
      { value: 'decorrelated', label: 'Decorrelated' },
      { value: 'decorrelated-v2', label: 'Decorrelated V2' },
    ],
    default: 'full',
  },
  { ...retry, name: 'tryTimeoutMs', label: 'Attempt timeout', help: 'How long one attempt may take.', min: 100, max: 3_000, step: 50, default: 300, unit: 'ms', scale: 'log' },
  { ...retry, name: 'deadlineMs', label: 'Deadline', help: 'How long the whole call may take, waits included.', min: 200, max: 20_000, step: 100, default: 3_000, unit: 'ms', scale: 'log' },
  { ...retry, name: 'budgetPercent', label: 'Budget', help: 'The share of its calls that a till may retry within 10 s, besides a floor of one retry for prices and ten for payments. At 200 % all calls may use three attempts: it limits nothing then.', min: 0, max: 200, step: 5, default: 20, unit: '%' },
  {
    kind: 'choice',
    group: 'Retry',
    name: 'layers',
    label: 'Who retries',
    help: 'Only the tills, or the gateway and pricing as well, each with as many attempts.',
    options: [
      { value: 'first', label: 'The tills' },
      { value: 'every', label: 'Every layer' },
    ],
    default: 'first',
  },
  {
    kind: 'choice',
    group: 'Retry',
    name: 'payment',
    label: 'Payments',
    help: 'Sent with an idempotency key, sent once for want of a key, or retried all the same.',
    options: [
      { value: 'keyed', label: 'With a key' },
      { value: 'unkeyed', label: 'No key, sent once' },
      { value: 'careless', label: 'No key, retried' },
    ],
    default: 'keyed',
  },
  { ...load, name: 'clients', label: 'Tills', help: 'How many there are, each with a budget of its own.', min: 1, max: 500, step: 1, default: 60, unit: 'tills', scale: 'log' },
  { ...load, name: 'arrivals', label: 'Shoppers', help: 'How many come to the tills each second, over all of them. Pricing answers about 38 a second.', min: 2, max: 40, step: 1, default: 22, unit: '/s' },
  { kind: 'switch', group: 'Load', name: 'inStep', label: 'All tills at once', help: 'Every 4 s each till asks for a price of its own accord, all at the same moment.', default: false },
];

const noDeadline = { deadlineMs: 20_000 } as const;
export const settings: readonly Settings[] = [
  {
    name: 'polly',
    label: 'Polly 8',
    source: { title: 'Polly: retry resilience strategy', url: 'https://www.pollydocs.org/strategies/retry.html' },
    note: 'It makes three retries, so four attempts, 2 s apart. It has no budget and no deadline of its own; 200 % and 20 s stand for none here.',
    knobs: { attempts: 4, baseMs: 2_000, capMs: 2_000, factor: 1, jitter: 'none', budgetPercent: 200, ...noDeadline },
  },
  {
    name: 'resilience4j',
    label: 'Resilience4j 2',
    source: { title: 'Resilience4j: Retry', url: 'https://resilience4j.readme.io/docs/retry' },
    note: 'Its wait is always the same, and nothing is left to chance. It has no budget and no deadline.',
    knobs: { attempts: 3, baseMs: 500, capMs: 500, factor: 1, jitter: 'none', budgetPercent: 200, ...noDeadline },
  },
  {
    name: 'cockatiel',
    label: 'cockatiel 4',
    source: { title: 'cockatiel: ExponentialBackoff', url: 'https://github.com/connor4312/cockatiel#exponentialbackoff' },
    note: 'The defaults of its exponential backoff. It does not limit attempts unless it is told to; ten stand for that here.',
    knobs: { attempts: 10, baseMs: 128, capMs: 30_000, factor: 2, jitter: 'decorrelated-v2', budgetPercent: 200, ...noDeadline },
  },
  {
    name: 'grpc',
    label: 'gRPC (A6’s example)',
    source: { title: 'gRPC proposal A6: client retries', url: 'https://github.com/grpc/proposal/blob/master/A6-client-retries.md' },
    note: 'gRPC retries only where it is configured; these are the figures of the proposal’s example, as it was first written. Its throttling counts failures against successes, which a budget of 10 % stands for here.',
    knobs: { attempts: 4, baseMs: 100, capMs: 1_000, factor: 2, jitter: 'full', budgetPercent: 10 },
  },
  {
    name: 'envoy',
    label: 'Envoy',
    source: { title: 'Envoy: router filter', url: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter' },
    note: 'One retry where a policy is set, with full jitter from 25 ms up to ten times that. Its budget, where one is set, is 20 % of the requests that are active.',
    knobs: { attempts: 2, baseMs: 25, capMs: 250, factor: 2, jitter: 'full', budgetPercent: 20 },
  },
];
