import type { Bar } from '../../bench/bar.ts';
import { race, ratio, type Contestant } from '../../bench/race.ts';
import { QueueManager, type Clock, type Ending, type Job } from './work-queue.ts';

const few = 100;
const many = 10_000;

/** Half of the items are done, four have jobs, the others wait: what a manager that has just started finds. */
function found(items: number) {
  const ids = Array.from({ length: items }, (_, place) => `item-${place}`);
  const endings = ids.slice(0, items / 2).map((item): Ending => ({ item, outcome: 'done', attempt: 1 }));
  const jobs = ids.slice(0, items / 2 + 4).map((item, place): Job => ({ name: `work-1-${item}`, item, attempt: 1, state: place < items / 2 ? 'succeeded' : 'active' }));
  return { ids, endings, jobs };
}
const stillClock: Clock = { now: () => 1, setTimeout: () => undefined, clearTimeout: () => undefined };

/** One look at so many items, with nothing left to create. */
const contestant = (name: string, items: number): Contestant => {
  const { ids, endings, jobs } = found(items);
  return {
    name,
    run: async (times) => {
      for (let looks = 0; looks < (times * many) / items; looks += 1) {
        await new Promise<void>((resolve, reject) => {
          const manager = new QueueManager({
            source: { list: () => ids },
            jobs: { list: () => jobs, create: () => false, remove: () => undefined },
            record: { list: () => endings, add: () => false, forget: () => undefined },
            clock: stillClock,
            onEvent: ({ kind }) => {
              if (kind === 'error') reject(new Error('A look failed.'));
              if (kind === 'looked') resolve(void manager.stop());
            },
          });
          manager.start();
        });
      }
    },
  };
};

/** What an item costs in a long list and in a short one. */
export async function bench(): Promise<readonly Bar[]> {
  const lengths = await race([contestant('short', few), contestant('long', many)], { roundMs: 100 });
  const growth = `Queue manager: an item of a look at ${many.toLocaleString('en')}, as a ratio to an item of one at ${few.toLocaleString('en')}`;
  return [{ group: growth, name: 'this catalog', value: ratio(lengths, 'long', 'short'), unit: '×', target: { atMost: 3 } }];
}
