import type { Bar } from '../../bench/bar.ts';
import { race, ratio, spreadOf, type Contestant } from '../../bench/race.ts';
import { Changes } from './runtime-reconfiguration.changes.ts';
import { RuntimeConfig } from './runtime-reconfiguration.ts';

type Many = Readonly<Record<string, number>>;

const [few, many] = [10, 10_000];
const settings = (count: number): Many => Object.fromEntries(Array.from({ length: count }, (_, number) => [`setting ${number}`, number]));
const configOf = (count: number) => {
  const initial = settings(count);
  const config = new RuntimeConfig<Many>({ initial });
  return { config, changes: new Changes<Many>({ config, kinds: Object.fromEntries(Object.keys(initial).map((key) => [key, 'hot' as const])), historySize: 2 }) };
};

/** Changes of one setting among so many: what differs is found, one component prepares and commits, and the snapshot is swapped. */
function updates(count: number): Contestant {
  const { config, changes } = configOf(count);
  let seen = 0;
  const attached = config.attach({ name: 'one', keys: ['setting 0'], prepare: (next) => next['setting 0']!, commit: (part) => void (seen = part) });
  return {
    name: `update ${count}`,
    run: async (times) => {
      await attached;
      for (let done = 0; done < times; done += 1) await changes.update({ 'setting 0': seen + 1 });
    },
  };
}

/** Reads of one setting, by whatever way. */
function reads(name: string, read: () => number): Contestant {
  let sum = 0;
  return {
    name,
    run: (times) => {
      for (let done = 0; done < times; done += 1) sum += read();
      if (sum < 0) throw new Error('Nothing was read.');
    },
  };
}

/** What a change costs by the number of settings, and what reading them costs beside a property. */
export async function bench(): Promise<readonly Bar[]> {
  const { config } = configOf(few);
  const holder = { value: settings(few) };
  const changes = await race([updates(few), updates(many)]);
  const looks = await race([reads('property', () => holder.value['setting 3']!), reads('current', () => config.current().value['setting 3']!)]);
  const bare = await race([
    { name: 'bare', run: async (times) => { for (let done = 0; done < times; done += 1) await (async () => 1)(); } },
    { name: 'execute', run: async (times) => { for (let done = 0; done < times; done += 1) await config.execute(() => 1); } },
  ]);
  const group = 'Runtime reconfiguration: one setting of many is changed, with diff, prepare, commit and swap';
  const reading = 'Runtime reconfiguration: settings are read';
  const each = (count: number) => changes[`update ${count}`]!.map((ns) => ns / count);
  const perSetting = { few: each(few), many: each(many) };
  return [
    { group, name: `${many} settings, each`, value: spreadOf(perSetting.many), unit: 'ns' },
    { group, name: `${many} settings to ${few}, each`, value: ratio(perSetting, 'many', 'few'), unit: '×', target: { atMost: 2 } },
    { group: reading, name: 'current() to a plain property', value: ratio(looks, 'current', 'property'), unit: '×', target: { atMost: 2 } },
    { group: reading, name: 'an operation with a pin to a bare async call', value: ratio(bare, 'execute', 'bare'), unit: '×' },
  ];
}
