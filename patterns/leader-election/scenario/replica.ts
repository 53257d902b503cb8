import { Refusal } from '../../../simulation/scenario.ts';
import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process, Statechart } from '../../../simulation/world.ts';
import type { Elector, ElectorEvent, LeaseStore, StoredLease } from '../leader-election.ts';
import type { LeaseFound, LeaseWritten } from './lease-store.ts';
import type { Onlooker } from './onlooker.ts';
import { lead, type Office, type Progress } from './settlement.ts';
import { awayMs, deployAtMs, followAfterMs, rollMs, shareMs, stallMs, timesOf } from './sizes.ts';
import type { Code, Setup } from './world.ts';

/** Longer than any call of the store may take by its caller's own rule: the kernel's limit never decides. */
const foreverMs = 60_000;

/** What a deployment stops and starts again. */
interface Standing {
  stop(): Promise<void>;
}
/** One replica: it does the shares that it is given and, while it leads, gives them out. */
export function replica(env: Env, code: Code, setup: Setup, onlooker: Onlooker, index: number): Process {
  const { knobs, control } = setup;
  onlooker.born(env.id);
  let isAway = false;
  const doing: number[] = [];
  const show = () => env.show(env.id, { share: doing[0] ?? 'none' });
  const settle = async (share: number): Promise<Json> => {
    doing.push(share);
    show();
    await env.work(shareMs * (0.5 + env.random()));
    doing.splice(doing.indexOf(share), 1);
    show();
    return share;
  };
  const leading = (as: string, office: Office, progress: Progress) => lead({ env, as, office, progress, settle });
  show();
  const stands = control ? index === 0 : index < (knobs.candidates as number);
  let standing: Standing | undefined;
  const begin = () => {
    if (stands) standing = control ? appointed(env, leading) : candidate(env, code, setup, onlooker, leading);
  };
  const deploy = async () => {
    isAway = true;
    env.report('replica.stopping');
    await standing?.stop();
    env.report('replica.stopped');
    await env.sleep(awayMs);
    isAway = false;
    begin();
  };
  const at = (ms: number, run: () => void) => env.clock.setTimeout(run, ms - env.clock.now());
  env.show(env.id, { state: stands ? 'stopped' : 'worker', until: null, term: 0 });
  if (env.clock.now() < index * followAfterMs) at(index * followAfterMs, begin);
  else begin();
  const deployMs = deployAtMs + (knobs.deploy === 'rolling' ? index * rollMs : 0);
  if (knobs.deploy !== 'none' && env.clock.now() < deployMs) at(deployMs, () => void deploy());
  return {
    handle: ({ body }) => {
      if (isAway) throw new Refusal('restarting');
      return settle((body as { readonly share: number }).share);
    },
  };
}

/** Without the pattern, the configuration says who leads: replica 1, for ever. */
function appointed(env: Env, leading: (as: string, office: Office, progress: Progress) => Promise<void>): Standing {
  env.show(env.id, { state: 'appointed' });
  const stopping = new AbortController();
  const work = leading(env.id, { token: 1, signal: stopping.signal, check: () => stopping.signal.throwIfAborted() }, { signing: new Set() }).catch(() => undefined);
  return {
    stop: async () => {
      stopping.abort(new Error('It was told to stop.'));
      await work;
      env.show(env.id, { state: 'stopped' });
    },
  };
}

/** The pattern's elector, with a store that is asked over a link, and the settlement as its work. */
function candidate(env: Env, code: Code, { knobs }: Setup, onlooker: Onlooker, leading: (as: string, office: Office, progress: Progress) => Promise<void>): Elector {
  const { leaseMs, ...times } = timesOf(knobs);
  const identity = `${env.id}/${Math.floor(env.random() * 36 ** 4).toString(36)}`;
  const chart: Statechart = env.statechart(identity);
  const progress: Progress = { signing: new Set() };
  let ended = (): void => undefined;
  let seen = 0;
  let until: number | null = null;
  /** The lease as it looks from here: it runs out a whole lease after its record was last seen to change. */
  const note = (stored: StoredLease | null, now: number) => {
    if (stored === null || stored.record.holder === '') until = null;
    else if (stored.revision !== seen) until = Math.round(now + stored.record.leaseMs);
    seen = stored?.revision ?? 0;
    env.show(env.id, { until });
  };
  const store: LeaseStore = {
    get: async (signal) => {
      const { now, stored } = (await env.request('lease', { do: 'get' }, { timeoutMs: foreverMs, signal })) as LeaseFound;
      note(stored, now);
      return stored ?? undefined;
    },
    put: async (record, expected, signal) => {
      const { now, revision } = (await env.request('lease', { do: 'put', record, expected: expected ?? null }, { timeoutMs: foreverMs, signal })) as LeaseWritten;
      if (revision !== null) note({ record, revision }, now);
      return revision ?? undefined;
    },
  };
  const onEvent = ({ kind, state, term }: ElectorEvent) => {
    if (kind === 'observed' || kind === 'error') return;
    chart.took(kind, state);
    const which = { token: term?.token ?? 0, term: term?.number ?? 0 };
    if (kind === 'started') env.report('replica.stands', { as: identity });
    if (kind === 'won') {
      env.report('term.began', { ...which, as: identity });
      ended = onlooker.began(env, which.token);
    }
    if (state === 'ending') {
      env.report('term.ended', { ...which, why: kind });
      ended();
    }
    if (kind !== 'renewed') env.show(env.id, { state, term: which.term });
  };
  const elector = new code['leader-election'].Elector({
    identity,
    store,
    leaseMs,
    ...times,
    isHealthy: () => knobs.watchdog !== true || [...progress.signing].every(({ since }) => env.clock.now() - since < stallMs),
    lead: async (term) => {
      try {
        await leading(identity, term, progress);
      } finally {
        env.report('work.ended', { token: term.token, as: identity });
      }
    },
    onEvent,
    clock: env.clock,
    random: env.random,
    wallNow: env.wallNow,
  });
  elector.start();
  return elector;
}
