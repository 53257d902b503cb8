import type { Hero } from '../../../simulation/hero.ts';
import type { Box } from '../../../simulation/scenario.ts';
import { ringOf } from './topology.ts';

const cards: Readonly<Record<string, Box>> = {
  'replica-1': { x: 256, y: 24, width: 158, height: 54 },
  'replica-2': { x: 486, y: 104, width: 158, height: 54 },
  'replica-3': { x: 402, y: 228, width: 158, height: 54 },
  'replica-4': { x: 110, y: 228, width: 158, height: 54 },
  'replica-5': { x: 26, y: 104, width: 158, height: 54 },
  lease: { x: 265, y: 140, width: 140, height: 56 },
};

export const hero: Hero = {
  rank: 1,
  sentence: 'five replicas, one may act',
  experiment: 'leader-crashes',
  promise: 'one-acting',
  action: { label: 'Crash the leader', icon: 'power-off', fault: { kind: 'crash', target: { mark: 'leader' }, forMs: 5_000 } },
  wiring: { width: 670, height: 300, cards, boundaries: {}, edges: ringOf(cards), hides: ['merchants', 'ledger'] },
};
