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
  { ...bulkhead, onlyWith: { knob: 'pool', values: ['compartments'] }, name: 'movedSlots', label: 'Slots moved', help: 'How many slots an operator takes from recommendations and gives to payments at 6 s, and takes back at 14 s.', min: 0, max: 7, step: 1, default: 0, unit: 'slots' },
  { kind: 'switch', group: 'Load', name: 'callsTimeOut', label: 'Calls time out', help: 'Without a timeout a call that hangs keeps its slot for ever.', default: true },
  { kind: 'number', group: 'Load', onlyWith: { knob: 'callsTimeOut', values: [true] }, name: 'callTimeoutMs', label: 'Call timeout', help: 'How long web waits for an answer once the call has been sent.', min: 100, max: 5_000, step: 100, default: 2_000, unit: 'ms', scale: 'log' },
  { kind: 'number', group: 'Load', name: 'arrivals', label: 'Pages', help: 'Pages that shoppers ask for in a second. Half need payments, three in ten stock, two in ten recommendations.', min: 2, max: 100, step: 1, default: 36, unit: '/s' },
];

export const settings: readonly Settings[] = [];
