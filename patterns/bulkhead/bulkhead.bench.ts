import { bulkhead as cockatielBulkhead } from 'cockatiel';
import pLimit from 'p-limit';
import { exactly, type Bar } from '../../bench/bar.ts';
import { race, ratio, type Contestant } from '../../bench/race.ts';
import { Bulkhead, type Clock } from './bulkhead.ts';

/** What every contestant calls: an async function with nothing to do, so that what is measured is the bulkhead. */
const task = async () => 1;
const limit = 10;

interface Race {
  readonly group: string;
  /** How many calls are made before the first is awaited. */
  readonly together: number;
  /** Of what a bare async call costs, at most. Left out where a bare call does not do the same. */
  readonly atMost?: number;
}
const races: readonly Race[] = [
  { group: 'Bulkhead: a call that finds a free slot, as a ratio to a bare async call', together: 1, atMost: 2.5 },
  { group: `Bulkhead: 100 calls at once through ${limit} slots, as a ratio to 100 bare async calls at once`, together: 100 },
  { group: `Bulkhead: 1,000 calls at once through ${limit} slots, as a ratio to 1,000 bare async calls at once`, together: 1_000 },
];

/** An operation is as many calls as are made together. */
function contestant(name: string, call: () => Promise<unknown>, together: number): Contestant {
  const alone = async (times: number) => {
    for (let done = 0; done < times; done += 1) await call();
  };
  const inBatches = async (times: number) => {
    for (let done = 0; done < times; done += 1) await Promise.all(Array.from({ length: together }, call));
  };
  return { name, run: together === 1 ? alone : inBatches };
}

async function benchOf({ group, together, atMost }: Race): Promise<readonly Bar[]> {
  const ours = new Bulkhead({ limit, queue: together });
  const theirs = cockatielBulkhead(limit, together);
  const limited = pLimit(limit);
  const results = await race([
    contestant('bare', () => task(), together),
    contestant('ours', () => ours.execute(task), together),
    contestant('cockatiel', () => theirs.execute(task), together),
    contestant('p-limit', () => limited(task), together),
  ]);
  const toBare = (one: string) => ratio(results, one, 'bare');
  const faster = toBare('cockatiel').median <= toBare('p-limit').median ? 'cockatiel' : 'p-limit';
  return [
    { group, name: 'this catalog', value: toBare('ours'), unit: '×', ...(atMost === undefined ? {} : { target: { atMost } }) },
    { group, name: 'cockatiel', value: toBare('cockatiel'), unit: '×' },
    { group, name: 'p-limit', value: toBare('p-limit'), unit: '×' },
    { group, name: `this catalog to the faster of the two, ${faster}`, value: ratio(results, 'ours', faster), unit: '×', target: { atMost: 1 } },
  ];
}

/** Reads of the clock in a thousand calls that find a free slot and have no deadline. */
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
  const bulkhead = new Bulkhead({ limit, queue: 5, maxWaitMs: 100, clock });
  for (let call = 0; call < 1000; call += 1) await bulkhead.execute(task);
  return reads;
}

/** Calls that find a slot, and calls that wait for one, beside the libraries that do the same in production. */
export async function bench(): Promise<readonly Bar[]> {
  const bars: Bar[] = [];
  for (const each of races) bars.push(...(await benchOf(each)));
  bars.push({ group: races[0]!.group, name: 'reads of the clock in 1,000 calls', value: exactly(await clockReads()), unit: 'reads', target: { atMost: 0 } });
  return bars;
}
