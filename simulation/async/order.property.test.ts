import { describe } from 'vitest';
import { hearUnhandled, itKeepsTheOrder, itKeepsTheOrderNatively } from '../testing/order-of-effects.ts';

describe('A compiled program', () => {
  hearUnhandled();
  itKeepsTheOrder(0, 1000);
  itKeepsTheOrderNatively(200);
});
