import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { Ending, Job, JobSpec } from '../work-queue.ts';
import { deadlineMs, endingsShown, jobsShown, workers } from './sizes.ts';
import type { EndedAt } from './uploads.ts';

/** What the platform and the record answer to. `once`: only where the item has no ending yet. */
export type ClusterRequest =
  | { readonly do: 'jobs' | 'endings' }
  | { readonly do: 'create'; readonly job: JobSpec; /** What the item says, where nobody beside the application asks for it. */ readonly text?: string }
  | { readonly do: 'remove'; readonly name: string }
  | { readonly do: 'add'; readonly ending: Ending & { readonly result?: string }; readonly once: boolean }
  | { readonly do: 'forget'; readonly item: string };

interface Kept {
  readonly job: JobSpec;
  state: Job['state'] | 'waiting';
  readonly text: string;
}

/** The platform: names of jobs that are unique, pods that run them, and beside it the record of what has ended, which outlives them. */
export function cluster(env: Env, endedAt: EndedAt): Process {
  const jobs = new Map<string, Kept>();
  const endings = new Map<string, Ending>();
  const free = new Set(workers.map(({ pod }) => pod));
  let [refused, again] = [0, 0];
  let marks = '';

  const show = () => {
    const all = [...jobs.values()];
    const waiting = all.filter(({ state }) => state === 'waiting').length;
    const active = all.filter(({ state }) => state === 'active').length + waiting;
    env.show('cluster/jobs', { state: waiting > 0 ? 'full' : active > 0 ? 'running' : 'idle', active, waiting, ended: all.length - active, jobs: all.slice(-jobsShown).map(({ state }) => state[0]!).join('') });
    const done = [...endings.values()].filter(({ outcome }) => outcome === 'done').length;
    env.show('cluster/record', { done, failed: endings.size - done, refused, again, marks });
  };
  const schedule = () => {
    for (const kept of jobs.values()) {
      const [pod] = free;
      if (pod === undefined) break;
      if (kept.state === 'waiting') void run(kept, pod);
    }
    show();
  };
  const run = async (kept: Kept, pod: string): Promise<void> => {
    const { name, item, attempt } = kept.job;
    free.delete(pod);
    kept.state = 'active';
    env.report('job.placed', { name, item, attempt, pod });
    const deadline = env.clock.setTimeout(() => env.stopPod(pod), deadlineMs);
    const { ending, code } = await env.runPod(pod, { job: JSON.stringify({ item, attempt, text: kept.text }) });
    env.clock.clearTimeout(deadline);
    free.add(pod);
    kept.state = ending === 'completed' && code === 0 ? 'succeeded' : 'failed';
    env.report('job.ended', { name, item, attempt, state: kept.state, ending, pod });
    schedule();
  };
  const create = (job: JobSpec, text: string, by: string): boolean => {
    const isNew = !jobs.has(job.name);
    env.report(isNew ? 'job.created' : 'job.known', { ...job, by });
    if (!isNew) return false;
    jobs.set(job.name, { job, state: 'waiting', text });
    schedule();
    return true;
  };
  const remove = (name: string) => {
    const kept = jobs.get(name);
    if (kept === undefined) return;
    jobs.delete(name);
    env.report('job.removed', { name, item: kept.job.item });
    show();
  };
  const add = ({ item, outcome, attempt }: Ending, once: boolean, by: string): boolean => {
    const had = endings.has(item);
    const isKept = !had || !once;
    if (isKept) endings.set(item, { item, outcome, attempt });
    if (!endedAt.has(item)) endedAt.set(item, env.clock.now());
    if (had && isKept) again += 1;
    if (!isKept) refused += 1;
    marks = `${marks}${!isKept ? 'r' : had ? '2' : outcome[0]!}`.slice(-endingsShown);
    env.report(!isKept ? 'ending.refused' : had ? 'ending.again' : 'ending.kept', { item, outcome, attempt, by });
    show();
    return isKept;
  };
  show();
  return {
    handle: ({ from, body }): Json | void => {
      const request = body as ClusterRequest;
      switch (request.do) {
        case 'jobs':
          return [...jobs.values()].map(({ job, state }) => ({ ...job, state: state === 'waiting' ? 'active' : state }));
        case 'endings':
          return [...endings.values()];
        case 'create':
          return create(request.job, request.text ?? '', from);
        case 'remove':
          return remove(request.name);
        case 'add':
          return add(request.ending, request.once, from);
        case 'forget':
          if (endings.delete(request.item)) env.report('ending.forgotten', { item: request.item });
          return show();
      }
    },
  };
}
