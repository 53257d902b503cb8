import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { inStepEveryMs, leavingShare, paidShare, staysMs, unknownShare } from './sizes.ts';

/** What a shopper brings to a till. */
export type Basket = {
  readonly order: number;
  readonly till: number;
  readonly isKnown: boolean;
  readonly pays: boolean;
  /** How long the shopper stays, in ms, or null for as long as it takes. */
  readonly staysMs: number | null;
};

/** Shoppers come to the tills one by one; where the knob says so, every till also asks for a price of its own accord, all at the same moment. */
export function shoppers(env: Env, knobs: Knobs): Process {
  const clients = knobs.clients as number;
  const timeoutMs = 2 * (knobs.deadlineMs as number) + 1_000;
  let orders = 0;
  const bring = (basket: Omit<Basket, 'order'>) => {
    orders += 1;
    env.request('tills', { order: orders, ...basket }, { timeoutMs }).catch(() => undefined);
  };
  env.show('shoppers', { rate: knobs.arrivals as number });
  env.arrivals(knobs.arrivals as number, ({ random }) => {
    const till = Math.floor(random() * clients);
    const [isKnown, pays, leaves] = [random() >= unknownShare, random() < paidShare, random() < leavingShare];
    bring({ till, isKnown, pays, staysMs: leaves ? Math.round(staysMs.from + random() * (staysMs.to - staysMs.from)) : null });
  });
  const allAtOnce = (): void => {
    for (let till = 0; till < clients; till += 1) bring({ till, isKnown: true, pays: false, staysMs: null });
    env.clock.setTimeout(allAtOnce, inStepEveryMs);
  };
  if (knobs.inStep === true) env.clock.setTimeout(allAtOnce, inStepEveryMs / 2);
  return {};
}
