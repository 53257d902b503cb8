import type { Break, Mutant } from '../../../simulation/scenario.ts';

export const mutants: readonly Mutant[] = [];
export const breaks: readonly Break[] = [
  { name: 'strict-flood', label: 'Let the low ones starve', promise: 'nobody-starves', experiment: 'flood-with-ageing', seed: 11, knobs: { policy: 'strict' } },
];
