import type { Decisive } from '../../../simulation/scenario.ts';

const worker = 'work-queue.worker';

/** In the order in which they stand, the manager of the queue first. */
export const decisive: readonly Decisive[] = [
  { line: 'const items = new Set((await look.ask(', label: 'Asked for last: an error ends the look' },
  { line: 'let free = parallelism - all.filter(', label: 'How many places are free?' },
  { line: 'acts.push(this.giveUp(look, item, job.attempt));', label: 'Tried often enough: recorded as failed' },
  { line: 'acts.push(this.create(look, item, (job?.attempt ?? 0) + 1));', label: 'Missing, and there is a place: created' },
  { line: 'found.set(`job ${job.name}`, { until, run: (look) => this.act(look, (signal) => jobs.remove(', label: 'Its item has ended: the job may go' },
  { line: 'found.set(`ending ${item}`, { until, run: (look) => this.act(look, (signal) => record.forget(', label: 'Listed no more: the record may forget' },
  { file: worker, line: 'await files.write(itemFile, text);', label: 'The item is in its file: the application may start' },
  { file: worker, line: 'const isKept = await this.insist(', label: 'The result is there: handed over' },
];
