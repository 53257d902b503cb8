import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock } from '../hand-clock.ts';
import { Endpoints, type EndpointsEvent, type EndpointsOptions, type Listing } from './ambassador.endpoints.ts';

const silent = new Error('the directory is silent');
const closed = new Error('the circuit is open');
const carts = (version: number, ...endpoints: string[]): Listing => ({ service: 'carts', version, endpoints });

/** Endpoints on a hand clock that lays keys out as they are listed, with breakers whose state is set by hand. `tells` is what the directory says, time after time, the last of it for good. */
function setUp(tells: readonly (readonly Listing[] | Error)[] = [[carts(1, 'a', 'b', 'c')]], options: Partial<EndpointsOptions> = {}) {
  const clock = new HandClock();
  const events: string[] = [];
  const states = new Map<string, string>();
  const words: string[] = [];
  const laidOut: (readonly string[])[] = [];
  let asked = 0;
  const endpoints = new Endpoints({
    directory: () => {
      const told = tells[Math.min(asked, tells.length - 1)]!;
      asked += 1;
      if (told instanceof Error) throw told;
      return told;
    },
    place: (all) => {
      laidOut.push(all);
      return { order: (_, count) => all.slice(0, count) };
    },
    breaker: (endpoint) => ({
      get state() { return states.get(endpoint) ?? 'closed'; },
      tryAcquire: () => {
        if ((states.get(endpoint) ?? 'closed') !== 'closed') return closed;
        const say = (word: string) => () => void words.push(`${endpoint} ${word}`);
        return { success: say('succeeded'), failure: say('failed'), release: say('released') };
      },
    }),
    refreshMs: 1_000,
    clock,
    random: () => 0,
    onEvent: ({ kind, service, endpoint }: EndpointsEvent) => void events.push([kind, service, endpoint].filter((word) => word !== '').join(' ')),
    ...options,
  });
  const pick = (...tried: string[]) => endpoints.pick('carts', 'cart 7', tried)?.endpoint;
  return { endpoints, clock, events, states, words, laidOut, pick, asked: () => asked };
}

describe('what can be asked', () => {
  it('is nobody before the directory has answered', () => {
    const { endpoints, pick } = setUp();
    assert.deepEqual([pick(), endpoints.status('carts')], [undefined, undefined]);
  });

  it('is known when the start is over', async () => {
    const { endpoints, pick, events, asked } = setUp();
    await Promise.all([endpoints.start(), endpoints.start()]);
    assert.deepEqual([pick(), pick('a'), pick('a', 'b'), pick('a', 'b', 'c')], ['a', 'b', 'c', undefined]);
    assert.deepEqual([events, asked(), endpoints.status('carts')!.version], [['listed carts'], 1, 1]);
    endpoints.stop();
  });

  it('is asked for until there is an answer, after pauses that double', async () => {
    const { endpoints, clock, asked, events } = setUp([silent, silent, silent, [carts(1, 'a')]]);
    let isReady = false;
    void endpoints.start().then(() => (isReady = true));
    await clock.settle();
    for (const [ms, times] of [[99, 1], [1, 2], [199, 2], [1, 3], [399, 3], [1, 4]] as const) {
      assert.equal(isReady, false);
      await clock.advance(ms);
      assert.equal(asked(), times);
    }
    assert.deepEqual([isReady, events], [true, ['stale', 'stale', 'stale', 'listed carts']]);
    endpoints.stop();
  });

  it('is asked for again and again, and ends with a stop', async () => {
    const { endpoints, clock, asked } = setUp();
    await endpoints.start();
    await clock.advance(3_000);
    assert.equal(asked(), 4);
    endpoints.stop();
    await clock.advance(5_000);
    assert.deepEqual([asked(), clock.waiting], [4, 0]);
  });

  it('ends with a stop before there was an answer, too', async () => {
    const { endpoints, clock, asked } = setUp([silent]);
    const started = endpoints.start();
    await clock.settle();
    endpoints.stop();
    await assert.rejects(started, { name: 'AbortError' });
    assert.deepEqual([asked(), clock.waiting], [1, 0]);
  });

  it('is known only when the services are that must be', async () => {
    const next: Listing = { service: 'next', version: 1, endpoints: ['n'] };
    const { endpoints, clock } = setUp([[next], [next, carts(1)], [next, carts(1, 'a')]], { services: ['carts', 'next'] });
    let isReady = false;
    void endpoints.start().then(() => (isReady = true));
    await clock.advance(299);
    assert.equal(isReady, false);
    await clock.advance(1);
    assert.equal(isReady, true);
    endpoints.stop();
  });

  it('is asked for a little more often by chance, so that all who began together do not ask together', async () => {
    const { endpoints, clock, asked } = setUp(undefined, { random: () => 0.5 });
    await endpoints.start();
    await clock.advance(874);
    assert.equal(asked(), 1);
    await clock.advance(1);
    assert.equal(asked(), 2);
    endpoints.stop();
  });

  it('changes with a newer list, and with no other', async () => {
    const { endpoints, clock, pick, laidOut, events } = setUp([[carts(2, 'a')], [carts(1, 'x')], [carts(2, 'y')], [carts(3, 'b', 'a')]]);
    await endpoints.start();
    await clock.advance(2_000);
    assert.deepEqual([pick(), laidOut.length, events], ['a', 1, ['listed carts', 'stale carts']]);
    await clock.advance(1_000);
    assert.deepEqual([pick(), endpoints.status('carts')!.version, laidOut.length], ['b', 3, 2]);
    endpoints.stop();
  });

  it('stays where the directory is silent, or names nobody', async () => {
    const { endpoints, clock, pick, events } = setUp([[carts(1, 'a')], silent, [carts(2)], silent]);
    await endpoints.start();
    await clock.advance(3_000);
    assert.deepEqual([pick(), events], ['a', ['listed carts', 'stale', 'stale carts', 'stale']]);
    endpoints.stop();
  });

  it('is kept for several services', async () => {
    const { endpoints } = setUp([[carts(1, 'a'), { service: 'next', version: 7, endpoints: ['n'] }]]);
    await endpoints.start();
    assert.deepEqual([endpoints.pick('next', 'k', [])?.version, endpoints.pick('carts', 'k', [])?.version], [7, 1]);
    endpoints.stop();
  });

  it('is asked with a signal that a stop aborts', async () => {
    let given: AbortSignal | undefined;
    const { endpoints } = setUp([], { directory: (signal) => { given = signal; return [carts(1, 'a')]; } });
    await endpoints.start();
    assert.equal(given!.aborted, false);
    endpoints.stop();
    assert.equal(given!.aborted, true);
  });
});

describe('a breaker', () => {
  it('is told how it ended, and that of an endpoint that is gone is forgotten', async () => {
    const made: string[] = [];
    const breaker = (endpoint: string) => {
      made.push(endpoint);
      return { state: 'closed', tryAcquire: () => ({ success: () => undefined, failure: () => undefined, release: () => undefined }) };
    };
    const { endpoints, clock, pick } = setUp([[carts(1, 'a', 'b')], [carts(2, 'b')], [carts(3, 'a', 'b')]], { breaker });
    await endpoints.start();
    pick();
    pick();
    pick('a');
    assert.deepEqual(made, ['a', 'b']);
    await clock.advance(2_000);
    pick();
    pick('a');
    assert.deepEqual(made, ['a', 'b', 'a']);
    endpoints.stop();
  });

  it('that opens has the next endpoint asked, until it is closed again', async () => {
    const { endpoints, states, pick, words, events } = setUp();
    await endpoints.start();
    const choice = endpoints.pick('carts', 'cart 7', [])!;
    choice.success();
    choice.release();
    states.set('a', 'open');
    choice.failure();
    assert.deepEqual(words, ['a succeeded', 'a released', 'a failed']);
    assert.deepEqual([pick(), endpoints.status('carts')!.ejected], ['b', ['a']]);
    states.set('a', 'closed');
    assert.equal(pick(), 'a');
    assert.deepEqual(events, ['listed carts', 'ejected carts a', 'admitted carts a']);
    endpoints.stop();
  });

  it('that is opened by another hand is found out', async () => {
    const { endpoints, states, pick } = setUp();
    await endpoints.start();
    states.set('a', 'isolated');
    assert.deepEqual([pick(), endpoints.status('carts')!.ejected], ['b', ['a']]);
    endpoints.stop();
  });

  it('is not heeded where fewer than half are closed: then all are asked, as if none were open', async () => {
    const { endpoints, states, pick, events, words } = setUp([[carts(1, 'a', 'b', 'c', 'd')]]);
    await endpoints.start();
    for (const one of ['a', 'b']) states.set(one, 'open');
    assert.deepEqual([pick(), endpoints.status('carts')!.isPanic], ['c', false]);
    states.set('c', 'open');
    pick();
    assert.deepEqual([endpoints.status('carts')!.isPanic, pick(), pick('a'), pick('a', 'b', 'c')], [true, 'a', 'b', 'd']);
    endpoints.pick('carts', 'cart 7', [])!.failure();
    assert.deepEqual(words, []);
    assert.ok(events.includes('panic carts a'));
    endpoints.stop();
  });

  it('counts for each endpoint, however often a list names that', async () => {
    const { endpoints, states, pick } = setUp([[carts(1, 'a', 'a', 'a', 'b')]]);
    await endpoints.start();
    for (const one of ['a', 'b']) states.set(one, 'open');
    assert.deepEqual([pick(), pick('a'), endpoints.status('carts')!.endpoints, endpoints.status('carts')!.isPanic], ['a', 'b', ['a', 'b'], true]);
    endpoints.stop();
  });

  it('is not asked for a copy: that goes to who is known to be well, and to nobody else', async () => {
    let asked = 0;
    const states: Record<string, string> = { a: 'open' };
    const breaker = (endpoint: string) => ({ get state() { return states[endpoint] ?? 'closed'; }, tryAcquire: () => ((asked += 1), closed) });
    const { endpoints } = setUp([[carts(1, 'a', 'b')]], { breaker });
    const peek = () => endpoints.peek('carts', 'cart 7');
    assert.equal(peek(), undefined);
    await endpoints.start();
    assert.deepEqual([peek(), asked], [{ endpoint: 'a', version: 1 }, 0]);
    endpoints.pick('carts', 'cart 7', ['b']);
    asked = 0;
    assert.deepEqual([peek(), asked], [{ endpoint: 'b', version: 1 }, 0]);
    endpoints.pick('carts', 'cart 7', ['a']);
    [states.b, asked] = ['half-open', 0];
    assert.deepEqual([peek(), asked], [undefined, 0]);
    endpoints.stop();
  });

  it('that says it is closed and lets nothing through is passed over, too', async () => {
    const { endpoints, pick } = setUp([[carts(1, 'a', 'b', 'c')]], { breaker: (endpoint) => ({ state: 'closed', tryAcquire: () => (endpoint === 'b' ? { success: () => undefined, failure: () => undefined, release: () => undefined } : closed) }) });
    await endpoints.start();
    assert.deepEqual([pick(), pick('b')], ['b', 'a']);
    endpoints.stop();
  });

  it('is never the last word: with all of them open, and with but one endpoint, somebody is asked', async () => {
    for (const all of [['a'], ['a', 'b', 'c']]) {
      const { endpoints, states, pick } = setUp([[carts(1, ...all)]], { panicRatio: 0.01 });
      await endpoints.start();
      for (const one of all) states.set(one, 'open');
      assert.ok(pick() !== undefined);
      endpoints.stop();
    }
  });

  it('stays ejected across lists, as long as it is on them', async () => {
    const { endpoints, clock, states } = setUp([[carts(1, 'a', 'b', 'c')], [carts(2, 'b', 'c', 'd', 'a')], [carts(3, 'b', 'c', 'd')]]);
    await endpoints.start();
    states.set('a', 'open');
    endpoints.pick('carts', 'cart 7', []);
    await clock.advance(1_000);
    assert.deepEqual(endpoints.status('carts')!.ejected, ['a']);
    await clock.advance(1_000);
    assert.deepEqual(endpoints.status('carts')!.ejected, []);
    endpoints.stop();
  });

  it('can be done without', async () => {
    const endpoints = new Endpoints({ directory: () => [carts(1, 'a')], place: (all) => ({ order: () => all }) });
    await endpoints.start();
    const choice = endpoints.pick('carts', 'cart 7', [])!;
    choice.failure();
    choice.success();
    choice.release();
    assert.equal(endpoints.pick('carts', 'cart 7', [])!.endpoint, 'a');
    endpoints.stop();
  });
});

it('endpoints refuse options out of range, and say which', () => {
  for (const [options, message] of [[{ panicRatio: 0 }, /^panicRatio must be from 0\.01 to 1, got 0\.$/], [{ panicRatio: 1.1 }, /got 1\.1/], [{ refreshMs: 0 }, /^refreshMs must be from 1 to 2147483647, got 0\.$/]] as const) {
    assert.throws(() => setUp([], options), (error) => error instanceof RangeError && message.test(error.message));
  }
});
