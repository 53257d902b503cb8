import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Finding, Job } from './jobs.ts';

/** How many jobs are done at one time: one for each core. */
export const cores = availableParallelism();

/**
 * Does the jobs in as many threads as there are cores; a thread that fails fails the whole.
 * @param done is called after each.
 */
export async function inThreads(jobs: readonly Job[], done: () => void = () => undefined): Promise<Finding[]> {
  const findings: Finding[] = [];
  const waiting = [...jobs];
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('thread.mjs', import.meta.url));
      let slug = '';
      const next = () => {
        const job = takeNext(waiting, slug);
        if (job !== undefined) {
          slug = job.slug;
          return worker.postMessage(job);
        }
        resolve();
        void worker.terminate();
      };
      worker.on('message', (finding: Finding) => {
        findings.push(finding);
        done();
        next();
      });
      worker.on('error', reject);
      next();
    });
  await Promise.all(Array.from({ length: Math.min(cores, jobs.length) }, work));
  return findings;
}

/** Takes a job of the same pattern, to which the thread is warmed up, and where none is left one of the pattern of which most are. */
export function takeNext(waiting: Job[], slug: string): Job | undefined {
  const left = new Map<string, number>();
  for (const job of waiting) left.set(job.slug, (left.get(job.slug) ?? 0) + 1);
  const chosen = left.has(slug) ? slug : [...left].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0])[0];
  const [job] = waiting.splice(Math.max(0, waiting.findIndex((one) => one.slug === chosen)), 1);
  return job;
}
