import type { Knob } from '../../../simulation/scenario.ts';

export const knobs: readonly Knob[] = [
  { kind: 'number', group: 'Limit', name: 'limit', label: 'Limit', help: 'How many calls are let through in a window.', min: 1, max: 30, step: 1, default: 10, unit: 'calls' },
  { kind: 'number', group: 'Limit', name: 'windowMs', label: 'Window', help: 'How long the span is in which they are counted.', min: 100, max: 5_000, step: 100, default: 1_000, unit: 'ms' },
  { kind: 'number', group: 'Load', name: 'arrivals', label: 'Arrivals', help: 'How many shoppers ask.', min: 1, max: 50, step: 1, default: 20, unit: '/s' },
];
