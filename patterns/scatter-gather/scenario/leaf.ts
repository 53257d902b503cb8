import { Refusal, type Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { search } from './products.ts';
import { leafPlaces, leafSlots, pieceMs } from './sizes.ts';

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
  const jobs = new Set<Job>();
  const show = () => {
    const isSlow = [...jobs].some((job) => job.isSlow);
    env.show(env.id, { state: slots.queued > 0 ? 'full' : isSlow ? 'slow' : slots.inFlight > 0 ? 'working' : 'idle', inFlight: slots.inFlight });
  };
  const isWanted = ({ id, until }: Job) => {
    const why = cancelled.has(id) ? 'cancelled' : env.clock.now() >= until ? 'expired' : undefined;
    if (why === undefined) return;
    env.report('work.stopped', { id, why });
    throw new Refusal(why, 'Nobody waits for it any more.');
  };
  show();
  return {
    handle: async ({ body }) => {
      const { id, shard, shards, word, remainingMs } = body as LeafRequest;
      const job: Job = { id, until: env.clock.now() + remainingMs, isSlow: false };
      const leave = await slots.enter();
      jobs.add(job);
      try {
        isWanted(job);
        job.isSlow = env.random() * 100 < (knobs.slowPercent as number);
        show();
        for (let piece = job.isSlow ? (knobs.slowFactor as number) : 1; piece > 0; piece -= 1) {
          await env.work(least + env.random() * (most - least));
          if (piece > 1) isWanted(job);
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
    receive: ({ body }) => void cancelled.add((body as { readonly cancel: string }).cancel),
  };
}
