import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { answerMs, backlog, listedMs, workSpread } from './sizes.ts';
import type { Setup } from './world.ts';

/** What a source answers to. */
export type SourceRequest = { readonly do: 'list' } | { readonly do: 'get' | 'remove'; readonly item: string };

/** What a seller uploads. A type and not an interface, so that it counts as plain data. */
type Video = { readonly item: string; readonly text: string };
/** When each video ended, by the record. */
export type EndedAt = Map<string, number>;

/** They upload some videos at once, and more as time goes by. */
export function sellers(env: Env, { knobs }: Setup): Process {
  const { arrivals, workMs } = knobs as Record<string, number>;
  let uploaded = 0;
  const upload = (share: number) => {
    const video: Video = { item: `v${(uploaded += 1)}.mp4`, text: JSON.stringify({ ms: Math.round(workMs! * (1 - workSpread + share * 2 * workSpread)) }) };
    env.send('uploads', video);
    env.show('sellers', { uploaded });
  };
  for (let number = 0; number < backlog; number += 1) upload(env.random());
  env.arrivals(arrivals!, ({ random }) => upload(random()));
  return {};
}

/** Where their videos are. One is listed until it has ended, and for a while from then on. */
export function uploads(env: Env, endedAt: EndedAt): Process {
  const items = new Map<string, string>();
  const show = () => env.show('uploads', { listed: items.size });
  const drop = (item: string) => {
    if (items.delete(item)) env.report('item.unlisted', { item });
    show();
  };
  show();
  return {
    receive: ({ body }) => {
      const { item, text } = body as Video;
      if (items.has(item)) return;
      items.set(item, text);
      env.report('item.uploaded', { item });
      show();
    },
    handle: ({ body }) => {
      const request = body as SourceRequest;
      if (request.do === 'list') {
        for (const item of items.keys()) if (env.clock.now() - (endedAt.get(item) ?? Infinity) >= listedMs) drop(item);
        return [...items.keys()];
      }
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
