import type { Knob, Settings } from '../../../simulation/scenario.ts';
import { dependencies } from './sizes.ts';

const bulkhead = { kind: 'number', group: 'Bulkhead' } as const;

export const knobs: readonly Knob[] = [
  {
    kind: 'choice',
    group: 'Bulkhead',
    name: 'pool',
    label: 'Slots',
    help: 'Whether each dependency has slots of its own, or all take from one pool of thirty.',
    options: [
      { value: 'compartments', label: 'Compartments' },
      { value: 'shared', label: 'One pool' },
    ],
    default: 'compartments',
  },
  ...dependencies.map(({ label, permits, permitsDefault }): Knob => ({
    ...bulkhead,
    onlyWith: { knob: 'pool', values: ['compartments'] },
    name: permits,
    label: `${label} slots`,
    help: `How many calls of ${label.toLowerCase()} may be under way at once. Web has thirty connections for all.`,
    min: 1,
    max: 30,
    step: 1,
    default: permitsDefault,
    unit: 'slots',
  })),
  { ...bulkhead, name: 'queue', label: 'Queue', help: 'How many calls of each dependency may wait for a slot.', min: 0, max: 200, step: 1, default: 5, unit: 'places' },
  { ...bulkhead, name: 'maxWaitMs', label: 'Longest wait', help: 'How long a call may wait for a slot before it is rejected.', min: 50, max: 10_000, step: 50, default: 300, unit: 'ms', scale: 'log' },
  { ...bulkhead, onlyWith: { knob: 'pool', values: ['compartments'] }, name: 'movedSlots', label: 'Slots moved', help: 'How many slots an operator takes from recommendations and gives to payments at 6 s, and takes back at 13 s.', min: 0, max: 7, step: 1, default: 0, unit: 'slots' },
  { kind: 'switch', group: 'Load', name: 'callsTimeOut', label: 'Calls time out', help: 'Without a timeout a call that hangs keeps its slot for ever.', default: true },
  { kind: 'number', group: 'Load', onlyWith: { knob: 'callsTimeOut', values: [true] }, name: 'callTimeoutMs', label: 'Call timeout', help: 'How long web waits for an answer once the call has been sent.', min: 100, max: 5_000, step: 100, default: 3_000, unit: 'ms', scale: 'log' },
  { kind: 'number', group: 'Load', name: 'arrivals', label: 'Pages', help: 'Pages that shoppers ask for in a second. Half need payments, three in ten stock, two in ten recommendations.', min: 2, max: 80, step: 1, default: 24, unit: '/s' },
];

const permits = (count: number) => Object.fromEntries(dependencies.map((each) => [each.permits, count]));

export const settings: readonly Settings[] = [
  {
    name: 'resilience4j',
    label: 'Resilience4j 2',
    source: { title: 'Resilience4j: Bulkhead', url: 'https://resilience4j.readme.io/docs/bulkhead' },
    note: 'Of its semaphore bulkhead. Three times 25 slots are more than the thirty connections of web, so they hold nobody apart here.',
    knobs: { pool: 'compartments', ...permits(25), queue: 0 },
  },
  {
    name: 'hystrix',
    label: 'Hystrix 1.5',
    source: { title: 'Hystrix: configuration', url: 'https://github.com/Netflix/Hystrix/wiki/Configuration' },
    note: 'Of its thread pools, which have no queue unless they are given one, with its timeout of one second.',
    knobs: { pool: 'compartments', ...permits(10), queue: 0, callsTimeOut: true, callTimeoutMs: 1_000 },
  },
  {
    name: 'helidon',
    label: 'Helidon 4',
    source: { title: 'Helidon: bulkhead configuration', url: 'https://helidon.io/docs/4.3.3/config/io_helidon_faulttolerance_Bulkhead.html' },
    note: 'It has no longest wait; here the longest that the knob gives stands in for that, and pages give up before.',
    knobs: { pool: 'compartments', ...permits(10), queue: 10, maxWaitMs: 10_000 },
  },
];
