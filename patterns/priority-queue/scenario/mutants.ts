import type { Break, Mutant } from '../../../simulation/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    name: 'one-too-many',
    label: 'One too many',
    standsFor: 'The comparison is off by one: a full window takes one more call.',
    edits: [{ find: 'if (this.letInAt.length >= limit)', replace: 'if (this.letInAt.length > limit)' }],
  },
];

export const breaks: readonly Break[] = [{ name: 'one-too-many', label: 'Let one more in', promise: 'within-the-limit', experiment: 'rush', seed: 1, mutant: 'one-too-many' }];
