import { hmacSha256 } from '../../../simulation/hmac-sha-256.ts';
import { Refusal } from '../../../simulation/scenario.ts';
import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process, Statechart } from '../../../simulation/world.ts';
import { keyRing } from './key-ring.ts';
import { bodyMs, lookMs, stepMs, storeUrl, verdictsShown, verifyMs } from './sizes.ts';
import type { Code, Order, Setup, StoreCall } from './world.ts';

const marks: Readonly<Record<string, string>> = {
  granted: 'g', 'not-yet-valid': 't', expired: 't', malformed: 's', 'bad-signature': 's', 'not-permitted': 'p', 'too-large': 'p', 'wrong-type': 'p', 'wrong-address': 'p', revoked: 'r', 'unknown-key': 'r', spent: 'o',
};
/** To an onlooker who knows that a key was issued as it is shown, each of these says how it stands with it. The verifier says less of what it has found no signature for. */
const lives: Readonly<Record<string, string>> = { granted: 'open', 'not-yet-valid': 'early', expired: 'expired', 'unknown-key': 'retired', revoked: 'revoked', spent: 'spent' };
const minuteMs = 60_000;

/** Objects, and before them the verifier. Whoever shows a good key is served: it knows no shoppers. */
export function store(env: Env, code: Code, { knobs, control }: Setup, issued: ReadonlySet<string>): Process {
  const ring = keyRing(env);
  const dropped = new Set((env.disk.get('dropped') as readonly string[] | undefined) ?? []);
  const revoked = new Set((env.disk.get('revoked') as readonly string[] | undefined) ?? []);
  const spent = new Map((env.disk.get('spent') as readonly (readonly [string, number])[] | undefined) ?? []);
  const charts = new Map<string, Statechart>();
  const shown = { state: control ? 'none' : 'waiting', granted: 0, refused: 0, verdicts: '', parts: Number(env.disk.get('parts') ?? 0) };
  const show = () => {
    const { parts, ...verdicts } = shown;
    env.show('store/verifier', verdicts);
    env.show('store/objects', { parts });
  };
  /** Its own clock, which may be off. */
  const wallNow = () => env.wallNow() + (knobs.clockMin as number) * minuteMs;
  const verifier = new code['valet-key.verifier'].Verifier({
    store: storeUrl,
    canonical: code['valet-key'].canonical,
    keyOf: (id) => (dropped.has(id) ? undefined : ring.find((key) => key.id === id)),
    isRevoked: (policy) => revoked.has(policy),
    spend: (use, forgetAt) => {
      if (spent.has(use)) return false;
      for (const [old, end] of spent) if (end <= wallNow()) spent.delete(old);
      spent.set(use, forgetAt);
      env.disk.commit({ spent: [...spent] });
      return true;
    },
    skewMs: (knobs.skewMin as number) * minuteMs,
    hmac: hmacSha256,
    wallNow,
    onVerdict: ({ claims, ...verdict }) => env.report('audit.used', { id: claims?.id ?? '', verdict: verdict.ok ? 'granted' : verdict.reason }),
  });
  show();

  const serve = async (from: string, { method, url, bytes }: StoreCall, path: string): Promise<Json> => {
    await env.work(method === 'PUT' ? bodyMs : lookMs);
    if (method === 'PUT') {
      shown.parts += 1;
      env.disk.commit({ parts: shown.parts });
      env.report('store.wrote', { path, by: from, bytes });
      show();
    } else env.report('store.read', { path, by: from });
    return { length: url.length };
  };
  const judge = async (from: string, call: StoreCall): Promise<Json> => {
    const { method, url, bytes, contentType } = call;
    const before = env.steps();
    const verdict = await verifier.verify({ method, url, bytes, contentType, address: from });
    const steps = env.steps() - before;
    const query = url.split('?')[1] ?? '';
    const what = verdict.ok ? 'granted' : verdict.reason;
    const { id = '', key = '', policy = '' } = verdict.claims ?? {};
    env.report(verdict.ok ? 'store.granted' : 'store.refused', { by: from, method, path: verdict.path, bytes, query, id, key, policy, verdict: what, wall: Math.round(env.wallNow()), clock: Math.round(wallNow()) });
    const life = lives[what];
    if (issued.has(query) && life !== undefined) {
      const chart = charts.get(id) ?? env.statechart(id);
      charts.set(id, chart);
      chart.took(what, verdict.standing ?? life);
    }
    shown[verdict.ok ? 'granted' : 'refused'] += 1;
    shown.state = verdict.ok ? 'granted' : 'refused';
    shown.verdicts = (shown.verdicts + marks[what]!).slice(-verdictsShown);
    show();
    await env.work(verifyMs + steps * stepMs);
    if (!verdict.ok) throw new Refusal(verdict.reason);
    return serve(from, call, verdict.path);
  };
  const obey = (order: Order): Json => {
    if (order.do === 'drop') dropped.add(order.key);
    else revoked.add(order.policy);
    env.disk.commit({ dropped: [...dropped], revoked: [...revoked] });
    env.report('store.revoked', order.do === 'drop' ? { key: order.key } : { policy: order.policy });
    return 'done';
  };
  return {
    handle: ({ from, body }) => {
      if (from === 'operator') return obey(body as unknown as Order);
      const call = body as unknown as StoreCall;
      // Without the pattern it trusts the application, which is the only one that has an account.
      if (from === 'app' && control) return serve(from, call, call.url.slice(storeUrl.length + 1));
      return judge(from, call);
    },
  };
}
