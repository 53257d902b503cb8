import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Bar } from '../../bench/bar.ts';
import { race, ratio, type Contestant } from '../../bench/race.ts';
import { Shipper } from './sidecar.ts';
import { LogTail, type LogFile } from './sidecar.tail.ts';

const few = 1_000;
const many = 100_000;
const batchLines = 500;
const text = 'GET /checkout 200 42 ms\n';

/** A log of so many lines in one file, in memory, shipped to the last line: read in chunks, cut into lines, sent in batches, and committed batch by batch. */
async function ship(log: string): Promise<void> {
  const file: LogFile = { id: 'log', name: 'log', size: log.length };
  const files = { list: () => [file], read: (_: LogFile, from: number, length: number) => log.slice(from, from + length), remove: () => undefined, used: () => log.length };
  const tail = new LogTail({ files, checkpoints: { load: () => undefined, save: () => undefined } });
  const shipper = new Shipper({ source: tail, sink: { send: () => Promise.resolve() }, batchLines, flushMs: 0, pollMs: 1 });
  await shipper.start();
  if (!(await shipper.stop())) throw new Error('Not all was shipped.');
}
/** The lines of a log alone, as Node cuts them. */
async function cut(log: string): Promise<void> {
  let lines = 0;
  for await (const line of createInterface({ input: Readable.from(chunksOf(log)) })) lines += line.length > 0 ? 1 : 0;
  if (lines === 0) throw new Error('No line was read.');
}
const chunksOf = (log: string): string[] => Array.from({ length: Math.ceil(log.length / 65_536) }, (_, place) => log.slice(place * 65_536, (place + 1) * 65_536));

/** A hundred thousand lines each time, in logs of this many. */
const contestant = (name: string, lines: number, run: (log: string) => Promise<void>): Contestant => {
  const log = text.repeat(lines);
  return {
    name,
    run: async (times) => {
      for (let done = 0; done < (times * many) / lines; done += 1) await run(log);
    },
  };
};

/** What a line costs in a long log and in a short one, and beside what only cuts lines. */
export async function bench(): Promise<readonly Bar[]> {
  const lengths = await race([contestant('short', few, ship), contestant('long', many, ship)], { roundMs: 100 });
  const beside = await race([contestant('ours', many, ship), contestant('readline', many, cut)], { roundMs: 100 });
  const growth = `Shipper and tail: a line of a log of ${many.toLocaleString('en')}, as a ratio to a line of one of ${few.toLocaleString('en')}`;
  const cutting = `Shipper and tail: ${many.toLocaleString('en')} lines read, batched, sent and committed, as a ratio to node:readline, which only cuts them`;
  return [
    { group: growth, name: 'this catalog', value: ratio(lengths, 'long', 'short'), unit: '×', target: { atMost: 1.5 } },
    { group: cutting, name: 'this catalog', value: ratio(beside, 'ours', 'readline'), unit: '×', target: { atMost: 1 } },
  ];
}
