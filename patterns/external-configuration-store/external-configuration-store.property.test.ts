import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { ConfigClient } from './external-configuration-store.client.ts';
import { ChangeIdReusedError, CompactedError, ConfigStore, RevisionConflictError, difference, type Delta, type Revision, type RevisionLog, type Values } from './external-configuration-store.ts';
import { withSecrets } from './external-configuration-store.secrets.ts';
import { WatchedSource } from './external-configuration-store.watch.ts';

const labels = ['everyone', 'north'] as const;
const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'toString');
const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', null, true), fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 2 }), fc.record({ deep: fc.integer({ min: 0, max: 1 }) }));
/** Own keys, whatever they are called: as JSON.parse makes them. */
const values: fc.Arbitrary<Values> = fc.array(fc.tuple(key, value), { maxLength: 5 }).map((entries) => Object.fromEntries(entries));
const plain = (some: Values) => JSON.stringify(Object.entries(some).sort(([one], [other]) => (one < other ? -1 : 1)));

class Table implements RevisionLog {
  rows: readonly Revision[] = [];
  newest = async () => this.rows.at(-1)?.revision ?? 0;
  head = async (label: string) => this.rows.findLast((row) => row.label === label);
  get = async (revision: number) => this.rows.find((row) => row.revision === revision);
  find = async (label: string, id: string) => this.rows.find((row) => row.label === label && row.id === id);
  history = async (label: string) => this.rows.filter((row) => row.label === label);
  append = async (revision: Revision) => {
    if (this.rows.some((row) => row.revision === revision.revision)) return false;
    this.rows = [...this.rows, revision];
    return true;
  };
  forget = async (revisions: readonly number[]) => {
    this.rows = this.rows.map((row) => (revisions.includes(row.revision) ? { ...row, values: undefined } : row));
  };
}
const applied = (from: Values, { set, removed }: Pick<Delta, 'set' | 'removed'>): Values => Object.fromEntries([...Object.entries(from).filter(([name]) => !removed.includes(name)), ...Object.entries(set)]);

describe('the difference of any two sets of values', () => {
  it('makes the one of the other, and is empty only where they are the same', () => {
    fc.assert(
      fc.property(values, values, (from, to) => {
        const step = difference(from, to);
        assert.equal(plain(applied(from, step)), plain(to));
        assert.equal(Object.keys(step.set).length + step.removed.length === 0, plain(from) === plain(to));
      }),
    );
  });
});

type Act =
  | { readonly do: 'publish'; readonly label: number; readonly behind: number; readonly values: Values; readonly id: number }
  | { readonly do: 'rollback'; readonly label: number; readonly to: number }
  | { readonly do: 'compact'; readonly label: number; readonly keep: number }
  | { readonly do: 'watch'; readonly label: number; readonly after: number };
const label = fc.nat(labels.length - 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('publish' as const), label, behind: fc.constantFrom(0, 0, 0, 1), values, id: fc.nat(40) }) },
  fc.record({ do: fc.constant('rollback' as const), label, to: fc.nat(12) }),
  fc.record({ do: fc.constant('compact' as const), label, keep: fc.integer({ min: 1, max: 3 }) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('watch' as const), label, after: fc.nat(12) }) },
);
/** What a store of settings is, in a few lines: a list of what was said, and what is forgotten of it. */
interface Model {
  readonly said: { readonly label: string; readonly values: Values; readonly id: string; isForgotten: boolean }[];
}

describe('a store', () => {
  it('does with any changes what a list of them would do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
        const table = new Table();
        const store = new ConfigStore({ log: table, clock: new HandClock(), wallNow: () => 0 });
        const { said }: Model = { said: [] };
        const replaced: number[] = [];
        const headOf = (name: string) => said.findLastIndex((one) => one.label === name) + 1;
        for (const one of acts) {
          const name = labels[one.label]!;
          const head = headOf(name);
          if (one.do === 'publish') {
            const id = `change ${one.id}`;
            const expected = Math.max(0, head - one.behind);
            const already = said.findIndex((former) => former.label === name && former.id === id) + 1;
            const outcome = await store.publish(name, one.values, { expected, by: 'release', id }).then(({ revision }) => revision, (error: unknown) => error);
            const isSame = already > 0 && plain(said[already - 1]!.values) === plain(one.values) && replaced[already - 1] === expected;
            if (already > 0 && isSame) assert.equal(outcome, already);
            else if (already > 0) assert.ok(outcome instanceof ChangeIdReusedError || (outcome === already && said[already - 1]!.isForgotten && replaced[already - 1] === expected));
            else if (expected !== head) assert.ok(outcome instanceof RevisionConflictError && outcome.actual === head);
            else {
              assert.equal(outcome, said.push({ label: name, values: one.values, id, isForgotten: false }));
              replaced[said.length - 1] = expected;
            }
          } else if (one.do === 'rollback') {
            const former = said[one.to - 1];
            const id = `back ${said.length}`;
            const outcome = await store.rollback(name, one.to, { expected: head, by: 'on call', id }).then(({ revision }) => revision, () => 'refused');
            if (former === undefined || former.label !== name || former.isForgotten) assert.equal(outcome, 'refused');
            else assert.equal(outcome, said.push({ label: name, values: former.values, id, isForgotten: false }));
          } else if (one.do === 'compact') {
            await store.compact(name, one.keep);
            for (const old of said.filter((former) => former.label === name).slice(0, -one.keep)) old.isForgotten = true;
          } else {
            const base = said[one.after - 1];
            const leaving = new AbortController();
            setTimeout(() => leaving.abort(), 0);
            const outcome = await store.watch(name, one.after, { waitMs: 0, signal: leaving.signal }).catch((error: unknown) => error);
            if (one.after >= head) continue;
            if (one.after > 0 && (base?.label !== name || base.isForgotten)) assert.ok(outcome instanceof CompactedError);
            else assert.equal(plain(applied(base?.values ?? {}, outcome as Delta)), plain(said[head - 1]!.values));
          }
          assert.deepEqual((await store.audit(name)).map(({ revision }) => revision), said.flatMap((former, index) => (former.label === name ? [index + 1] : [])));
        }
      }),
      { numRuns: 150 },
    );
  });
});

type Step =
  | { readonly do: 'publish'; readonly label: number; readonly values: Values }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'compact'; readonly label: number }
  | { readonly do: 'fail'; readonly label: number; readonly isDown: boolean }
  | { readonly do: 'lag'; readonly isBehind: boolean };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('publish' as const), label, values }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(400) }) },
  fc.record({ do: fc.constant('compact' as const), label }),
  fc.record({ do: fc.constant('fail' as const), label, isDown: fc.boolean() }),
  fc.record({ do: fc.constant('lag' as const), isBehind: fc.boolean() }),
);

describe('a client that polls or watches a store, whatever fails meanwhile', () => {
  it('serves in each layer something that was published as a whole, goes back in none of them, refuses what will not do, and comes to the newest in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25, size: 'max' }), fc.boolean(), fc.integer({ min: 0, max: 1_000 }), async (steps, isWatching, luck) => {
        const clock = new HandClock();
        const table = new Table();
        const store = new ConfigStore({ log: table, clock, wallNow: () => 0 });
        const down = new Set<string>();
        let changes = 0;
        const publish = async (name: string, some: Values) => store.publish(name, { [`${name}/number`]: changes, ...Object.fromEntries(Object.entries(some).map(([own, what]) => [`${name}/${own}`, what])) }, { expected: (await table.head(name))?.revision ?? 0, by: 'release', id: String((changes += 1)) });
        for (const name of labels) await publish(name, { a: 0 });
        const ask = async <T>(name: string, answer: () => Promise<T>): Promise<T> => {
          await new Promise<void>((resolve) => void clock.setTimeout(resolve, 5));
          if (down.has(name)) throw new Error(`${name} is down`);
          return answer();
        };
        const copy = new Table(); // two changes behind when it begins to lag
        let isBehind = false;
        const read = (name: string, known?: number) => ask(name, () => (isBehind ? new ConfigStore({ log: copy }) : store).read(name, known));
        const willNotDo = (some: Values) => Object.values(some).includes('x');
        const client = new ConfigClient<Values>({
          sources: labels.map((name) => isWatching
            ? new WatchedSource({ name, read: async () => (await read(name)) as { revision: number; values: Values }, watch: (after, signal) => ask(name, () => store.watch(name, after, { waitMs: 200, signal })), clock })
            : { name, fetch: (known) => read(name, known) }),
          parse: (some) => { if (willNotDo(some)) throw new Error('It will not do.'); return some; },
          refreshMs: 100,
          jitter: luck / 1_000,
          retryMs: 20,
          callTimeoutMs: 50,
          watchTimeoutMs: 300,
          startupTimeoutMs: 2_000,
          clock,
          random: () => luck / 1_001,
          wallNow: () => 0,
        });
        const start = client.start();
        await clock.advance(20);
        await start;
        const highest = new Map<string, number>();
        const look = () => {
          const served = client.get();
          assert.ok(!willNotDo(served));
          for (const name of labels) {
            const number = served[`${name}/number`] as number;
            assert.ok(number >= (highest.get(name) ?? 0), `${name} went back to ${number}`);
            highest.set(name, number);
            const own = Object.fromEntries(Object.entries(served).filter(([one]) => one.startsWith(`${name}/`)));
            assert.ok(published.get(name)?.has(plain(own)), `${name} never said ${plain(own)}`);
          }
        };
        const published = new Map<string, Set<string>>();
        const note = () => {
          for (const { label: name, values: said } of table.rows) if (said !== undefined) published.set(name, (published.get(name) ?? new Set()).add(plain(said)));
        };
        note();
        for (const one of steps) {
          if (one.do === 'wait') for (let ms = 0; ms < one.ms; ms += 20) await clock.advance(20).then(look);
          else if (one.do === 'publish') await publish(labels[one.label]!, one.values).then(note);
          else if (one.do === 'compact') await store.compact(labels[one.label]!, 1);
          else if (one.do === 'lag') [isBehind, copy.rows] = [one.isBehind, one.isBehind && !isBehind ? table.rows.slice(0, Math.max(labels.length, table.rows.length - 2)) : copy.rows];
          else if (one.isDown) down.add(labels[one.label]!);
          else down.delete(labels[one.label]!);
        }
        down.clear();
        isBehind = false;
        for (const name of labels) if (willNotDo((await table.head(name))!.values!)) await publish(name, { a: 1 }).then(note);
        await clock.advance(1_000);
        look();
        const newest = Object.fromEntries((await Promise.all(labels.map((name) => table.head(name)))).flatMap((row) => Object.entries(row!.values!)));
        assert.equal(plain(client.get()), plain(newest));
        client.stop();
      }),
      { numRuns: 200 },
    );
  });
});

describe('secrets', () => {
  it('never stand in the JSON of any settings that hold them', async () => {
    const reference = fc.record({ $secret: fc.constantFrom('payments', 'mail') });
    const { tree } = fc.letrec((tie) => ({ tree: fc.oneof({ depthSize: 'small' }, reference, fc.integer(), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b'), tie('tree'))) }));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom('x', 'y'), tree), async (some) => {
        const text = JSON.stringify(await withSecrets(some, async (name) => `hush ${name}`));
        assert.ok(!text.includes('hush'));
        assert.equal(text.split('[secret ').length, JSON.stringify(some).split('"$secret"').length);
      }),
    );
  });
});
