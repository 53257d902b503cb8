import type { Bar } from '../../bench/bar.ts';
import { race, ratio, spreadOf, type Contestant } from '../../bench/race.ts';
import { ConfigClient, type Values } from './external-configuration-store.client.ts';
import { difference } from './external-configuration-store.ts';

const settingsOf = (keys: number, revision: number): Values => Object.fromEntries(Array.from({ length: keys }, (_, index) => [`key-${index}`, index === 0 ? revision : index]));

/** A client whose source says something else each time, and the refresh that fetches, checks, freezes, swaps and tells which keys differ. */
async function refreshing(keys: number): Promise<ConfigClient<Values>> {
  let revision = 0;
  const said = [settingsOf(keys, 0), settingsOf(keys, 1)];
  const client = new ConfigClient<Values>({
    sources: [{ name: 'store', fetch: async () => ({ revision: (revision += 1), values: said[revision % 2]! }) }],
    parse: (values) => values,
    refreshMs: 2 ** 30,
  });
  await client.start();
  return client;
}
const refreshes = (name: string, client: ConfigClient<Values>): Contestant => ({
  name,
  run: async (times) => {
    for (let time = 0; time < times; time += 1) await client.refresh();
  },
});

/** What a read costs beside a property, and what a change costs with few and with many keys. */
export async function bench(): Promise<readonly Bar[]> {
  const few = await refreshing(10);
  const many = await refreshing(10_000);
  const plain: { value: Values } = { value: settingsOf(10, 0) };
  const [tenBefore, tenAfter] = [settingsOf(10, 0), settingsOf(10, 1)];
  const [manyBefore, manyAfter] = [settingsOf(10_000, 0), settingsOf(10_000, 1)];
  let sum = 0;
  const runs = await race([
    { name: 'property', run: (times) => { for (let time = 0; time < times; time += 1) sum += plain.value['key-1'] as number; } },
    { name: 'snapshot', run: (times) => { for (let time = 0; time < times; time += 1) sum += few.get()['key-1'] as number; } },
    { name: 'difference of 10', run: (times) => { for (let time = 0; time < times; time += 1) sum += difference(tenBefore, tenAfter).removed.length; } },
    { name: 'difference of 10 000', run: (times) => { for (let time = 0; time < times; time += 1) sum += difference(manyBefore, manyAfter).removed.length; } },
    refreshes('refresh of 10', few),
    refreshes('refresh of 10 000', many),
  ]);
  few.stop();
  many.stop();
  if (sum === 0) throw new Error('Nothing was read.');
  const ns = (name: string) => spreadOf(runs[name]!);
  const ms = (name: string) => spreadOf(runs[name]!.map((one) => one / 1e6));
  const group = 'External configuration store: a read of a setting';
  const changes = 'External configuration store: one changed key among 10 and among 10,000';
  return [
    { group, name: 'a property', value: ns('property'), unit: 'ns' },
    { group, name: 'through the snapshot', value: ns('snapshot'), unit: 'ns' },
    { group, name: 'beside a property', value: ratio(runs, 'snapshot', 'property'), unit: '×', target: { atMost: 2 } },
    { group: changes, name: 'difference, 10 keys', value: ns('difference of 10'), unit: 'ns' },
    { group: changes, name: 'difference, 10,000 keys', value: ms('difference of 10 000'), unit: 'ms', target: { atMost: 40 } },
    { group: changes, name: 'refresh and swap, 10 keys', value: ns('refresh of 10'), unit: 'ns' },
    { group: changes, name: 'refresh and swap, 10,000 keys', value: ms('refresh of 10 000'), unit: 'ms', target: { atMost: 200 } },
  ];
}
