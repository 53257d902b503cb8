import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { answerMs, backlog, listedMs, workSpread } from './sizes.ts';
import type { Setup } from './world.ts';

/** What a source answers to. */
export type SourceRequest = { readonly do: 'list' } | { readonly do: 'get' | 'remove'; readonly item: string };

/** Where sellers put their videos. A video is listed for so long, whatever becomes of it. */
export function uploads(env: Env, { knobs }: Setup): Process {
  const { arrivals, workMs } = knobs as Record<string, number>;
  const items = new Map<string, string>();
  let uploaded = 0;
  const show = () => env.show('uploads', { uploaded, listed: items.size });
  const upload = (share: number) => {
    const item = `v${(uploaded += 1)}.mp4`;
    items.set(item, JSON.stringify({ ms: Math.round(workMs! * (1 - workSpread + share * 2 * workSpread)) }));
    env.report('item.uploaded', { item });
    env.clock.setTimeout(() => drop(item), listedMs);
    show();
  };
  const drop = (item: string) => {
    if (items.delete(item)) env.report('item.unlisted', { item });
    show();
  };
  for (let number = 0; number < backlog; number += 1) upload(env.random());
  env.arrivals(arrivals!, ({ random }) => upload(random()));
  show();
  return {
    handle: ({ body }) => {
      const request = body as SourceRequest;
      if (request.do === 'list') return [...items.keys()];
      if (request.do === 'remove') return drop(request.item);
      return items.get(request.item) ?? null;
    },
  };
}

/** The source container: it makes a bucket of videos look as a source of items does. */
export function source(env: Env): Process {
  let lists = 0;
  env.show('source', { lists });
  env.ready();
  return {
    handle: async ({ from, body }) => {
      const request = body as SourceRequest;
      const answer = await env.request('uploads', request, { timeoutMs: answerMs / 2 }).catch(() => {
        throw new Refusal('unavailable', 'The uploads cannot be reached.');
      });
      if (request.do === 'list') {
        env.show('source', { lists: (lists += 1) });
        env.report('source.listed', { to: from, items: (answer as readonly string[]).length });
      }
      if (request.do === 'remove') env.report('source.changed', { by: from, item: request.item });
      return answer;
    },
  };
}
