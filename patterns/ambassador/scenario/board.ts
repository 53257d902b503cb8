import type { Env } from '../../../simulation/world.ts';
import type { Endpoints, Placement } from '../ambassador.endpoints.ts';
import { cartCount, probeKeys } from './sizes.ts';
import type { Code } from './world.ts';

const carts = probeKeys.slice(0, cartCount);

/** What an ambassador's card shows: its ring, with the carts that moved when it last changed, and how its shards stand. */
export function board(env: Env, code: Code, endpoints: Endpoints) {
  const { HashRing, hashOf, movedKeys } = code['ambassador.ring'];
  const counts = { again: 0, copied: 0, dropped: 0 };
  let before: { readonly placement: Placement; readonly endpoints: readonly string[]; readonly version: number } | undefined;
  let added: readonly string[] = [];
  let drawn = '';
  env.show(env.id, { state: 'starting', version: 0, out: 0, again: 0, copies: 0, ring: [], keys: [] });

  const changed = () => {
    const now = endpoints.status('carts');
    if (now === undefined) return;
    const { placement, version, ejected, isPanic } = now;
    const key = `${version} ${isPanic} ${ejected.join()}`;
    if (key === drawn) return;
    drawn = key;
    const mark = (endpoint: string) => (ejected.includes(endpoint) ? 'x' : added.includes(endpoint) ? 'n' : 's');
    const ring = placement instanceof HashRing ? placement.points().map(({ at, endpoint }) => ({ at, mark: mark(endpoint) })) : [];
    env.show(env.id, { state: isPanic ? 'panic' : ejected.length > 0 ? 'ejected' : 'calm', version, out: ejected.length, ring });
  };
  return {
    changed,
    /** A new list: which keys it moves is counted with many more than the carts that are drawn. */
    listed(): void {
      const now = endpoints.status('carts')!;
      const moved = before === undefined ? [] : movedKeys(probeKeys, before.placement, now.placement);
      const last = before;
      if (last !== undefined) added = now.endpoints.filter((endpoint) => !last.endpoints.includes(endpoint));
      env.report('ring.changed', { version: now.version, before: last?.version ?? 0, shards: now.endpoints.length, moved: moved.length, keys: probeKeys.length });
      env.show(env.id, { keys: carts.map((cart) => ({ at: hashOf(cart) / 2 ** 32, mark: moved.includes(cart) ? 'm' : 'k' })) });
      before = now;
    },
    count(kind: 'again' | 'copied' | 'dropped'): void {
      counts[kind] += 1;
      env.show(env.id, { again: counts.again, copies: counts.copied });
    },
  };
}
