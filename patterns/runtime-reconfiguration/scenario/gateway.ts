import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, Process, RequestError, Statechart } from '../../../simulation/world.ts';
import type { BakeEvent, Verdict } from '../runtime-reconfiguration.rollout.ts';
import type { ChangeEvent, ChangeRefusedError } from '../runtime-reconfiguration.changes.ts';
import type { Pin, RuntimeConfig, VersionEvent } from '../runtime-reconfiguration.ts';
import { board } from './board.ts';
import { careless } from './careless.ts';
import { partsOf } from './parts.ts';
import { againMs, chargeTimeoutMs, guardLeast, guardMs, guardRatio, isSound, places, prepareTimeoutMs, statusMs, type Numbered, type Values } from './sizes.ts';
import { firstPushed, firstWatched } from './source.ts';
import type { Code, Setup } from './world.ts';

/** Makes charges, and takes up settings meanwhile. */
export function gateway(env: Env, code: Code, setup: Setup): Process {
  const { knobs, control } = setup;
  let running: { charge(charge: number): Promise<void>; take(document: Numbered): void } | undefined;
  let seen = 0;
  const early: Numbered[] = [];
  const verdicts: Record<string, Verdict> = {};
  const status = () => env.send('settings', { seen, verdicts });
  const take = (document: Numbered) => {
    if (running === undefined) return void early.push(document);
    seen = Math.max(seen, document.revision);
    running.take(document);
  };
  const boot = async () => {
    const first = knobs.arrives === 'push' ? await firstPushed(env) : await firstWatched(env, code, take);
    running = control ? careless(env, code, setup, first) : await configured(env, code, setup, first, (change, verdict) => {
      verdicts[change] = verdict;
      status();
    });
    [first, ...early.filter(({ revision }) => revision > first.revision)].forEach(take);
    const tick = () => {
      status();
      env.clock.setTimeout(tick, statusMs);
    };
    tick();
  };
  env.show(env.id, { state: 'booting', runs: 'nothing', url: 'none', pool: 0, fuse: 'closed', failures: 0, flight: '', queued: 0 });
  void boot();
  return {
    receive: ({ body }) => take(body as unknown as Numbered),
    handle: async ({ body }) => {
      if (running === undefined) throw new Refusal('booting');
      await running.charge((body as { readonly charge: number }).charge);
    },
  };
}

/** With the pattern: one snapshot for each charge, components that change together, and a guard where this gateway goes first. */
async function configured(env: Env, code: Code, { knobs }: Setup, first: Numbered, onVerdict: (change: string, verdict: Verdict) => void) {
  const { bake, isWithin } = code['runtime-reconfiguration.rollout'];
  const pool = new code.bulkhead.Bulkhead({ limit: first.stable.pool, queue: places, clock: env.clock });
  const parts = partsOf(env, code, first.stable, pool);
  const { workers } = first.stable;
  const shown = board(env, parts.fitted);
  const life = `${env.id} at ${Math.round(env.clock.now())} ms`;
  const charts = new Map<number, Statechart>();
  const madeBy = new Map<number, number>(); // the change that made a version
  const onVersion = ({ kind, version }: VersionEvent) => {
    const change = madeBy.get(version) ?? 0;
    charts.get(change)?.took(kind, kind === 'freed' ? 'over' : 'draining');
    if (kind === 'superseded') watched.get(change)?.abort(new Error('A newer version is active.'));
    shown.show();
  };
  const onEvent = ({ kind, change, state, version, error }: ChangeEvent) => {
    if (kind === 'applied') madeBy.set(version, change);
    if (kind === 'offered') return void charts.set(change, env.statechart(`${life}, change ${change}`));
    charts.get(change)?.took(kind, state);
    if (kind === 'preparing') env.report('config.preparing', { change });
    if (kind === 'refused') env.report('config.refused', { change, reason: (error as ChangeRefusedError).reason, component: (error as ChangeRefusedError).component });
    shown.note(kind, (error as ChangeRefusedError | undefined)?.reason);
  };
  const config: RuntimeConfig<Values> = new code['runtime-reconfiguration'].RuntimeConfig<Values>({
    initial: first.stable,
    prepareTimeoutMs,
    onEvent: onVersion,
    clock: env.clock,
  });
  const changes = new code['runtime-reconfiguration.changes'].Changes<Values>({
    config,
    kinds: { url: 'drain', key: 'drain', pool: 'hot', failures: 'drain', level: 'hot' },
    validate: (next) => {
      if (!isSound(next)) throw new RangeError(`${JSON.stringify(next)} cannot be run with.`);
    },
    coalesceMs: knobs.coalesceMs as number,
    onEvent,
    clock: env.clock,
    wallNow: env.wallNow,
  });
  for (const component of parts.all) await config.attach(component);
  /** What the parts say, and not what the configuration says. */
  const tell = (of: { readonly revision: number; readonly backTo?: number }) => {
    const { version, value } = config.current();
    const { connection, fuse, level } = parts.fitted;
    env.report('parts.are', { version, revision: of.revision, backTo: of.backTo ?? 0, url: connection.url, key: connection.key, pool: pool.limit, failures: fuse.failures, level, workers, saysWorkers: value.workers, connection: connection.id });
  };

  let [asked, newest] = [0, first];
  const tally = new Map<number, { ok: number; failed: number }>();
  const watched = new Map<number, AbortController>();
  const tookBack = new Set<string>();
  const guard = (version: number) => () => {
    const { ok, failed } = tally.get(version) ?? { ok: 0, failed: 0 };
    if (ok + failed < guardLeast) return 'unknown' as const;
    return failed / (ok + failed) >= guardRatio ? ('bad' as const) : ('good' as const);
  };
  const watch = async (document: Numbered, change: number, version: number) => {
    const stopping = new AbortController();
    watched.set(change, stopping);
    charts.get(change)?.took('baking', 'baking');
    shown.note('baking');
    const before = changes.history().at(-2)!.version;
    const revert = async () => {
      watched.delete(change); // what takes its place now is the way back
      const { version: now } = await changes.revert(before, { expectedVersion: version, by: 'the guard' }).catch((error: ChangeRefusedError) => {
        if (error.reason === 'conflict') stopping.abort(error); // another has taken its place
        throw error;
      });
      env.report('config.reverted', { from: version, to: before, version: now });
      shown.runs(first.revision);
      tell({ revision: config.current().revision, backTo: before });
    };
    const onBad = ({ kind }: BakeEvent) => {
      if (kind !== 'bad') return;
      tookBack.add(document.change);
      charts.get(change)?.took('bad', 'reverting');
      env.report('guard.bad', { change: document.change, version });
      shown.note('bad');
    };
    try {
      const verdict = await bake({ guard: guard(version), revert, bakeMs: knobs.bakeMs as number, checkEveryMs: guardMs, onEvent: onBad, clock: env.clock }, stopping.signal);
      if (verdict === 'kept') {
        charts.get(change)?.took('kept', 'active');
        shown.note('kept');
      }
      onVerdict(document.change, verdict);
    } catch {
      // A newer version has taken its place.
    }
  };
  const take = (document: Numbered): void => {
    if (document.revision > newest.revision) newest = document;
    const isNext = document.next !== null && !tookBack.has(document.change) && isWithin(env.id, document.change, document.percent);
    const number = (asked += 1);
    const offered = changes.update(() => (isNext ? document.next! : document.stable), { revision: document.revision, by: 'the operators' });
    offered.then(
      ({ version, changed }) => {
        if (config.current().revision !== document.revision) return; // a later one of its burst took it along
        env.report('config.settled', { revision: document.revision, version, how: changed.length > 0 ? 'applied' : 'unchanged', isNext });
        if (changed.length > 0) shown.runs(document.revision);
        tell(document);
        if (changed.length > 0 && isNext) void watch(document, number, version);
      },
      ({ reason }: ChangeRefusedError) => {
        if (reason !== 'stale') tell({ revision: config.current().revision });
        if (reason === 'invalid' || reason === 'restart') env.report('config.settled', { revision: document.revision, version: config.current().version, how: reason, isNext });
        if (reason === 'component') env.clock.setTimeout(() => void (newest === document && take(document)), againMs);
      },
    );
  };

  let ops = 0;
  /** One read of the address before the check, and one of the key after it, as code does that has grown. */
  const make = async (op: number, charge: number, pin: Pin<Values>) => {
    const connection = pin.part(parts.client);
    const staysOpen = () => {
      if (!connection.isOpen) throw new Refusal('connection-closed');
    };
    const { version, value: { url, workers: counted } } = pin;
    env.report('charge.began', { op, charge, version, connection: connection.id, workers: counted });
    await env.work((knobs.opMs as number) * (0.5 + env.random()));
    staysOpen();
    const { key } = pin.value;
    env.report('charge.sent', { op, charge, version, url, key });
    await env.request(url, { do: 'charge', charge, key }, { timeoutMs: chargeTimeoutMs });
    staysOpen();
  };
  const count = (version: number, isOk: boolean) => {
    const of = tally.get(version) ?? { ok: 0, failed: 0 };
    tally.set(version, { ok: of.ok + Number(isOk), failed: of.failed + Number(!isOk) });
  };
  const charge = async (number: number) => {
    const at = config.current().version;
    env.report('charge.came', { charge: number, version: at });
    const op = (ops += 1);
    let ran = 0;
    const end = (how: string) => env.report('charge.ended', { op, charge: number, how, came: at, version: ran, now: config.current().version });
    shown.show();
    try {
      await pool.execute(() => config.execute(async (pin) => {
        ran = pin.version;
        const leave = shown.enter(pin.version);
        try {
          await pin.part(parts.breaker).breaker.execute(() => make(op, number, pin));
        } finally {
          leave();
        }
      }));
      count(ran, true);
      end('ok');
    } catch (error) {
      const { code: how, reason } = error as RequestError & { readonly reason?: string };
      if (ran > 0) count(ran, false);
      end(reason === 'drained' ? 'drained' : String(how));
      throw error;
    } finally {
      shown.show();
    }
  };
  shown.runs(first.revision);
  tell(first);
  return { charge, take };
}
