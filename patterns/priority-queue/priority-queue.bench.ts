import PQueue from 'p-queue';
import { exactly, type Bar } from '../../bench/bar.ts';
import { race, ratio, type Contestant } from '../../bench/race.ts';
import { PriorityQueue, type Scheduler } from './priority-queue.ts';
import { Ageing, Weighted } from './priority-queue.scheduler.ts';

const few = 10;
const many = 100_000;
const classes = 3;
const group = `Priority queue: a message pushed and one given out and acked, while ${many.toLocaleString('en')} wait, as a ratio to ${few}`;
/** What a heap would take: its depth. */
const deeper = Math.log2(many) / Math.log2(few);

const schedulers: Readonly<Record<string, () => Scheduler | undefined>> = {
  strict: () => undefined,
  ageing: () => new Ageing({ raiseEveryMs: 1_000 }),
  weighted: () => new Weighted({ weights: [1, 4, 8] }),
};

/** Priorities in an order that is no order. */
const priorityOf = (message: number) => ((message * 7) >> 2) % classes;

function filled<T>(waiting: number, item: T, scheduler?: Scheduler): PriorityQueue<T> {
  const queue = new PriorityQueue<T>({ classes, maxSize: waiting + 1, ...(scheduler !== undefined && { scheduler }) });
  for (let message = 0; message < waiting; message += 1) queue.push(item, { priority: priorityOf(message) });
  return queue;
}

/** As many wait after it as before. */
function ours(name: string, waiting: number, scheduler?: Scheduler): Contestant {
  const queue = filled(waiting, 0, scheduler);
  let message = 0;
  return {
    name,
    run: (times) => {
      for (let done = 0; done < times; done += 1) {
        queue.push(message, { priority: priorityOf(message) });
        queue.ack(queue.pop()!);
        message += 1;
      }
    },
  };
}

const job = async () => 1;

/** A job pushed and one taken and run, one at a time. */
function ourJobs(waiting: number): Contestant {
  const queue = filled(waiting, job);
  let message = 0;
  return {
    name: 'ours',
    run: async (times) => {
      for (let done = 0; done < times; done += 1) {
        queue.push(job, { priority: priorityOf(message) });
        message += 1;
        const delivery = queue.pop()!;
        await delivery.message.item();
        queue.ack(delivery);
      }
    },
  };
}

/** The same: a job that ends lets the next one begin, and each that begins adds another. */
function theirJobs(waiting: number): Contestant {
  const queue = new PQueue({ concurrency: 1, autoStart: false });
  let message = 0;
  let left = 0;
  let isOver: () => void = () => undefined;
  const add = () => {
    void queue.add(run, { priority: priorityOf(message) });
    message += 1;
  };
  const run = async () => {
    add();
    left -= 1;
    if (left <= 0) {
      queue.pause();
      isOver();
    }
    return job();
  };
  for (let each = 0; each < waiting; each += 1) add();
  return {
    name: 'p-queue',
    run: (times) =>
      new Promise((resolve) => {
        left = times;
        isOver = resolve;
        queue.start();
      }),
  };
}

/** What a message costs when few and when many wait, for each policy, and a job beside p-queue, which keeps its jobs in a sorted array. */
export async function bench(): Promise<readonly Bar[]> {
  const bars: Bar[] = [];
  for (const [name, make] of Object.entries(schedulers)) {
    const results = await race([ours('few', few, make()), ours('many', many, make())]);
    bars.push({ group, name, value: ratio(results, 'many', 'few'), unit: '×', target: { atMost: Number(deeper.toFixed(1)) } });
  }
  for (const waiting of [few, many]) {
    const results = await race([ourJobs(waiting), theirJobs(waiting)]);
    bars.push({
      group: `Priority queue: a job added and one run, one at a time, while ${waiting.toLocaleString('en')} wait, as a ratio to p-queue`,
      name: 'this catalog to p-queue', value: ratio(results, 'ours', 'p-queue'), unit: '×', target: { atMost: 1 },
    });
  }
  let reads = 0;
  const queue = new PriorityQueue<number>({ classes, clock: { now: () => (reads += 1) } });
  for (let message = 0; message < 1_000; message += 1) {
    queue.push(message);
    queue.ack(queue.pop()!);
  }
  bars.push({ group, name: 'reads of the clock for 1,000 messages', value: exactly(reads), unit: 'reads', target: { atMost: 1_000 } });
  return bars;
}
