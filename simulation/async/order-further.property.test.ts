import { describe } from 'vitest';
import { hearUnhandled, itKeepsTheOrder } from '../testing/order-of-effects.ts';

/** In a file of its own, so that both halves run at once. */
describe('A compiled program', () => {
  hearUnhandled();
  itKeepsTheOrder(1000, 1000);
});
