import type { Json } from '../../../simulation/trace.ts';
import type { Env } from '../../../simulation/world.ts';
import type { Step } from '../../external-configuration-store/external-configuration-store.watch.ts';
import { watchMs, type Document, type Numbered } from './sizes.ts';
import type { Code } from './world.ts';

type Found = { readonly revision: number; readonly values: Record<string, unknown> };

/** Asks until there is an answer, and is sent everything newer from then on. */
export async function firstPushed(env: Env): Promise<Numbered> {
  for (;;) {
    try {
      const { revision, values } = (await env.request('settings', { do: 'fetch', known: 0 }, { timeoutMs: 1_000 })) as unknown as Found;
      return { ...(values as unknown as Document), revision };
    } catch {
      await env.sleep(500);
    }
  }
}

/** The catalog's own client watches the store, and tells of each revision that it comes to. */
export async function firstWatched(env: Env, code: Code, take: (document: Numbered) => void): Promise<Numbered> {
  const ask = (body: Json, timeoutMs: number, signal: AbortSignal) => env.request('settings', body, { timeoutMs, signal });
  const source = new code['external-configuration-store.watch'].WatchedSource({
    name: 'settings',
    read: async (signal) => (await ask({ do: 'fetch', known: 0 }, 1_000, signal)) as unknown as Found,
    watch: async (after, signal) => ((await ask({ do: 'watch', after }, watchMs + 1_000, signal)) as unknown as Step | null) ?? undefined,
    clock: env.clock,
  });
  const client = new code['external-configuration-store.client'].ConfigClient<Document>({
    sources: [source],
    parse: (values) => values as unknown as Document,
    retryMs: 500,
    refreshMs: 2_000,
    callTimeoutMs: 1_200,
    watchTimeoutMs: watchMs + 1_500,
    clock: env.clock,
    random: env.random,
    wallNow: env.wallNow,
  });
  client.onChange((document) => take({ ...document, revision: client.revision }));
  await client.start();
  return { ...client.get(), revision: client.revision };
}
