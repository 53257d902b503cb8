import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, RequestError } from '../../../simulation/world.ts';
import { partsOf } from './parts.ts';
import { chargeTimeoutMs, places, type Numbered, type Values } from './sizes.ts';
import type { Code, Setup } from './world.ts';

/** Without the pattern: one object with the settings, whose fields are set one after the other, and which whoever needs a value reads when it needs it. */
export function careless(env: Env, code: Code, { knobs }: Setup, first: Numbered) {
  const live: { -readonly [Key in keyof Values]: Values[Key] } = { ...first.stable };
  const pool = new code.bulkhead.Bulkhead({ limit: live.pool, queue: places, clock: env.clock });
  const { fitted } = partsOf(env, code, live, pool);
  let runs = first.revision;
  let [flight, ops] = [0, 0];
  const show = () => env.show(env.id, { state: 'careless', runs, url: live.url.replace('provider-', ''), pool: pool.limit, fuse: fitted.fuse.breaker.state, failures: live.failures, flight: 'n'.repeat(flight), queued: pool.queued });
  const make = async (op: number, charge: number) => {
    const { url } = live;
    env.report('charge.began', { op, charge, version: runs, connection: fitted.connection.id, workers: live.workers });
    await env.work((knobs.opMs as number) * (0.5 + env.random()));
    env.report('charge.sent', { op, charge, version: runs, url, key: live.key });
    await env.request(url, { do: 'charge', charge, key: live.key }, { timeoutMs: chargeTimeoutMs });
  };
  const charge = async (number: number) => {
    const came = runs;
    const op = (ops += 1);
    env.report('charge.came', { charge: number, version: came });
    const end = (how: string) => env.report('charge.ended', { op, charge: number, how, came, version: came, now: runs });
    try {
      await pool.execute(async () => {
        flight += 1;
        show();
        try {
          await fitted.fuse.breaker.execute(() => make(op, number));
        } finally {
          flight -= 1;
        }
      });
      end('ok');
    } catch (error) {
      end(String((error as RequestError).code));
      throw error;
    } finally {
      show();
    }
  };
  const take = ({ stable, next, revision }: Numbered) => {
    Object.assign(live, next ?? stable);
    runs = revision;
    if (!Number.isInteger(live.pool) || live.pool < 1) throw new Refusal('invalid', 'It could not be told that this pool is none.');
    pool.limit = live.pool;
    show();
  };
  show();
  return { charge, take: (document: Numbered) => { try { take(document); } catch { env.log(`Revision ${document.revision} is half in force.`); } } };
}
