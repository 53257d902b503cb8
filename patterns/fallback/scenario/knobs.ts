import type { Knob, Settings } from '../../../simulation/scenario.ts';

const fallback = { kind: 'number', group: 'Fallback' } as const;
const world = { kind: 'number', group: 'Shop' } as const;

export const knobs: readonly Knob[] = [
  { ...fallback, name: 'primaryTimeoutMs', label: 'Timeout', help: 'How long a page waits for recommendations before it goes on to the replica.', min: 10, max: 2_000, step: 10, default: 300, unit: 'ms', scale: 'log' },
  { ...fallback, name: 'deadlineMs', label: 'Deadline', help: 'How long a page may take with all its levels. Timeouts that add up to more leave the last levels no time.', min: 50, max: 3_000, step: 50, default: 700, unit: 'ms', scale: 'log' },
  { ...fallback, name: 'replicaLimit', label: 'Replica’s limit', help: 'How many pages may ask the replica at once. The next one goes straight on to the cache.', min: 1, max: 40, step: 1, default: 5, unit: 'pages' },
  { ...fallback, name: 'maxAgeMs', label: 'Longest age', help: 'How old an answer of the cache may be. An older one counts as none.', min: 500, max: 86_400_000, step: 500, default: 6_000, unit: 'ms', scale: 'log' },
  { ...fallback, name: 'trialEveryMs', label: 'Trial every', help: 'While recommendations is asked last, one page in this time tries it first.', min: 100, max: 10_000, step: 100, default: 1_000, unit: 'ms', scale: 'log' },
  { ...fallback, name: 'returnAfter', label: 'Return after', help: 'How many trials in a row must go well before recommendations is first again.', min: 1, max: 20, step: 1, default: 3, unit: 'trials' },
  { kind: 'switch', group: 'Fallback', name: 'staticList', label: 'Static list', help: 'Bestsellers that web holds itself, as the last level. Without it a page can end in an explicit error.', default: true },
  { kind: 'switch', group: 'Fallback', name: 'tagShown', label: 'The page says its source', help: 'Whether shoppers see where the answer came from and how old it is.', default: true },
  { ...world, name: 'replicaPercent', label: 'Replica’s size', help: 'How many slots the replica has, as a share of those of recommendations.', min: 1, max: 100, step: 1, default: 50, unit: '%' },
  { kind: 'switch', group: 'Shop', name: 'sharedCatalog', label: 'One catalog for both', help: 'The replica reads the catalog of recommendations and not a copy of its own.', default: false },
  { ...world, name: 'outboxPlaces', label: 'Outbox', help: 'How many wishes web can keep on its disk while their store is down.', min: 1, max: 60, step: 1, default: 20, unit: 'wishes' },
  { ...world, name: 'arrivals', label: 'Shoppers', help: 'How many shoppers come each second: four open a page, the fifth saves a wish.', min: 2, max: 60, step: 1, default: 24, unit: '/s' },
];

export const settings: readonly Settings[] = [
  {
    name: 'hystrix',
    label: 'Hystrix 1.5',
    source: { title: 'Hystrix: configuration', url: 'https://github.com/Netflix/Hystrix/wiki/Configuration' },
    note: 'Its timeout of a command, and its limit on fallbacks that run at once. It has no deadline over both; half a second is added for one here.',
    knobs: { primaryTimeoutMs: 1_000, deadlineMs: 1_500, replicaLimit: 10 },
  },
  {
    name: 'rfc-5861',
    label: 'The example of RFC 5861',
    source: { title: 'RFC 5861, section 4.1: stale-if-error', url: 'https://www.rfc-editor.org/rfc/rfc5861#section-4.1' },
    note: 'Fresh for 600 s, and for 1,200 s more where there is an error. In a run of 24 s nothing becomes too old.',
    knobs: { maxAgeMs: 1_800_000 },
  },
  {
    name: 'fastly',
    label: 'Fastly, serve stale',
    source: { title: 'Fastly: serving stale content', url: 'https://www.fastly.com/documentation/guides/full-site-delivery/performance/serving-stale-content' },
    note: 'Twelve hours, where it is switched on in the control panel.',
    knobs: { maxAgeMs: 43_200_000 },
  },
];
