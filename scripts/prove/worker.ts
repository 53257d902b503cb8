import { parentPort } from 'node:worker_threads';
import { loadSimulationFile } from '../simulation-of.ts';
import { doJob, type Job } from './jobs.ts';

/** One thread of `npm run prove`: takes a job, does it, sends what it found. */
parentPort!.on('message', (job: Job) => {
  const { data, judge } = loadSimulationFile(job.slug);
  parentPort!.postMessage(doJob(job, data, judge));
});
