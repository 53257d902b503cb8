import { fallback, handleAll } from 'cockatiel';
import Opossum from 'opossum';
import { exactly, type Bar } from '../../bench/bar.ts';
import { race, ratio, type Contestant } from '../../bench/race.ts';
import { Fallback, type Clock, type FallbackOptions } from './fallback.ts';

/** What every contestant calls: async functions with nothing to do, so that what is measured is the chain. */
const primary = async () => 1;
const fails = async (): Promise<number> => {
  throw down;
};
const replica = async () => 2;
const down = new Error('down');

const contestant = (name: string, call: () => Promise<unknown>): Contestant => ({
  name,
  run: async (times) => {
    for (let done = 0; done < times; done += 1) await call();
  },
});
const chain = (first: () => Promise<number>, more: Partial<FallbackOptions<undefined, number>> = {}) =>
  new Fallback<undefined, number>({ levels: [{ name: 'primary', run: first }, { name: 'replica', run: replica }], ...more });

/** Without its timeout and percentiles, which are neither what a fallback of ours nor what one of cockatiel does. */
function opossumOf(first: () => Promise<number>): Opossum<[], number> {
  const breaker = new Opossum<[], number>(first, { timeout: false, rollingPercentilesEnabled: false, errorFilter: () => false, volumeThreshold: 2 ** 31 });
  breaker.fallback(replica);
  return breaker;
}

async function benchOf(group: string, first: () => Promise<number>, bare: () => Promise<number>, atMost?: number): Promise<readonly Bar[]> {
  const ours = chain(first);
  const policy = fallback(handleAll, replica);
  const opossum = opossumOf(first);
  const results = await race([
    contestant('bare', bare),
    contestant('ours', () => ours.execute(undefined)),
    contestant('cockatiel', () => policy.execute(first)),
    contestant('opossum', () => opossum.fire()),
  ]);
  opossum.shutdown();
  const toBare = (one: string) => ratio(results, one, 'bare');
  const faster = toBare('cockatiel').median <= toBare('opossum').median ? 'cockatiel' : 'opossum';
  return [
    { group, name: 'this catalog', value: toBare('ours'), unit: '×', ...(atMost === undefined ? {} : { target: { atMost } }) },
    { group, name: 'cockatiel', value: toBare('cockatiel'), unit: '×' },
    { group, name: 'opossum (which breaks circuits too)', value: toBare('opossum'), unit: '×' },
    { group, name: `this catalog to the faster of the two, ${faster}`, value: ratio(results, 'ours', faster), unit: '×', ...(atMost === undefined ? {} : { target: { atMost: 1 } }) },
  ];
}

/** Reads of the clock and timers set in a thousand calls that the primary answers. */
async function uses(options: Partial<FallbackOptions<undefined, number>>): Promise<number> {
  let count = 0;
  const counted = <Given extends unknown[], Out>(call: (...given: Given) => Out) => (...given: Given): Out => {
    count += 1;
    return call(...given);
  };
  const clock: Clock = { now: counted(() => performance.now()), setTimeout: counted((run, ms) => setTimeout(run, ms)), clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout) };
  const ours = chain(primary, { clock, ...options });
  for (let call = 0; call < 1000; call += 1) await ours.execute(undefined);
  return count;
}

/** A call that the primary answers, and one that the next level does, beside the libraries that do the same in production. */
export async function bench(): Promise<readonly Bar[]> {
  const tried = async () => {
    try {
      return await fails();
    } catch {
      return replica();
    }
  };
  const answered = 'Fallback: a call that the primary answers, as a ratio to a bare async call';
  return [
    ...(await benchOf(answered, primary, primary, 3)),
    { group: answered, name: 'reads of the clock and timers in 1,000 calls', value: exactly(await uses({ hysteresis: {} })), unit: 'reads', target: { atMost: 0 } },
    ...(await benchOf('Fallback: a call that the next level answers, as a ratio to a bare try and catch', fails, tried)),
  ];
}
