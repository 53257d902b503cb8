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
      const next = () => {
        const job = waiting.shift();
        if (job !== undefined) return worker.postMessage(job);
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
