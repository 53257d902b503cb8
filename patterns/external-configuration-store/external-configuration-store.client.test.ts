import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { ConfigClient, ConfigRefusedError, ConfigTimeoutError, ConfigUnavailableError, OlderRevisionError, type ConfigCache, type ConfigClientOptions, type ConfigEvent, type ConfigSource, type SavedConfig, type Values } from './external-configuration-store.client.ts';
import { WatchedSource } from './external-configuration-store.watch.ts';

interface Shop {
  readonly host: string;
  readonly port: number;
}
const down = Object.assign(new Error('the store is down'), { code: 'DOWN' });

/** A source that says what the test wants it to. */
class Said implements ConfigSource {
  readonly name: string;
  asked: (number | undefined)[] = [];
  revision = 1;
  values: Values;
  error: unknown;
  /** Its answers wait until this has ended. */
  gate: Promise<void> | undefined;
  signals: AbortSignal[] = [];
  ageMs?: number;
  constructor(name: string, values: Values) {
    this.name = name;
    this.values = values;
  }
  set(revision: number, values: Values): void {
    this.revision = revision;
    this.values = values;
  }
  async fetch(known: number | undefined, signal: AbortSignal) {
    this.asked.push(known);
    this.signals.push(signal);
    const { error } = this;
    await this.gate;
    if (error !== undefined) throw error;
    return this.revision === known ? ('not-modified' as const) : { revision: this.revision, values: this.values };
  }
}
/** One that is told: `changed` resolves when the test says so. */
class Told extends Said {
  private waiting: ((error?: Error) => void)[] = [];
  changed(): Promise<void> {
    return new Promise((resolve, reject) => void this.waiting.push((error) => (error === undefined ? resolve() : reject(error))));
  }
  tell(error?: Error): void {
    for (const wake of this.waiting.splice(0)) wake(error);
  }
}
function shopSettings({ host, port }: Values): Shop {
  if (typeof port !== 'number') throw new TypeError('port must be a number.');
  return { host: String(host), port };
}
class Shelf implements ConfigCache {
  saved: SavedConfig | undefined;
  error: unknown;
  async load() {
    if (this.error !== undefined) throw this.error;
    return this.saved;
  }
  async save(saved: SavedConfig) {
    if (this.error !== undefined) throw this.error;
    this.saved = saved;
  }
}
const wallAt = 1_700_000_000_000;

function setUp(options: Partial<ConfigClientOptions<Shop>> = {}) {
  const clock = new HandClock();
  const store = new Said('store', { host: 'a', port: 1 });
  const events: ConfigEvent[] = [];
  const client = new ConfigClient<Shop>({ sources: [store], parse: shopSettings, refreshMs: 1_000, jitter: 0, retryMs: 100, callTimeoutMs: 50, watchTimeoutMs: 5_000, startupTimeoutMs: 2_000, clock, random: () => 0.5, wallNow: () => wallAt + clock.now(), onEvent: (event) => void events.push(event), ...options });
  const started = async () => {
    const start = client.start();
    start.catch(() => undefined);
    await clock.settle();
    return start;
  };
  return { clock, store, client, events, started, kinds: () => events.map(({ kind, state }) => `${kind} ${state}`) };
}

describe('a client that starts', () => {
  it('serves what the sources say, and says from where, which revision and how old', async () => {
    const { clock, client, events, started } = setUp();
    await started();
    assert.deepEqual([client.get(), client.revision, client.ageMs, client.state], [{ host: 'a', port: 1 }, 1, 0, 'current']);
    assert.deepEqual(events.map(({ kind, state, from, keys }) => [kind, state, from, keys]), [['started', 'booting', undefined, []], ['loaded', 'current', 'sources', ['host', 'port']]]);
    await clock.advance(300);
    assert.equal(client.ageMs, 300);
  });
  it('has nothing to give before that', () => {
    const { client } = setUp();
    assert.throws(() => client.get(), (error) => error instanceof ConfigUnavailableError && error.code === 'CONFIG_UNAVAILABLE' && error.state === 'stopped');
    assert.deepEqual([client.revision, client.ageMs], [0, Infinity]);
  });
  it('starts once, however often it is told to', async () => {
    const { client, store, started } = setUp();
    await Promise.all([started(), client.start(), client.start()]);
    assert.equal(store.asked.length, 1);
  });
  it('lets a later source override an earlier one, key by key', async () => {
    const sources = [new Said('all', { host: 'a', port: 1 }), new Said('here', { port: 2 })];
    const { client, started } = setUp({ sources });
    sources[1]!.revision = 7;
    await started();
    assert.deepEqual([client.get(), client.revision], [{ host: 'a', port: 2 }, 7]);
  });
  it('goes on asking where there is nothing to start on, with pauses that double, and serves when it can', async () => {
    const { clock, store, client, started, kinds } = setUp();
    store.error = down;
    const start = started();
    await clock.advance(100 + 200);
    assert.equal(store.asked.length, 3);
    store.error = undefined;
    await clock.advance(400);
    await start;
    assert.deepEqual(client.get(), { host: 'a', port: 1 });
    assert.deepEqual(kinds(), ['started booting', 'missed booting', 'missed booting', 'missed booting', 'loaded current']);
  });
  it('gives up in the end, with the last failure as the cause', async () => {
    const { clock, store, client, started, events } = setUp();
    store.error = down;
    const start = started();
    start.catch(() => undefined);
    await clock.advance(3_000);
    await assert.rejects(start, (error) => error instanceof ConfigUnavailableError && error.state === 'failed' && error.cause === down);
    assert.deepEqual([events.at(-1)?.kind, client.state, clock.waiting], ['gave-up', 'failed', 0]);
  });
  it('can be started again after it gave up, and tries for as long as it was told to', async () => {
    const { clock, store, client, started } = setUp({ startupTimeoutMs: 50, retryMs: 1_000 });
    store.error = down;
    const start = started();
    start.catch(() => undefined);
    await clock.advance(50);
    await assert.rejects(start, ConfigUnavailableError);
    store.error = undefined;
    await client.start();
    assert.equal(client.get().host, 'a');
    await clock.advance(1_000);
    assert.equal(store.asked.length, 4);
  });
  it('starts on the last good settings where nobody answers, and says that they are old', async () => {
    const cache = new Shelf();
    cache.saved = { layers: [{ name: 'store', revision: 4, values: { host: 'kept', port: 4 } }], confirmedAt: wallAt + 1_000 - 60_000 };
    const { store, client, started, kinds, events } = setUp({ cache });
    store.error = down;
    await started();
    assert.deepEqual([client.get(), client.revision, client.ageMs, client.state], [{ host: 'kept', port: 4 }, 4, 60_000, 'stale']);
    assert.deepEqual([kinds(), events.at(-1)?.from], [['started booting', 'missed booting', 'fell-back stale'], 'cache']);
  });
  it('asks the sources first, with the revision that it has kept, and takes nothing older', async () => {
    const cache = new Shelf();
    cache.saved = { layers: [{ name: 'store', revision: 4, values: { host: 'kept', port: 4 } }], confirmedAt: wallAt };
    const { store, client, started, events } = setUp({ cache });
    await started();
    assert.deepEqual([store.asked, client.get().host], [[4], 'kept']);
    assert.ok(events[1]?.error instanceof OlderRevisionError);
  });
  it('serves what it has kept as current where that is the newest', async () => {
    const cache = new Shelf();
    cache.saved = { layers: [{ name: 'store', revision: 4, values: { host: 'kept', port: 4 } }], confirmedAt: wallAt };
    const { store, client, started, kinds } = setUp({ cache });
    store.revision = 4;
    await started();
    assert.deepEqual([client.get().host, client.state, client.ageMs, kinds()], ['kept', 'current', 0, ['started booting', 'loaded current']]);
  });
  it('takes from the cache nothing that is too old, of other sources, or will not do', async () => {
    for (const saved of [
      { layers: [{ name: 'store', revision: 4, values: { host: 'kept', port: 4 } }], confirmedAt: wallAt - 90_000 },
      { layers: [{ name: 'another', revision: 4, values: { host: 'kept', port: 4 } }], confirmedAt: wallAt },
      { layers: [{ name: 'store', revision: 4, values: { host: 'kept', port: 'four' } }], confirmedAt: wallAt },
    ]) {
      const cache = new Shelf();
      cache.saved = saved;
      const { store, client, started } = setUp({ cache, bundled: { host: 'bundled', port: 9 }, maxStaleMs: 60_000 });
      store.error = down;
      await started();
      assert.deepEqual([client.get(), client.revision], [{ host: 'bundled', port: 9 }, 0]);
    }
  });
  it('starts without its cache where that fails, or hangs', async () => {
    const cache = new Shelf();
    cache.error = new Error('the disk is broken');
    const { client, started, kinds } = setUp({ cache });
    await started();
    assert.deepEqual([client.get().host, kinds()], ['a', ['started booting', 'not-cached booting', 'loaded current', 'not-cached current']]);
    const hung = setUp({ cache: { load: () => new Promise(() => undefined), save: async () => undefined } });
    const start = hung.started();
    await hung.clock.advance(50);
    await start;
    assert.equal(hung.client.get().host, 'a');
  });
  it('serves what it brings along where there is nothing else, until somebody answers', async () => {
    const { clock, store, client, started, kinds } = setUp({ bundled: { host: 'bundled', port: 9 } });
    store.error = down;
    await started();
    assert.deepEqual([client.get().host, client.state], ['bundled', 'stale']);
    store.error = undefined;
    await clock.advance(1_000);
    assert.deepEqual([client.get().host, client.state, kinds().at(-1)], ['a', 'current', 'changed current']);
  });
  it('cannot be started after its end', async () => {
    const { client } = setUp();
    client.stop();
    await assert.rejects(client.start(), ConfigUnavailableError);
  });
});

describe('a refresh', () => {
  it('serves the new settings in one step, and tells of the keys that differ', async () => {
    const { store, client, started, events } = setUp();
    await started();
    const before = client.get();
    const told: unknown[] = [];
    client.onChange((now, then, keys) => told.push([now, then, keys]));
    store.set(2, { host: 'b', port: 1, extra: [1] });
    assert.equal(await client.refresh(), true);
    assert.deepEqual([before, client.get(), client.revision], [{ host: 'a', port: 1 }, { host: 'b', port: 1 }, 2]);
    assert.deepEqual([told, events.at(-1)?.keys], [[[{ host: 'b', port: 1 }, { host: 'a', port: 1 }, ['host', 'extra']]], ['host', 'extra']]);
  });
  it('says that nothing changed, and makes what is served young again', async () => {
    const { clock, client, started, kinds } = setUp({ refreshMs: 60_000 });
    await started();
    await clock.advance(500);
    assert.deepEqual([await client.refresh(), client.ageMs, kinds().at(-1)], [false, 0, 'confirmed current']);
  });
  it('counts the age from the question, and not from the answer', async () => {
    const { clock, store, client, started } = setUp({ callTimeoutMs: 500, refreshMs: 60_000 });
    await started();
    await clock.advance(1_000);
    let open = (): void => undefined;
    store.gate = new Promise((resolve) => (open = resolve));
    const refresh = client.refresh();
    await clock.advance(300);
    open();
    await refresh;
    assert.equal(client.ageMs, 300);
  });
  it('adds the age that a source says its answers have', async () => {
    const { store, client, started } = setUp();
    store.ageMs = 700;
    await started();
    assert.equal(client.ageMs, 700);
  });
  it('is one for all who ask for it meanwhile', async () => {
    const { store, client, started } = setUp();
    await started();
    store.set(2, { host: 'b', port: 2 });
    assert.deepEqual(await Promise.all([client.refresh(), client.refresh(), client.refresh()]), [true, true, true]);
    assert.equal(store.asked.length, 2);
    await client.refresh();
    assert.equal(store.asked.length, 3);
  });
  it('that fails leaves everything as it was, says why, and is tried again', async () => {
    const { clock, store, client, started, events } = setUp();
    await started();
    store.error = down;
    await assert.rejects(client.refresh(), down);
    assert.deepEqual([client.get().host, client.state, events.at(-1)?.kind, events.at(-1)?.error], ['a', 'stale', 'missed', down]);
    store.error = undefined;
    store.set(2, { host: 'b', port: 2 });
    await clock.advance(1_000);
    assert.deepEqual([client.get().host, client.state], ['b', 'current']);
  });
  it('keeps nothing of what one source said when another failed, and asks for it again', async () => {
    const sources = [new Said('all', { host: 'a', port: 1 }), new Said('here', { port: 1 })];
    const { client, started } = setUp({ sources });
    await started();
    sources[0]!.set(5, { host: 'b', port: 1 });
    sources[1]!.error = down;
    await assert.rejects(client.refresh(), down);
    sources[1]!.error = undefined;
    assert.equal(await client.refresh(), true);
    assert.deepEqual([sources[0]!.asked, client.get().host, client.revision], [[undefined, 1, 1], 'b', 5]);
  });
  it('refuses settings that will not do, says why, and serves the last good ones on', async () => {
    const { store, client, started, events } = setUp();
    await started();
    store.set(2, { host: 'b', port: 'two' });
    await assert.rejects(client.refresh(), (error) => error instanceof ConfigRefusedError && error.code === 'CONFIG_REFUSED' && (error.cause as Error).message === 'port must be a number.');
    assert.deepEqual([client.get(), client.revision, client.state, events.at(-1)?.kind], [{ host: 'a', port: 1 }, 1, 'stale', 'refused']);
    store.set(3, { host: 'c', port: 3 });
    await client.refresh();
    assert.deepEqual([client.get().host, client.state], ['c', 'current']);
  });
  it('takes nothing older than it has', async () => {
    const { store, client, started } = setUp();
    store.revision = 5;
    await started();
    store.set(4, { host: 'old', port: 1 });
    await assert.rejects(client.refresh(), (error) => error instanceof OlderRevisionError && error.code === 'OLDER_REVISION' && error.answer.revision === 4 && error.answer.known === 5 && error.answer.source === 'store');
    assert.deepEqual([client.get().host, client.revision], ['a', 5]);
  });
  it('ends a question that gets no answer, and has its signal aborted', async () => {
    const { clock, store, client, started } = setUp();
    await started();
    store.gate = new Promise(() => undefined);
    const refresh = client.refresh();
    refresh.catch(() => undefined);
    await clock.advance(50);
    await assert.rejects(refresh, (error) => error instanceof ConfigTimeoutError && error.code === 'CONFIG_TIMEOUT');
    assert.equal(store.signals.at(-1)?.aborted, true);
  });
  it('serves nothing that its reader or the source could change afterwards', async () => {
    const { store, client, started } = setUp({ parse: (values) => values as unknown as Shop });
    const list = { host: 'a', port: 1, list: [1] };
    store.values = list;
    await started();
    list.list.push(2);
    assert.deepEqual(client.get(), { host: 'a', port: 1, list: [1] });
    assert.throws(() => Object.assign(client.get(), { port: 2 }), TypeError);
  });
  it('fails where a source has nothing new for somebody who knows nothing', async () => {
    const { client, started, clock } = setUp({ sources: [{ name: 'odd', fetch: async () => 'not-modified' }], startupTimeoutMs: 1 });
    const start = started();
    start.catch(() => undefined);
    await clock.advance(500);
    await assert.rejects(start, (error) => error instanceof ConfigUnavailableError && error.cause instanceof TypeError);
    assert.equal(client.state, 'failed');
  });
});

describe('a client that polls', () => {
  it('asks once a period, a little earlier by chance', async () => {
    const { clock, store, started } = setUp({ jitter: 0.4 });
    await started();
    await clock.advance(799);
    assert.equal(store.asked.length, 1);
    await clock.advance(1);
    assert.equal(store.asked.length, 2);
  });
  it('waits longer after each failure, and never longer than a period', async () => {
    const { clock, store, started } = setUp();
    await started();
    store.error = down;
    await clock.advance(1_000);
    const asked: number[] = [];
    for (const ms of [100, 200, 400, 800, 1_000, 1_000]) {
      await clock.advance(ms);
      asked.push(store.asked.length);
    }
    assert.deepEqual(asked, [3, 4, 5, 6, 7, 8]);
  });
  it('waits at least for as long as the store asks it to, also beyond a period, and longer by chance', async () => {
    const { clock, store, started } = setUp({ jitter: 0.4 });
    await started();
    store.error = Object.assign(new Error('too many requests'), { retryAfterMs: 3_000 });
    await clock.advance(800 + 3_000 * 1.2 - 1);
    assert.equal(store.asked.length, 2);
    await clock.advance(1);
    assert.equal(store.asked.length, 3);
  });
  it('waits as after any failure where what the store asks for is no time', async () => {
    for (const retryAfterMs of [NaN, -1, 0, 'Wed, 21 Oct 2026 07:28:00 GMT', null]) {
      const { clock, store, started } = setUp();
      await started();
      store.error = Object.assign(new Error('too many requests'), { retryAfterMs });
      await clock.advance(1_099);
      assert.equal(store.asked.length, 2, String(retryAfterMs));
    }
  });
  it('asks again soon where it has started on what it had, and begins to count its failures anew', async () => {
    const { clock, store, client, started } = setUp({ bundled: { host: 'bundled', port: 9 }, refreshMs: 60_000 });
    store.error = down;
    await started();
    store.error = undefined;
    await clock.advance(100);
    assert.deepEqual([client.get().host, client.state], ['a', 'current']);
    store.error = down;
    await clock.advance(60_000 + 99);
    assert.equal(store.asked.length, 3);
    await clock.advance(1);
    assert.equal(store.asked.length, 4);
  });
  it('asks no source again while another one is still being asked', async () => {
    const sources = [new Said('fast', { host: 'a', port: 1 }), new Said('slow', {})];
    const { clock, started } = setUp({ sources, callTimeoutMs: 500 });
    await started();
    sources[0]!.error = down;
    sources[1]!.gate = new Promise(() => undefined);
    await clock.advance(1_000 + 499);
    assert.deepEqual(sources.map(({ asked }) => asked.length), [2, 2]);
  });
});

describe('pauses', () => {
  it('are left to chance after each poll and after each failure', async () => {
    const { clock, store, started } = setUp({ jitter: 0.4 });
    await started();
    await clock.advance(2 * 800);
    assert.equal(store.asked.length, 3);
    store.error = down;
    await clock.advance(800 + 80 + 160);
    assert.equal(store.asked.length, 6);
  });
  it('are no longer than a timer can wait, whatever is asked for', async () => {
    const waits: number[] = [];
    const clock = new HandClock();
    const { store, started, client } = setUp({ jitter: 1, maxStaleMs: 2 ** 40, clock: { now: clock.now, clearTimeout: clock.clearTimeout, setTimeout: (run, ms) => { waits.push(ms); return clock.setTimeout(run, ms); } } });
    const start = started();
    await clock.settle();
    await start;
    store.error = Object.assign(new Error('never again'), { retryAfterMs: Infinity });
    await clock.advance(1_000);
    assert.ok(Math.max(...waits) <= 2 ** 31 - 1, String(Math.max(...waits)));
    client.stop();
  });
  it('are as long as a vault asks for whose refusal is the cause', async () => {
    const { clock, store, started } = setUp({ parse: (values) => { if (values.host === 'b') throw Object.assign(new Error('no secret'), { cause: { retryAfterMs: 3_000 } }); return shopSettings(values); } });
    await started();
    store.set(2, { host: 'b', port: 1 });
    await clock.advance(1_000 + 2_999);
    assert.equal(store.asked.length, 2);
    await clock.advance(1);
    assert.equal(store.asked.length, 3);
  });
  it('double where a watch fails again and again, though the source answers', async () => {
    let watches = 0;
    const source = Object.assign(new Said('store', { host: 'a', port: 1 }), { changed: async () => { watches += 1; throw down; } });
    const { clock, started } = setUp({ sources: [source] });
    await started();
    await clock.advance(1_500);
    assert.equal(watches, 5);
  });
});

describe('a client that is told', () => {
  it('fetches when a source has something new, and polls nothing', async () => {
    const source = new Told('store', { host: 'a', port: 1 });
    const { clock, client, started } = setUp({ sources: [source] });
    await started();
    await clock.advance(4_000);
    assert.equal(source.asked.length, 1);
    source.set(2, { host: 'b', port: 2 });
    source.tell();
    await clock.settle();
    assert.deepEqual([client.get().host, source.asked.length], ['b', 2]);
  });
  it('asks again after a refresh that was under way when it was told', async () => {
    const source = new Told('store', { host: 'a', port: 1 });
    const { clock, client, started } = setUp({ sources: [source] });
    await started();
    let open = (): void => undefined;
    source.gate = new Promise((resolve) => (open = resolve));
    const refresh = client.refresh();
    source.tell();
    await clock.settle();
    assert.equal(source.asked.length, 2);
    open();
    await refresh;
    await clock.settle();
    assert.equal(source.asked.length, 3);
  });
  it('asks the source where its watch fails, and rests before it watches again', async () => {
    const source = new Told('store', { host: 'a', port: 1 });
    const { clock, client, started, kinds } = setUp({ sources: [source] });
    await started();
    source.set(2, { host: 'b', port: 2 });
    source.tell(down);
    await clock.settle();
    assert.deepEqual([client.get().host, kinds().at(-1)], ['b', 'changed current']);
    source.error = down;
    await clock.advance(100);
    source.tell(down);
    await clock.settle();
    assert.deepEqual([kinds().at(-1), client.get().host], ['missed stale', 'b']);
  });
  it('fetches soon after a fetch that failed, and waits for no further word', async () => {
    const source = new Told('store', { host: 'a', port: 1 });
    const { clock, client, started } = setUp({ sources: [source] });
    await started();
    await clock.advance(200);
    source.set(2, { host: 'b', port: 2 });
    source.error = down;
    source.tell();
    await clock.settle();
    assert.equal(client.get().host, 'a');
    source.error = undefined;
    await clock.advance(100);
    assert.equal(client.get().host, 'b');
  });
  it('watches ten times a second at the most, however soon a watch ends', async () => {
    let watches = 0;
    const source = Object.assign(new Said('store', { host: 'a', port: 1 }), { changed: async () => void (watches += 1) });
    const { clock, started } = setUp({ sources: [source] });
    await started();
    await clock.advance(1_000);
    assert.ok(watches <= 11, String(watches));
  });
  it('comes to the repair of settings that it has refused, over a watch that holds them', async () => {
    let said: { revision: number; values: Values } = { revision: 1, values: { host: 'a', port: 1 } };
    let wake: (() => void) | undefined;
    const clock = new HandClock();
    const source = new WatchedSource({ name: 'store', clock, read: async () => said, watch: (after) => new Promise((resolve) => (wake = () => resolve({ from: after, revision: said.revision, set: said.values, removed: [] }))) });
    const { client, started } = setUp({ sources: [source], clock });
    await started();
    said = { revision: 2, values: { host: 'b', port: 'two' } };
    wake?.();
    await clock.settle();
    assert.deepEqual([client.state, client.get().host], ['stale', 'a']);
    said = { revision: 3, values: { host: 'c', port: 3 } };
    await clock.advance(1_000);
    assert.deepEqual([client.state, client.get().host], ['current', 'c']);
    client.stop();
  });
  it('polls where one of its sources has to be polled', async () => {
    const sources = [new Told('told', { host: 'a', port: 1 }), new Said('polled', {})];
    const { clock, started } = setUp({ sources });
    await started();
    await clock.advance(2_000);
    assert.deepEqual(sources.map(({ asked }) => asked.length), [3, 3]);
  });
});

describe('the longest staleness', () => {
  it('ends what is served, until somebody confirms it', async () => {
    const { clock, store, client, started, kinds } = setUp({ maxStaleMs: 2_500 });
    await started();
    store.error = down;
    await clock.advance(2_499);
    assert.equal(client.get().host, 'a');
    await clock.advance(1);
    assert.throws(() => client.get(), (error) => error instanceof ConfigUnavailableError && error.state === 'expired');
    assert.ok(kinds().includes('expired expired'));
    store.error = undefined;
    await clock.advance(1_000);
    assert.deepEqual([client.get().host, client.state], ['a', 'current']);
    store.error = down;
    await clock.advance(6_000);
    assert.equal(client.state, 'expired');
  });
  it('is not reached while somebody confirms', async () => {
    const { clock, client, started } = setUp({ maxStaleMs: 1_500 });
    await started();
    await clock.advance(20_000);
    assert.deepEqual([client.get().host, client.state], ['a', 'current']);
  });
});

describe('the cache', () => {
  it('gets each new snapshot with when it was confirmed', async () => {
    const cache = new Shelf();
    const { store, client, started, clock } = setUp({ cache, refreshMs: 60_000 });
    await started();
    assert.deepEqual(cache.saved, { layers: [{ name: 'store', revision: 1, values: { host: 'a', port: 1 } }], confirmedAt: wallAt + 1_000 });
    await clock.advance(100);
    store.set(2, { host: 'b', port: 2 });
    await client.refresh();
    assert.deepEqual([cache.saved?.layers[0]?.revision, cache.saved?.confirmedAt], [2, wallAt + 1_100]);
  });
  it('is told of what is only confirmed too, so that a restart does not take it for old', async () => {
    const cache = new Shelf();
    const { started, clock } = setUp({ cache });
    await started();
    await clock.advance(10_000);
    assert.equal(cache.saved?.confirmedAt, wallAt + 11_000);
  });
  it('gets again what it could not keep', async () => {
    const cache = new Shelf();
    const { started, clock } = setUp({ cache });
    cache.error = new Error('the disk is full');
    await started();
    cache.error = undefined;
    await clock.advance(1_000);
    assert.equal(cache.saved?.layers[0]?.revision, 1);
  });
  it('of another shape is not used, and stops no start', async () => {
    for (const saved of [{}, { layers: {}, confirmedAt: 0 }, { layers: [null], confirmedAt: 0 }, { layers: [{ name: 'store', revision: 1, values: null }], confirmedAt: 1 }, { layers: [{ name: 'store', revision: 1, values: {} }], savedAt: 1 }, { layers: [{ name: 'store', revision: 'x', values: {} }], confirmedAt: 1 }]) {
      const cache = new Shelf();
      cache.saved = saved as unknown as SavedConfig;
      const { client, started, kinds } = setUp({ cache });
      await started();
      assert.deepEqual([client.get().host, kinds()[1]], ['a', 'not-cached booting'], JSON.stringify(saved));
    }
  });
  it('takes nothing back that a refresh has brought while it was read or checked', async () => {
    const saved: SavedConfig = { layers: [{ name: 'store', revision: 5, values: { host: 'kept', port: 5 } }], confirmedAt: wallAt };
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const one = setUp({ cache: { load: async () => gate.then(() => saved), save: async () => undefined } });
    one.store.revision = 9;
    const start = one.started();
    await one.client.refresh();
    open();
    await start;
    assert.deepEqual([one.client.revision, one.client.ageMs], [9, 0]);
    one.store.revision = 6;
    await assert.rejects(one.client.refresh(), OlderRevisionError);

    const other = setUp({ cache: { load: async () => saved, save: async () => undefined }, parse: async (values) => { if (values.host === 'kept') await new Promise<void>((resolve) => void other.clock.setTimeout(resolve, 40)); return shopSettings(values); } });
    other.store.error = down;
    const boot = other.started();
    await other.clock.advance(10);
    other.store.error = undefined;
    other.store.revision = 9;
    await other.client.refresh();
    await other.clock.advance(50);
    await boot;
    assert.deepEqual([other.client.get().host, other.client.revision], ['a', 9]);
  });
});

describe('what is served', () => {
  it('is said to be from the sources as soon as they confirm what the cache had', async () => {
    const cache = new Shelf();
    cache.saved = { layers: [{ name: 'store', revision: 4, values: { host: 'kept', port: 4 } }], confirmedAt: wallAt };
    const { clock, store, started, events } = setUp({ cache });
    store.revision = 4;
    store.error = down;
    await started();
    assert.equal(events.at(-1)?.from, 'cache');
    store.error = undefined;
    await clock.advance(100);
    assert.deepEqual([events.at(-1)?.kind, events.at(-1)?.from], ['confirmed', 'sources']);
  });
  it('comes from the cache after all where the source says that it is the newest, and the bundle was served', async () => {
    const cache = new Shelf();
    cache.saved = { layers: [{ name: 'store', revision: 4, values: { host: 'kept', port: 4 } }], confirmedAt: wallAt - 90_000 };
    const { clock, store, client, started } = setUp({ cache, bundled: { host: 'bundled', port: 9 }, maxStaleMs: 60_000 });
    store.revision = 4;
    store.error = down;
    await started();
    assert.equal(client.get().host, 'bundled');
    store.error = undefined;
    await clock.advance(100);
    assert.equal(client.get().host, 'kept');
  });
  it('cannot be changed by its reader, and what the caller brought along stays open', async () => {
    const bundled = { host: 'bundled', port: 9, pool: { size: 1 } };
    const saved = { layers: [{ name: 'store', revision: 4, values: { host: 'kept', port: 4, pool: { size: 1 } } }], confirmedAt: wallAt };
    const parse = (values: Values) => ({ ...shopSettings(values), own: { list: [1] } });
    for (const cache of [undefined, { load: async () => saved, save: async () => undefined }]) {
      const { store, client, started } = setUp({ bundled, parse, ...(cache && { cache }) });
      store.error = down;
      await started();
      assert.ok(Object.isFrozen((client.get() as unknown as { own: { list: unknown } }).own.list));
    }
    assert.ok(!Object.isFrozen(bundled.pool) && !Object.isFrozen(saved.layers[0]!.values.pool));
  });
  it('waits for no check that hangs: that is no refusal', async () => {
    let isHung = false;
    const { clock, store, client, started, kinds } = setUp({ parse: (values) => (isHung ? new Promise<never>(() => undefined) : shopSettings(values)) });
    await started();
    isHung = true;
    store.set(2, { host: 'b', port: 2 });
    const refresh = assert.rejects(client.refresh(), (error) => error instanceof ConfigTimeoutError && error.timeoutMs === 50);
    await clock.advance(50);
    await refresh;
    assert.equal(kinds().at(-1), 'missed stale');
  });
  it('has a whole number as its revision, or is not taken', async () => {
    for (const revision of [NaN, '9', -1, 1.5, undefined]) {
      const { store, client, started } = setUp();
      await started();
      store.set(revision as number, { host: 'b', port: 2 });
      await assert.rejects(client.refresh(), TypeError);
      assert.deepEqual([client.get().host, client.revision], ['a', 1]);
    }
  });
  it('is the same after an end that came while it was checked', async () => {
    let open = (): void => undefined;
    let isSlow = false;
    const { clock, store, client, started } = setUp({ parse: async (values) => { if (isSlow) await new Promise<void>((resolve) => (open = resolve)); return shopSettings(values); } });
    await started();
    isSlow = true;
    store.set(2, { host: 'b', port: 2 });
    const refresh = assert.rejects(client.refresh(), (error) => error instanceof ConfigUnavailableError && error.state === 'stopped');
    await clock.settle();
    client.stop();
    open();
    await refresh;
    assert.deepEqual([client.get().host, store.signals.map(({ aborted }) => aborted)], ['a', [false, false]]);
  });
  it('is the same after an end, at whatever step of a refresh that comes', async () => {
    for (let steps = 0; steps < 30; steps += 1) {
      const { clock, store, client, started } = setUp();
      await started();
      store.set(2, { host: 'b', port: 2 });
      client.refresh().catch(() => undefined);
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
      client.stop();
      const { host } = client.get();
      await clock.settle();
      assert.equal(client.get().host, host, `after ${steps} steps`);
    }
  });
  it('is there though the cache hangs, and is kept with the age that it has, once a period', async () => {
    const saves: number[] = [];
    const { clock, store, client, started } = setUp({ refreshMs: 60_000, cache: { load: async () => undefined, save: ({ confirmedAt }) => { saves.push(confirmedAt - wallAt); return new Promise(() => undefined); } } });
    store.ageMs = 700;
    await started();
    assert.deepEqual([client.get().host, saves], ['a', [300]]);
    await client.refresh();
    assert.equal(saves.length, 1);
    await clock.advance(50);
    await client.refresh();
    assert.equal(saves.length, 2);
  });
});

describe('the end', () => {
  it('clears all timers and signals, and serves on what it served', async () => {
    const { clock, store, client, started, kinds } = setUp({ maxStaleMs: 5_000 });
    await started();
    store.gate = new Promise(() => undefined);
    const refresh = client.refresh();
    refresh.catch(() => undefined);
    await clock.settle();
    client.stop();
    client.stop();
    await clock.advance(0);
    await assert.rejects(refresh, ConfigUnavailableError);
    assert.deepEqual([client.get().host, client.state, clock.waiting, store.signals.at(-1)?.aborted], ['a', 'stopped', 0, true]);
    assert.equal(kinds().filter((kind) => kind === 'stopped stopped').length, 1);
    await clock.advance(20_000);
    assert.equal(store.asked.length, 2);
  });
  it('ends a start that has not ended', async () => {
    const { clock, store, client, started } = setUp();
    store.error = down;
    const start = started();
    start.catch(() => undefined);
    await clock.advance(50);
    client.stop();
    await clock.settle();
    await assert.rejects(start, (error) => error instanceof ConfigUnavailableError && error.state === 'stopped');
    assert.equal(clock.waiting, 0);
  });
});

describe('who is told', () => {
  it('may throw without harm', async () => {
    const broken = new Error('broken');
    const { store, client, started } = setUp({ onEvent: () => { throw broken; } });
    const told: string[] = [];
    const thrown = await surfaced(async () => {
      await started();
      client.onChange(() => { throw broken; });
      client.onChange(({ host }) => void told.push(host));
      store.set(2, { host: 'b', port: 2 });
      await client.refresh();
    });
    assert.deepEqual([client.get().host, told, thrown], ['b', ['b'], [broken, broken, broken, broken]]);
  });
  it('is told of the next change only, where it comes while a change is told', async () => {
    const { store, client, started } = setUp();
    await started();
    let told = 0;
    const again = (): void => {
      told += 1;
      if (told < 100) client.onChange(() => again());
    };
    client.onChange(again);
    store.set(2, { host: 'b', port: 2 });
    await client.refresh();
    assert.equal(told, 1);
  });
  it('is told no more when it has left', async () => {
    const { store, client, started } = setUp();
    await started();
    const told: string[] = [];
    const leave = client.onChange(({ host }) => void told.push(host));
    leave();
    store.set(2, { host: 'b', port: 2 });
    await client.refresh();
    assert.deepEqual(told, []);
  });
  it('is told of no change where a new revision says the same', async () => {
    const { store, client, started } = setUp();
    await started();
    const told: string[] = [];
    client.onChange(({ host }) => void told.push(host));
    store.revision = 2;
    assert.equal(await client.refresh(), true);
    assert.deepEqual([told, client.revision], [[], 2]);
  });
});

describe('options', () => {
  it('are refused with value and range', () => {
    for (const name of ['refreshMs', 'retryMs', 'callTimeoutMs', 'watchTimeoutMs', 'startupTimeoutMs']) {
      for (const value of [0, -1, NaN, Infinity, 2 ** 31]) assert.throws(() => setUp({ [name]: value }), new RangeError(`${name} must be from 1 to 2147483647, got ${value}.`));
    }
    for (const jitter of [-0.1, 1.1, NaN]) assert.throws(() => setUp({ jitter }), new RangeError(`jitter must be from 0 to 1, got ${jitter}.`));
    for (const maxStaleMs of [1_049, NaN]) assert.throws(() => setUp({ maxStaleMs }), new RangeError(`maxStaleMs must be 1050 or more with these times, got ${maxStaleMs}.`));
    assert.throws(() => setUp({ maxStaleMs: 10_049, sources: [new Told('store', {})] }), new RangeError('maxStaleMs must be 10050 or more with these times, got 10049.'));
    assert.throws(() => setUp({ sources: [] }), new RangeError('sources must be one or more, each with a name of its own, got [].'));
    assert.throws(() => setUp({ sources: [new Said('a', {}), new Said('a', {})] }), /got \["a","a"\]/);
  });
  it('have defaults that go together, and the clocks of the process', async () => {
    const client = new ConfigClient<Shop>({ sources: [new Said('store', { host: 'a', port: 1 })], parse: shopSettings });
    await client.start();
    assert.equal(client.get().host, 'a');
    assert.ok(client.ageMs < 5_000);
    client.stop();
  });
});
