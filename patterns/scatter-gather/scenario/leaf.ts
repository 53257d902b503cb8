import { Refusal, type Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { search } from './products.ts';
import { leafPlaces, leafSlots, pieceMs, slowFactor } from './sizes.ts';

/** A type and not an interface, so that it counts as plain data. */
export type LeafRequest = { readonly id: string; readonly shard: number; readonly shards: number; readonly word: string; readonly remainingMs: number };
interface Job {
  readonly id: string;
  /** By the leaf's own clock: what remained was counted from when the request came. */
  readonly until: number;
  isSlow: boolean;
}

/** Holds shards, its own and those that it has copies of, and searches them. What nobody waits for any more it ends: at a word of the root's, and at the deadline. */
export function leaf(env: Env, knobs: Knobs): Process {
  if (Number(env.id.slice('leaf-'.length)) > (knobs.leaves as number)) return {};
  const [least, most] = pieceMs;
  const slots = env.station({ slots: leafSlots, places: leafPlaces });
  const cancelled = new Set<string>();
  /** Who waits for a slot, and how to send it away. */
  const queue = new Map<string, () => void>();
  const jobs = new Set<Job>();
  const show = () => {
    const isSlow = [...jobs].some((job) => job.isSlow);
    env.show(env.id, { state: slots.queued > 0 ? 'full' : isSlow ? 'slow' : slots.inFlight > 0 ? 'working' : 'idle', inFlight: slots.inFlight });
  };
  const refusal = (why: string) => new Refusal(why, 'Nobody waits for it any more.');
  const whyStop = ({ id, until }: Job) => (cancelled.has(id) ? 'cancelled' : env.clock.now() >= until ? 'expired' : undefined);
  const stopUnwanted = (job: Job) => {
    const why = whyStop(job);
    if (why === undefined) return;
    env.report('work.stopped', { id: job.id, why });
    throw refusal(why);
  };
  /** Its turn at a slot. One that is cancelled before is told at once, and passes its turn on when that comes. */
  const turn = (id: string) =>
    new Promise<() => void>((resolve, reject) => {
      let isWaiting = true;
      queue.set(id, () => {
        isWaiting = false;
        reject(refusal('cancelled'));
      });
      const settled = () => {
        if (isWaiting) queue.delete(id);
      };
      slots.enter().then(
        (leave) => {
          settled();
          if (isWaiting) resolve(leave);
          else leave();
        },
        (error: unknown) => {
          settled();
          reject(error);
        },
      );
    });
  show();
  return {
    handle: async ({ body }) => {
      const { id, shard, shards, word, remainingMs } = body as LeafRequest;
      const job: Job = { id, until: env.clock.now() + remainingMs, isSlow: false };
      if (cancelled.delete(id)) throw refusal('cancelled');
      const leave = await turn(id);
      jobs.add(job);
      try {
        const late = whyStop(job);
        if (late !== undefined) throw refusal(late);
        job.isSlow = env.random() * 100 < (knobs.slowPercent as number);
        show();
        for (let piece = job.isSlow ? slowFactor : 1; piece > 0; piece -= 1) {
          await env.work(least + env.random() * (most - least));
          if (piece > 1) stopUnwanted(job);
        }
        if (job.isSlow) env.report('work.done', { id });
        return search(word, shard, shards);
      } finally {
        jobs.delete(job);
        cancelled.delete(id);
        leave();
        show();
      }
    },
    receive: ({ body }) => {
      const { cancel } = body as { readonly cancel: string };
      const leaveQueue = queue.get(cancel);
      queue.delete(cancel);
      if (leaveQueue !== undefined) leaveQueue();
      else cancelled.add(cancel); // perhaps before its request
    },
  };
}
