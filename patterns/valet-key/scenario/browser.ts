import type { Env, Process } from '../../../simulation/world.ts';
import { askPatienceMs, folderOf, lookEveryMs, looks, noticedMs, partBytes, pauseMs, putPatienceMs, storeUrl } from './sizes.ts';
import type { AppRequest, Setup, StoreCall } from './world.ts';

interface Photo {
  readonly photo: number;
  readonly parts: number;
}
interface Key {
  readonly url: string;
  readonly until: number;
}
const codeOf = (error: unknown): string => (error as { readonly code?: string }).code ?? 'failed';
/** What says that this key will not do, and another may. */
const needsAnother = (code: string) => ['expired', 'not-yet-valid', 'unknown-key', 'revoked', 'spent', 'bad-signature', 'not-permitted'].includes(code);

/** Uploads one photo after the other, part by part, and lets its owner look at each when it is up. Where a key will not do it asks for another and goes on. */
export function browser(env: Env, { knobs, control }: Setup): Process {
  const waiting: Photo[] = [];
  let isBusy = false;
  let done = 0;
  const show = (state: string, more: Readonly<Record<string, string | number | null>> = {}) => env.show(env.id, { state, ...more });
  show('idle', { until: null, parts: '', photo: 'none', done });
  const untilEnd = ({ until }: Key) => Math.round(env.clock.now() + until - env.wallNow());

  /** A proxy on the way of one browser writes down the addresses that it sees. Who uses them as they are is noticed, and the proxy is mended; who is refused each time is not. */
  const isOverheard = env.id === 'browser-1' && !control && knobs.eavesdropper !== 'away';
  const leak = (call: StoreCall) => {
    if (isOverheard && (knobs.eavesdropper === 'tampers' || env.clock.now() < noticedMs)) env.send('eavesdropper', { method: call.method, url: call.url });
  };
  const ask = async (action: 'read' | 'write', resource: string): Promise<Key> => {
    const request: AppRequest = { do: 'key', action, resource };
    for (;;) {
      try {
        const key = (await env.request('app', { ...request }, { timeoutMs: askPatienceMs })) as unknown as Key;
        env.report('key.received', { url: key.url });
        return key;
      } catch {
        await env.sleep(pauseMs);
      }
    }
  };
  /** To where the address points: one without a host points to where the page came from. */
  const go = async (method: string, url: string): Promise<void> => {
    const call: StoreCall = { method, url, bytes: method === 'PUT' ? partBytes : 0, contentType: 'image/jpeg' };
    leak(call);
    if (!control && url.startsWith(`${storeUrl}/`)) await env.request('store', { ...call }, { timeoutMs: putPatienceMs });
    else await env.request('app', { do: 'carry', ...call }, { timeoutMs: putPatienceMs });
  };
  /** Until it is done. The key may change on the way. */
  const insist = async (key: Key | undefined, path: string, go: (key: Key | undefined) => Promise<void>, renew: () => Promise<Key>): Promise<Key | undefined> => {
    let now = key;
    for (;;) {
      try {
        await go(now);
        return now;
      } catch (error) {
        const code = codeOf(error);
        env.report('browser.refused', { code, path });
        await env.sleep(pauseMs);
        if (now !== undefined && needsAnother(code)) now = await renew();
      }
    }
  };
  /** The address of one part. Where the key is for that part alone it is the key’s own. */
  const addressOf = (key: Key | undefined, path: string) => {
    if (key === undefined) return `${storeUrl}/${path}`;
    const [, query = ''] = key.url.split('?');
    return `${key.url.startsWith(storeUrl) ? storeUrl : ''}/${path}?${query}`;
  };
  const scopeOf = (folder: string, path: string) => (knobs.scope === 'object' ? path : folder);

  const upload = async ({ photo, parts }: Photo): Promise<void> => {
    const folder = `${folderOf(env.id)}${photo}/`;
    const marks = Array.from({ length: parts }, () => 'w');
    env.report('photo.begun', { photo, parts });
    let key: Key | undefined;
    const asked = async (path: string) => {
      show('asking');
      const fresh = await ask('write', scopeOf(folder, path));
      show('sending', { until: untilEnd(fresh) });
      return fresh;
    };
    for (let part = 1; part <= parts; part += 1) {
      const path = `${folder}part-${part}`;
      marks[part - 1] = 's';
      show('sending', { parts: marks.join(''), photo });
      if (!control && (key === undefined || knobs.scope === 'object')) key = await asked(path);
      key = await insist(key, path, (one) => go('PUT', addressOf(one, path)), () => asked(path));
      marks[part - 1] = 'd';
      show('sending', { parts: marks.join('') });
    }
    done += 1;
    show('idle', { done });
    env.report('photo.done', { photo });
    void view(folder);
  };
  const view = async (folder: string): Promise<void> => {
    const path = `${folder}part-1`;
    const asked = () => ask('read', scopeOf(folder, path));
    let key = control ? undefined : await asked();
    for (let look = 0; look < looks; look += 1) {
      key = await insist(key, path, (one) => go('GET', addressOf(one, path)), asked);
      await env.sleep(lookEveryMs);
    }
  };
  const work = async (): Promise<void> => {
    isBusy = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await upload(next);
    isBusy = false;
  };
  return {
    receive: ({ body }) => {
      waiting.push(body as unknown as Photo);
      if (!isBusy) void work();
    },
  };
}
