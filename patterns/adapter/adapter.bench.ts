import type { Bar } from '../../bench/bar.ts';
import { race, ratio, type Contestant } from '../../bench/race.ts';
import { MetricsAdapter, type SourceRecord } from './adapter.ts';

const few = 1_000;
const many = 100_000;

/** A service that tells so many numbers by customer: each scrape parses nothing and presents them all. One round is `many` records. */
function scrapes(name: string, series: number): Contestant {
  const records: readonly SourceRecord[] = Array.from({ length: series }, (_, number) => ({ name: 'calls', value: number, labels: { customer: `customer ${number}` } }));
  const adapter = new MetricsAdapter<readonly SourceRecord[]>({
    prefix: 'bench',
    ask: () => records,
    parse: (answer) => answer,
    rules: { calls: { metric: 'bench_calls_total', help: 'Calls, by customer.', type: 'counter', labels: ['customer'] } },
    seriesMax: many,
  });
  const run = async (times: number) => {
    for (let done = 0; done < times * many; done += series) await adapter.scrape();
  };
  return { name, run };
}

/** What a record costs with few and with many series. It grows a little, since so many texts do not lie in the processor’s caches, and not with their number. */
export async function bench(): Promise<readonly Bar[]> {
  const runs = await race([scrapes('few', few), scrapes('many', many)], { roundMs: 400 });
  const group = `Adapter: a record in a scrape of ${many.toLocaleString('en')} series, as a ratio to one of ${few.toLocaleString('en')}`;
  return [{ group, name: 'this catalog', value: ratio(runs, 'many', 'few'), unit: '×', target: { atMost: 5 } }];
}
