import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process, RequestError, Statechart } from '../../../simulation/world.ts';
import type { ConfigCache, ConfigClient, ConfigEvent, ConfigSource, SavedConfig } from '../external-configuration-store.client.ts';
import type { Held, Step } from '../external-configuration-store.watch.ts';
import { till } from './till.ts';
import { contentOf, first, secretText, shopSettings, type ShopSettings } from './settings.ts';
import { againMs, busyMs, callTimeoutMs, everyone, labelsOf, regionOf, retryMs, stalestMs, startupTimeoutMs, watches, watchTimeoutMs } from './sizes.ts';
import type { StoreRequest } from './store.ts';
import type { Code, Setup } from './world.ts';

/** Longer than any call may take by the client's own rule: the kernel's limit never decides. */
const foreverMs = 60_000;

/** One instance of the shop. Its settings come from the store, and each payment reads them once. */
export function shop(env: Env, code: Code, { knobs, fleet }: Setup): Process {
  const { ConfigClient } = code['external-configuration-store.client'];
  const { WatchedSource } = code['external-configuration-store.watch'];
  const { withSecrets } = code['external-configuration-store.secrets'];
  const isWatching = watches(env.id, knobs);
  const hasCache = knobs.lkg === true;
  const ask = async (request: StoreRequest, signal: AbortSignal): Promise<Json> => {
    try {
      return await env.request('store', request as unknown as Json, { timeoutMs: foreverMs, signal });
    } catch (error) {
      throw (error as RequestError).code === 'TOO_MANY_REQUESTS' ? Object.assign(error as RequestError, { retryAfterMs: busyMs }) : error;
    }
  };
  const polled = (label: string): ConfigSource => ({ name: label, fetch: async (known, signal) => ((await ask({ do: 'read', label, known: known ?? null }, signal)) as unknown as Held | null) ?? 'not-modified' });
  const watched = (label: string): ConfigSource =>
    new WatchedSource({
      name: label,
      read: async (signal) => (await ask({ do: 'read', label, known: null }, signal)) as unknown as Held,
      watch: async (after, signal) => ((await ask({ do: 'watch', label, after }, signal)) as unknown as Step | null) ?? undefined,
      clock: env.clock,
    });
  // What an instance that ran before this run had kept.
  if (hasCache && env.disk.get('kept') === undefined) env.disk.commit({ kept: { confirmedAt: env.wallNow(), layers: labelsOf(env.id).map((label) => layerOf(label)) } });
  const cache: ConfigCache = {
    load: async () => (hasCache ? (env.disk.get('kept') as unknown as SavedConfig | undefined) : undefined),
    save: async (saved) => {
      env.report('shop.kept', { text: JSON.stringify(saved) });
      if (hasCache) env.disk.commit({ kept: saved as unknown as Json });
    },
  };
  const chart: Statechart = env.statechart(env.id);
  let client: ConfigClient<ShopSettings>;
  const onEvent = (event: ConfigEvent) => {
    const { kind, state, revision } = event;
    if (kind === 'not-cached') return;
    chart.took(kind, state);
    env.show(env.id, { state, revision });
    if (kind === 'refused' || kind === 'missed') env.report(`shop.${kind}`, { why: (event.error as { readonly code?: string }).code ?? '' });
    if (kind === 'gave-up' || kind === 'expired') env.report(`shop.${kind}`, {});
    if (kind === 'loaded' || kind === 'changed' || kind === 'fell-back') serves(event);
  };
  const serves = ({ kind, revision, from }: ConfigEvent) => {
    const now = client.get();
    const content = Object.fromEntries(labelsOf(env.id).map((label) => [label === everyone ? 'everyone' : 'ownRegion', contentOf(now as unknown as Record<string, unknown>, label)]));
    env.report('shop.serves', { kind, from: from ?? '', revision, region: regionOf(env.id), ...content, isTyped: typeof now.port === 'number' && typeof now.limit === 'number', logged: JSON.stringify(now) });
    const publishedAt = fleet.publishedAt.get(revision);
    if (kind === 'changed' && publishedAt !== undefined) env.report(isWatching ? 'shop.told' : 'shop.found', { revision, ms: Math.round(env.clock.now() - publishedAt) });
  };
  const run = async (): Promise<void> => {
    for (;;) {
      env.report('shop.started', {});
      client = new ConfigClient<ShopSettings>({
        sources: labelsOf(env.id).map(isWatching ? watched : polled),
        parse: async (values, signal) => {
          const checked = knobs.validation === 'both' || knobs.validation === 'client' ? shopSettings(values) : (values as unknown as ShopSettings);
          return (await withSecrets(checked as unknown as Record<string, unknown>, async () => secretText, signal)) as unknown as ShopSettings;
        },
        refreshMs: knobs.pollMs as number,
        jitter: (knobs.jitter as number) / 100,
        retryMs: Math.min(retryMs, knobs.pollMs as number),
        callTimeoutMs,
        watchTimeoutMs,
        startupTimeoutMs,
        maxStaleMs: stalestMs(knobs),
        cache,
        onEvent,
        clock: env.clock,
        random: env.random,
        wallNow: env.wallNow,
      });
      try {
        return await client.start();
      } catch {
        await env.sleep(againMs);
      }
    }
  };
  void run();
  return till(env, knobs, () => {
    const { host, port, key } = client.get();
    return { payment: { host, port, key: key.reveal() }, revision: client.revision };
  }, () => client.ageMs);
}

const layerOf = (label: string) => {
  const index = first.findIndex(([name]) => name === label);
  return { name: label, revision: index + 1, values: first[index]![1] as unknown as Json };
};
