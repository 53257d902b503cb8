import type { Hero } from '../../../simulation/hero.ts';

export const hero: Hero = {
  rank: 2,
  sentence: 'two checkouts, one fragile dependency',
  experiment: 'slow-then-cut',
  promise: 'open-means-no-calls',
  action: { label: 'Crash payments', icon: 'power-off', fault: { kind: 'crash', target: 'payments', forMs: 4_000 } },
  wiring: {
    width: 670,
    height: 300,
    cards: {
      shoppers: { x: 20, y: 104, width: 92, height: 92 },
      'checkout-1/breaker': { x: 216, y: 44, width: 162, height: 94 },
      'checkout-2/breaker': { x: 216, y: 192, width: 162, height: 94 },
      payments: { x: 492, y: 102, width: 158, height: 96 },
    },
    boundaries: { 'checkout-1': { x: 200, y: 8, width: 194, height: 136 }, 'checkout-2': { x: 200, y: 156, width: 194, height: 136 } },
    edges: {
      'shoppers>checkout-1': [[108, 138], [154, 138], [154, 91], [216, 91]],
      'shoppers>checkout-2': [[108, 162], [154, 162], [154, 239], [216, 239]],
      'checkout-1>payments': [[378, 91], [440, 91], [440, 136], [492, 136]],
      'checkout-2>payments': [[378, 239], [440, 239], [440, 164], [492, 164]],
    },
    hides: ['checkout-1/checkout', 'checkout-2/checkout'],
  },
};
