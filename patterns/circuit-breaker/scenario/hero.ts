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
      'checkout-1/breaker': { x: 216, y: 44, width: 162, height: 92 },
      'checkout-2/breaker': { x: 216, y: 190, width: 162, height: 92 },
      payments: { x: 492, y: 102, width: 158, height: 96 },
    },
    boundaries: { 'checkout-1': { x: 200, y: 14, width: 194, height: 132 }, 'checkout-2': { x: 200, y: 160, width: 194, height: 132 } },
    edges: {
      'shoppers>checkout-1': [[108, 138], [154, 138], [154, 90], [216, 90]],
      'shoppers>checkout-2': [[108, 162], [154, 162], [154, 236], [216, 236]],
      'checkout-1>payments': [[378, 90], [440, 90], [440, 136], [492, 136]],
      'checkout-2>payments': [[378, 236], [440, 236], [440, 164], [492, 164]],
    },
    hides: ['checkout-1/checkout', 'checkout-2/checkout'],
  },
};
