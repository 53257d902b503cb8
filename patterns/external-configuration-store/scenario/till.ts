import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { Payment } from './payments.ts';
import { patienceMs, paymentsPerSecond } from './sizes.ts';

interface Reading {
  readonly payment: Payment;
  readonly revision: number;
}
/** Rows hold numbers that end. */
const neverMs = 1e9;

/** Shoppers pay: each payment reads the settings once, and goes where they say. */
export function till(env: Env, { instances }: Knobs, read: () => Reading, age: () => number): Process {
  const ageMs = () => Math.round(Math.min(age(), neverMs));
  env.arrivals(paymentsPerSecond / (instances as number), () => {
    let reading: Reading;
    try {
      reading = read();
    } catch (error) {
      return env.report('shop.closed', { why: (error as Error).message, ageMs: ageMs() });
    }
    const { payment, revision } = reading;
    env.report('shop.used', { host: payment.host, port: JSON.stringify(payment.port), revision, ageMs: ageMs() });
    env.request('payments', payment, { timeoutMs: patienceMs }).catch(() => undefined);
  });
  return {};
}
