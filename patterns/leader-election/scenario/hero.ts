import type { Hero } from '../../../simulation/hero.ts';
import type { Box } from '../../../simulation/scenario.ts';
import { ringOf } from './topology.ts';

const cards: Readonly<Record<string, Box>> = {
  'replica-1': { x: 276, y: 26, width: 118, height: 54 },
  'replica-2': { x: 500, y: 106, width: 118, height: 54 },
  'replica-3': { x: 420, y: 226, width: 118, height: 54 },
  'replica-4': { x: 132, y: 226, width: 118, height: 54 },
  'replica-5': { x: 52, y: 106, width: 118, height: 54 },
  lease: { x: 276, y: 142, width: 118, height: 58 },
};

export const hero: Hero = {
  rank: 1,
  sentence: 'five replicas, one may act',
  experiment: 'leader-crashes',
  promise: 'one-acting',
  action: { label: 'Crash the leader', icon: 'power-off', fault: { kind: 'crash', target: { mark: 'leader' }, forMs: 5_000 } },
  wiring: { width: 670, height: 300, cards, boundaries: {}, edges: ringOf(cards), hides: ['merchants', 'ledger'] },
};
