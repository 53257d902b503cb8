import { ConstantBackoff, ExponentialBackoff, handleAll, retry } from 'cockatiel';
import pRetry from 'p-retry';
import { exactly, type Bar } from '../../bench/bar.ts';
import { race, ratio, type Contestant } from '../../bench/race.ts';
import { Retry, backoff, type Clock } from './retry.ts';

/** What every contestant calls: an async function with nothing to do, so that what is measured is the retry. */
const task = async () => 1;
const passes = new Error('passes');

/** Fails twice, then succeeds. */
function thirdTime(): () => Promise<number> {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls % 3 !== 0) throw passes;
    return 1;
  };
}

const contestant = (name: string, call: () => Promise<unknown>): Contestant => ({
  name,
  run: async (times) => {
    for (let done = 0; done < times; done += 1) await call();
  },
});

/** Reads of the clock in a thousand calls that succeed, where no deadline is set. */
async function clockReads(): Promise<number> {
  let reads = 0;
  const clock: Clock = {
    now: () => {
      reads += 1;
      return performance.now();
    },
    setTimeout,
    clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
  };
  const ours = new Retry({ clock });
  for (let call = 0; call < 1000; call += 1) await ours.execute(task);
  return reads;
}

/** The first attempt succeeds, which is what nearly every call does. */
async function benchOfSuccess(): Promise<readonly Bar[]> {
  const group = 'Retry: a call that succeeds at once, as a ratio to a bare async call';
  const ours = new Retry();
  const policy = retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff() });
  const results = await race([
    contestant('bare', () => task()),
    contestant('ours', () => ours.execute(task)),
    contestant('cockatiel', () => policy.execute(task)),
    contestant('p-retry', () => pRetry(task, { retries: 2 })),
  ]);
  const toBare = (one: string) => ratio(results, one, 'bare');
  const faster = toBare('cockatiel').median <= toBare('p-retry').median ? 'cockatiel' : 'p-retry';
  return [
    { group, name: 'this catalog', value: toBare('ours'), unit: '×', target: { atMost: 3 } },
    { group, name: 'cockatiel', value: toBare('cockatiel'), unit: '×' },
    { group, name: 'p-retry', value: toBare('p-retry'), unit: '×' },
    { group, name: `this catalog to the faster of the two, ${faster}`, value: ratio(results, 'ours', faster), unit: '×', target: { atMost: 1 } },
    { group, name: 'reads of the clock in 1,000 calls', value: exactly(await clockReads()), unit: 'reads', target: { atMost: 0 } },
  ];
}

/** The third attempt succeeds. cockatiel sets a timer for a wait of 0 ms, so both wait for the shortest that it can. */
async function benchOfRetries(): Promise<readonly Bar[]> {
  const group = 'Retry: a call that succeeds at the third attempt, after two waits of 0 ms';
  const ours = new Retry({ backoff: backoff.constant(0) });
  const policy = retry(handleAll, { maxAttempts: 2, backoff: new ConstantBackoff(0) });
  const [forOurs, forCockatiel, forPRetry] = [thirdTime(), thirdTime(), thirdTime()];
  const results = await race([
    contestant('ours', () => ours.execute(forOurs)),
    contestant('cockatiel', () => policy.execute(forCockatiel)),
    contestant('p-retry', () => pRetry(forPRetry, { retries: 2, minTimeout: 0 })),
  ]);
  return ['cockatiel', 'p-retry'].map((other) => ({ group, name: `this catalog to ${other}`, value: ratio(results, 'ours', other), unit: '×', target: { atMost: 1 } }));
}

/** The success path and a call that is retried, beside the libraries that do the same in production. */
export const bench = async (): Promise<readonly Bar[]> => [...(await benchOfSuccess()), ...(await benchOfRetries())];
