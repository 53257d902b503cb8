import pTimeout from 'p-timeout';
import type { Bar } from '../../bench/bar.ts';
import { race, ratio, type Contestant } from '../../bench/race.ts';
import { Hedge } from './scatter-gather.hedge.ts';
import { ScatterGather, type Part } from './scatter-gather.ts';

const few = 10;
const many = 1_000;

/** What every leaf does: it answers at once, asynchronously, so that what is measured is the gathering. */
const send = async () => 1;
const partsOf = (leaves: number): readonly Part[] => Array.from({ length: leaves }, (_, index) => ({ name: `shard ${index}`, replicas: [`leaf-${index}`, `leaf-${index + 1}`] }));

/** An operation is so many leaves asked and merged, over one call or over several. */
function perLeaf(name: string, leaves: number, once: () => Promise<unknown>): Contestant {
  return {
    name,
    run: async (times) => {
      for (let calls = (times * many) / leaves; calls > 0; calls -= 1) await once();
    },
  };
}
const gathering = (name: string, leaves: number, hedge?: Hedge): Contestant => {
  const root = new ScatterGather<string, number, number>({ send, empty: () => 0, merge: (whole, answer) => whole + answer, deadlineMs: 1_000, ...(hedge === undefined ? {} : { hedge }) });
  const parts = partsOf(leaves);
  return perLeaf(name, leaves, () => root.ask('shoes', parts));
};
/** Without replicas, quorum and the rest: what is written by hand, with or without a deadline for each leaf. */
const settling = (name: string, leaves: number, ask: () => Promise<number>): Contestant => {
  const parts = partsOf(leaves);
  return perLeaf(name, leaves, async () => {
    const outcomes = await Promise.allSettled(parts.map(ask));
    return outcomes.reduce((whole, outcome) => (outcome.status === 'fulfilled' ? whole + outcome.value : whole), 0);
  });
};

/** One leaf of a call over few and over many, beside what is written by hand. */
export async function bench(): Promise<readonly Bar[]> {
  const results = await race([
    gathering('few', few),
    gathering('many', many),
    gathering('hedged', many, new Hedge()),
    settling('few bare', few, send),
    settling('many bare', many, send),
  ]);
  const timed = await race([gathering('ours', many), settling('p-timeout', many, () => pTimeout(send(), { milliseconds: 1_000 }))], { roundMs: 200 });
  const linear = `Scatter/Gather: a leaf of a call over ${many.toLocaleString('en')}, as a ratio to a leaf of a call over ${few}`;
  const beside = 'Scatter/Gather: a leaf, asked and merged, as a ratio to Promise.allSettled';
  return [
    { group: linear, name: 'this catalog', value: ratio(results, 'many', 'few'), unit: '×', target: { atMost: 1.5 } },
    { group: beside, name: `over ${few} leaves`, value: ratio(results, 'few', 'few bare'), unit: '×' },
    { group: beside, name: `over ${many.toLocaleString('en')} leaves`, value: ratio(results, 'many', 'many bare'), unit: '×', target: { atMost: 10 } },
    { group: beside, name: `over ${many.toLocaleString('en')} leaves, to the same with p-timeout`, value: ratio(timed, 'ours', 'p-timeout'), unit: '×', target: { atMost: 1 } },
    { group: beside, name: 'the same, with a hedge that watches', value: ratio(results, 'hedged', 'many bare'), unit: '×' },
  ];
}
