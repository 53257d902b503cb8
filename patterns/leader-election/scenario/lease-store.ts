import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { LeaseRecord, StoredLease } from '../leader-election.ts';
import type { Onlooker } from './onlooker.ts';
import { storeMs, timesOf } from './sizes.ts';
import type { Setup } from './world.ts';

/** What a candidate asks of the store. */
export type LeaseRequest = { readonly do: 'get' } | { readonly do: 'put'; readonly record: LeaseRecord; readonly expected: number | null };
/** Its answers. `now` is its clock, which no fault turns: rings are drawn by it, and nothing is judged. */
export type LeaseFound = { readonly now: number; readonly stored: StoredLease | null };
export type LeaseWritten = { readonly now: number; readonly revision: number | null };

export const hostOf = (identity: string): string => identity.split('/')[0]!;

/** One record with its revision, on a disk, under compare-and-set. */
export function leaseStore(env: Env, { knobs, control }: Setup, onlooker: Onlooker): Process {
  if (control) return {};
  const { leaseMs, renewDeadlineMs } = timesOf(knobs);
  const stored = () => (env.disk.get('stored') as StoredLease | undefined) ?? null;
  let timer: unknown;
  /** How the record stands, for the picture. The store itself judges nothing. */
  const show = (state: string) => {
    const now = stored();
    env.show('lease', { state, holder: now === null || now.record.holder === '' ? 'nobody' : hostOf(now.record.holder), term: now?.record.terms ?? 0, revision: now?.revision ?? 0 });
  };
  const age = () => {
    env.clock.clearTimeout(timer);
    const now = stored();
    if (now === null || now.record.holder === '') return show('free');
    show('held');
    timer = env.clock.setTimeout(() => {
      show('silent');
      timer = env.clock.setTimeout(() => show('over'), leaseMs - renewDeadlineMs);
    }, renewDeadlineMs);
  };
  age();
  env.show('lease', { gap: 0 });
  onlooker.onGap = (ms) => env.show('lease', { gap: Math.round(ms / 100) / 10 });
  return {
    handle: async ({ from, body }): Promise<Json> => {
      const request = body as LeaseRequest;
      await env.work(storeMs);
      if (request.do === 'get') return { now: env.clock.now(), stored: stored() };
      const before = stored();
      const done = (before?.revision ?? null) === request.expected;
      const revision = done ? (before?.revision ?? 0) + 1 : (before?.revision ?? 0);
      const { holder, terms } = request.record;
      if (done) env.disk.commit({ stored: { record: request.record, revision } });
      env.report('lease.put', { by: from, holder, before: before?.record.holder ?? '', done, revision, term: terms });
      if (done) age();
      return { now: env.clock.now(), revision: done ? revision : null };
    },
  };
}
