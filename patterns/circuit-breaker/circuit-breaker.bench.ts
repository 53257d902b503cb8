import { ConsecutiveBreaker, CountBreaker, SamplingBreaker, circuitBreaker, handleAll, type IBreaker } from 'cockatiel';
import Opossum from 'opossum';
import { exactly, type Bar } from '../../bench/bar.ts';
import { race, ratio, type Contestant } from '../../bench/race.ts';
import { CircuitBreaker, type Clock, type TripRule } from './circuit-breaker.ts';

/** What every contestant calls: an async function with nothing to do, so that what is measured is the breaker. */
const task = async () => 1;

interface Rule {
  readonly name: string;
  readonly ours: TripRule;
  readonly cockatiel: () => IBreaker;
  /** Without a clock to ask, the breaker has no excuse. */
  readonly needsClock: boolean;
}
const rules: readonly Rule[] = [
  {
    name: 'consecutive',
    ours: { kind: 'consecutive', failures: 5 },
    cockatiel: () => new ConsecutiveBreaker(5),
    needsClock: false,
  },
  {
    name: 'count',
    ours: { kind: 'count', calls: 100, failureRatio: 0.5 },
    cockatiel: () => new CountBreaker({ threshold: 0.5, size: 100 }),
    needsClock: false,
  },
  {
    name: 'time',
    ours: { kind: 'time', windowMs: 10_000, failureRatio: 0.5, minimumCalls: 20 },
    cockatiel: () => new SamplingBreaker({ threshold: 0.5, duration: 10_000, minimumRps: 2 }),
    needsClock: true,
  },
];

const contestant = (name: string, call: () => Promise<unknown>): Contestant => ({
  name,
  run: async (times) => {
    for (let done = 0; done < times; done += 1) await call();
  },
});

/** Reads of the clock in a thousand calls that succeed. */
async function clockReads(trip: TripRule): Promise<number> {
  let reads = 0;
  const clock: Clock = {
    now: () => {
      reads += 1;
      return performance.now();
    },
    setTimeout,
    clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
  };
  const breaker = new CircuitBreaker({ trip, clock });
  reads = 0;
  for (let call = 0; call < 1000; call += 1) await breaker.execute(task);
  return reads;
}

async function benchOf({ name, ours, cockatiel, needsClock }: Rule, opossum: Opossum<[], number>): Promise<readonly Bar[]> {
  const group = `Circuit breaker, ${name}: a call that succeeds, as a ratio to a bare async call`;
  const breaker = new CircuitBreaker({ trip: ours });
  const policy = circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: cockatiel() });
  const results = await race([
    contestant('bare', () => task()),
    contestant('ours', () => breaker.execute(task)),
    contestant('cockatiel', () => policy.execute(task)),
    contestant('opossum', () => opossum.fire()),
  ]);
  const toBare = (one: string) => ratio(results, one, 'bare');
  const faster = toBare('cockatiel').median <= toBare('opossum').median ? 'cockatiel' : 'opossum';
  const bars: Bar[] = [
    { group, name: 'this catalog', value: toBare('ours'), unit: '×', ...(needsClock ? {} : { target: { atMost: 3 } }) },
    { group, name: 'cockatiel', value: toBare('cockatiel'), unit: '×' },
    { group, name: 'opossum (its one rule, a time window)', value: toBare('opossum'), unit: '×' },
    { group, name: `this catalog to the faster of the two, ${faster}`, value: ratio(results, 'ours', faster), unit: '×', target: { atMost: 1 } },
  ];
  if (!needsClock) bars.push({ group, name: 'reads of the clock in 1,000 calls', value: exactly(await clockReads(ours)), unit: 'reads', target: { atMost: 0 } });
  return bars;
}

/** The success path, rule for rule, beside the libraries that do the same in production. */
export async function bench(): Promise<readonly Bar[]> {
  // Time-out and percentiles are off, as neither is what a breaker of ours or of cockatiel does.
  const opossum = new Opossum<[], number>(task, { timeout: false, rollingPercentilesEnabled: false });
  const bars: Bar[] = [];
  for (const rule of rules) bars.push(...(await benchOf(rule, opossum)));
  opossum.shutdown();
  return bars;
}
