import { hmacSha256 } from '../../../simulation/hmac-sha-256.ts';
import { Refusal } from '../../../simulation/scenario.ts';
import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { hexOf, keyRing } from './key-ring.ts';
import { bodyMs, carriers, folderOf, lookMs, putPatienceMs, signingMs, signMs, storeUrl, uploadBytesMax, waitingMax } from './sizes.ts';
import type { AppRequest, Code, Order, Setup } from './world.ts';

/** Knows its shoppers, holds the signing key, and says who may do what. Without the pattern all photos go through it. */
export function application(env: Env, code: Code, { knobs, control }: Setup, issued: Set<string>): Process {
  const ring = keyRing(env);
  for (const { id, secret } of ring) env.report('signing-key.made', { id, secret: hexOf(secret) });
  const dropped = new Set((env.disk.get('dropped') as readonly string[] | undefined) ?? []);
  /** How often the policy of a shopper was revoked: the next one has another name. */
  const revoked = new Set((env.disk.get('revoked') as readonly string[] | undefined) ?? []);
  const shown = { keys: 0, megabytes: 0, signing: control ? 'none' : 'k1' };
  const show = () => env.show('app', { ...shown, state: control ? 'carries' : 'signs' });
  const station = env.station({ slots: carriers, places: waitingMax, changed: ({ inFlight }) => env.show('app', { carrying: inFlight }) });

  const inUse = () => ring.find(({ id }, index) => !dropped.has(id) && env.clock.now() < (index + 1) * signingMs) ?? ring.at(-1)!;
  const policyOf = (browser: string) => {
    let version = 1;
    while (revoked.has(`${browser}/${version}`)) version += 1;
    return `${browser}/${version}`;
  };
  const issuer = new code['valet-key'].Issuer({
    store: storeUrl,
    signingKey: inUse,
    ttlMsMax: 604_800_000,
    hmac: hmacSha256,
    wallNow: env.wallNow,
    newId: () => Math.floor(env.random() * 36 ** 8).toString(36).padStart(8, '0'),
    onIssue: ({ id }) => env.report('audit.issued', { id }),
  });
  show();

  const sign = async (from: string, { action, resource }: AppRequest & { readonly do: 'key' }): Promise<Json> => {
    env.report('app.asked', { by: from, bytes: 0 });
    if (!resource.startsWith(folderOf(from))) throw new Refusal('not-yours');
    await env.work(signMs);
    const isUpload = action === 'write';
    const key = await issuer.issue({
      resource: knobs.scope === 'container' ? 'returns/' : resource,
      actions: [action],
      ttlMs: knobs.ttlMs as number,
      ...(knobs.policyBound === true ? { policy: policyOf(from) } : {}),
      ...(isUpload ? { maxBytes: uploadBytesMax, contentType: 'image/jpeg', once: knobs.once === true } : {}),
    });
    const query = key.url.split('?')[1] ?? '';
    issued.add(query);
    env.report('key.issued', { id: key.id, by: from, action, asked: resource, query, until: key.until });
    shown.keys += 1;
    shown.signing = inUse().id;
    show();
    return { url: key.url, until: key.until };
  };
  /** As a proxy does that stands before the store: the bytes come in, and go out again. */
  const carry = async (from: string, { method, url, bytes }: AppRequest & { readonly do: 'carry' }): Promise<Json> => {
    env.report('app.asked', { by: from, bytes });
    const leave = await station.enter();
    try {
      await env.work(method === 'PUT' ? bodyMs : lookMs);
      shown.megabytes += Math.round(bytes / 1_000_000);
      env.report('app.carried', { bytes });
      show();
      return await env.request('store', { method, url, bytes, contentType: 'image/jpeg' }, { timeoutMs: putPatienceMs });
    } finally {
      leave();
    }
  };
  const obey = (order: Order): Json => {
    if (order.do === 'drop') dropped.add(order.key);
    else revoked.add(order.policy);
    env.disk.commit({ dropped: [...dropped], revoked: [...revoked] });
    shown.signing = inUse().id;
    show();
    return 'done';
  };
  return {
    handle: ({ from, body }) => {
      if (from === 'operator') return obey(body as unknown as Order);
      const request = body as unknown as AppRequest;
      return request.do === 'key' ? sign(from, request) : carry(from, request);
    },
  };
}
