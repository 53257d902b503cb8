import PQueue from 'p-queue';
import type { Bar } from '../../bench/bar.ts';
import { race, ratio, type Contestant } from '../../bench/race.ts';
import { Consumer } from './competing-consumers.ts';
import { LeaseQueue } from './competing-consumers.queue.ts';

const few = 10;
const many = 100_000;
const concurrency = 10;
const tasks = 1_000;

/** A message in, the oldest one out under a lease, and acknowledged, while so many others wait. */
function turnover(name: string, waiting: number): Contestant {
  const queue = new LeaseQueue<number>({ leaseMs: 30_000 });
  for (let number = 0; number < waiting; number += 1) queue.send(number);
  const run = (times: number) => {
    for (let number = 0; number < times; number += 1) {
      queue.send(number);
      queue.ack(queue.receive()[0]!.receipt);
    }
  };
  return { name, run };
}

/** What every task does: nothing, asynchronously, so that what is measured is the queue. */
const task = async () => 1;

/** A thousand messages, sent at once, through one consumer. It works on so many at one time; to stop waits for the last. */
async function ours(): Promise<void> {
  const queue = new LeaseQueue<number>({ leaseMs: 30_000 });
  for (let number = 0; number < tasks; number += 1) queue.send(number);
  let begun = 0;
  let lastBegan = (): void => undefined;
  const haveBegun = new Promise<void>((resolve) => (lastBegan = resolve));
  const handle = () => {
    begun += 1;
    if (begun === tasks) lastBegan();
    return task();
  };
  const consumer = new Consumer<number>({ queue, handle, concurrency, prefetch: 2 * concurrency });
  consumer.start();
  await haveBegun;
  await consumer.stop();
}
async function theirs(): Promise<void> {
  const queue = new PQueue({ concurrency });
  for (let number = 0; number < tasks; number += 1) void queue.add(task);
  await queue.onIdle();
}
const repeated = (name: string, once: () => Promise<void>): Contestant => ({
  name,
  run: async (times) => {
    for (let done = 0; done < times; done += 1) await once();
  },
});

/** The queue with few and with many messages waiting, and tasks through a consumer beside the library that runs tasks so in production. */
export async function bench(): Promise<readonly Bar[]> {
  const runs = await race([repeated('ours', ours), repeated('p-queue', theirs)], { roundMs: 100 });
  const depths = await race([turnover('few', few), turnover('many', many)]);
  const growth = `Lease queue: send, receive and acknowledge with ${many.toLocaleString('en')} messages waiting, as a ratio to ${few}`;
  const beside = `Consumer and queue: ${tasks.toLocaleString('en')} tasks through ${concurrency} at one time, leased and acknowledged, as a ratio to p-queue`;
  return [
    { group: growth, name: 'this catalog', value: ratio(depths, 'many', 'few'), unit: '×', target: { atMost: Math.log2(many) / Math.log2(few) } },
    { group: beside, name: 'this catalog', value: ratio(runs, 'ours', 'p-queue'), unit: '×', target: { atMost: 1 } },
  ];
}
