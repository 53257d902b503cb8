import type { ScenarioPromise } from '../../../simulation/scenario.ts';
import { order } from './order.ts';
import { waits } from './waits.ts';

/** They are judged from what mail took in and gave out, and from when its senders began: by a witness that keeps lists of its own. */
export const promises: readonly ScenarioPromise[] = [...order, ...waits];
