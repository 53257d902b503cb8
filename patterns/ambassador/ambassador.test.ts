import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { Ambassador, NoEndpointError, TimeoutError, type AmbassadorOptions, type Attempt, type CallEvent, type Choice, type Headers, type Reply, type Request } from './ambassador.ts';

const refused = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED', syscall: 'connect' });
const reset = Object.assign(new Error('connection reset'), { code: 'ECONNRESET', syscall: 'read' });
const goneAway = new Error('the application has closed its connection');

const get: Request<string> = { method: 'GET', headers: {}, body: 'cart 7' };
const post: Request<string> = { method: 'POST', headers: {}, body: 'cart 7' };
const ok: Reply<string> = { status: 200, headers: {}, body: 'two pears' };

/** An ambassador on a hand clock with three shards, a service `next` and a service `none` that nobody lists; `answers` says what becomes of each sending, in order, the last of them for good. */
function setUp(options: Partial<AmbassadorOptions<string, string>> = {}) {
  const clock = new HandClock();
  const events: string[] = [];
  const verdicts: string[] = [];
  const sent: { endpoint: string; request: Request<string>; attempt: Attempt; answer(reply?: Reply<string>): void; fail(error: unknown): void }[] = [];
  const lists: Readonly<Record<string, readonly string[]>> = { carts: ['shard 1', 'shard 2', 'shard 3'], next: ['next 1'] };
  const ambassador = new Ambassador<string, string>({
    service: 'carts',
    endpoints: {
      pick: (service, _, tried): Choice | undefined => {
        const endpoint = lists[service]?.find((one) => !tried.includes(one));
        if (endpoint === undefined) return undefined;
        const say = (word: string) => () => void verdicts.push(`${endpoint} ${word}`);
        return { endpoint, version: 3, success: say('succeeded'), failure: say('failed'), release: say('released') };
      },
      peek: (service) => {
        const endpoint = lists[service]?.[0];
        return endpoint === undefined ? undefined : { endpoint, version: 3 };
      },
    },
    send: (endpoint, request, attempt) => new Promise((resolve, reject) => void sent.push({ endpoint, request, attempt, answer: (reply = ok) => resolve(reply), fail: reject })),
    keyOf: ({ body }) => body,
    clock,
    onEvent: ({ kind, call, endpoint }: CallEvent) => void events.push(`${call} ${kind}${endpoint === '' ? '' : ` ${endpoint}`}`),
    ...options,
  });
  const settle = () => clock.settle();
  return { ambassador, clock, events, verdicts, sent, settle };
}

describe('a call', () => {
  it('is answered with what the first endpoint answers', async () => {
    const { ambassador, sent, settle, events, verdicts, clock } = setUp();
    const call = ambassador.call(get);
    await settle();
    assert.deepEqual([sent[0]!.endpoint, sent[0]!.attempt.call, sent[0]!.attempt.attempt, sent[0]!.attempt.version, sent[0]!.attempt.timeoutMs], ['shard 1', 1, 1, 3, 1_000]);
    assert.deepEqual(ambassador.underWay, { calls: 1, copies: 0 });
    sent[0]!.answer();
    assert.deepEqual(await call, ok);
    assert.deepEqual(events, ['1 asked shard 1', '1 answered shard 1']);
    assert.deepEqual(verdicts, ['shard 1 succeeded']);
    assert.deepEqual([ambassador.underWay.calls, clock.waiting], [0, 0]);
  });

  it('asks another endpoint where the first fails, and each of them once', async () => {
    const { ambassador, sent, settle, events, verdicts } = setUp({ maxAttempts: 5 });
    const call = ambassador.call(get);
    const rejected = assert.rejects(call, (error) => error === reset);
    for (const number of [0, 1, 2]) {
      await settle();
      sent[number]!.fail(number === 2 ? reset : refused);
    }
    await rejected;
    assert.deepEqual(sent.map(({ endpoint }) => endpoint), ['shard 1', 'shard 2', 'shard 3']);
    assert.deepEqual(events, ['1 asked shard 1', '1 again shard 2', '1 again shard 3', '1 failed shard 3']);
    assert.deepEqual(verdicts, ['shard 1 failed', 'shard 2 failed', 'shard 3 failed']);
  });

  it('makes two attempts where nobody says how many', async () => {
    const { ambassador, sent, settle } = setUp();
    const rejected = assert.rejects(ambassador.call(get), (error) => error === refused);
    for (const number of [0, 1]) {
      await settle();
      sent[number]!.fail(refused);
    }
    await rejected;
    assert.equal(sent.length, 2);
  });

  it('takes a status of 500 or more for a failure, and hands the last one on', async () => {
    const { ambassador, sent, settle, verdicts } = setUp();
    const call = ambassador.call(get);
    await settle();
    sent[0]!.answer({ ...ok, status: 500 });
    await settle();
    sent[1]!.answer({ ...ok, status: 503 });
    assert.equal((await call).status, 503);
    assert.deepEqual(verdicts, ['shard 1 failed', 'shard 2 failed']);
  });

  it('takes what the caller got wrong for an answer', async () => {
    const { ambassador, sent, settle, verdicts } = setUp();
    const call = ambassador.call(get);
    await settle();
    sent[0]!.answer({ ...ok, status: 404 });
    assert.equal((await call).status, 404);
    assert.deepEqual(verdicts, ['shard 1 succeeded']);
  });

  it('ends with an error of its own where nobody can be asked', async () => {
    const { ambassador, events } = setUp({ service: 'none' });
    await assert.rejects(ambassador.call(get), (error) => error instanceof NoEndpointError && error.code === 'NO_ENDPOINT' && error.service === 'none' && error.name === 'NoEndpointError');
    assert.deepEqual(events, ['1 failed']);
  });

  it('takes a sender that throws at once for one that fails', async () => {
    const { ambassador } = setUp({ send: () => { throw refused; } });
    await assert.rejects(ambassador.call(get), (error) => error === refused);
  });

  it('hands on what a sender rejects with, even if it is no error', async () => {
    const { ambassador, sent, settle } = setUp({ maxAttempts: 1 });
    const rejected = assert.rejects(ambassador.call(get), (error) => error === 'gone');
    await settle();
    sent[0]!.fail('gone');
    await rejected;
  });
});

describe('a request that is not idempotent', () => {
  it('is not sent again once it may have been received', async () => {
    for (const fault of [reset, new Error('no word'), undefined]) {
      const { ambassador, sent, settle } = setUp();
      const rejected = assert.rejects(ambassador.call(post), (error) => error === fault);
      await settle();
      sent[0]!.fail(fault);
      await rejected;
      assert.equal(sent.length, 1);
    }
  });

  it('is not sent again after its time, nor after a status that says it was received', async () => {
    const { ambassador, clock, sent, settle } = setUp();
    const rejected = assert.rejects(ambassador.call(post), TimeoutError);
    await clock.advance(1_000);
    await rejected;
    const call = ambassador.call(post);
    await settle();
    sent[1]!.answer({ ...ok, status: 503 });
    assert.equal((await call).status, 503);
    assert.equal(sent.length, 2);
  });

  it('is sent to another where the first had no connection', async () => {
    const fetchFailed = new TypeError('fetch failed', { cause: refused });
    const unknown = Object.assign(new Error('no such name'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
    const tooLong = new TypeError('fetch failed', { cause: Object.assign(new Error('connect timeout'), { code: 'UND_ERR_CONNECT_TIMEOUT' }) });
    const bothAddresses = Object.assign(new AggregateError([refused, refused]), { code: 'ECONNREFUSED' });
    for (const fault of [refused, unknown, fetchFailed, tooLong, bothAddresses, new TypeError('fetch failed', { cause: bothAddresses })]) {
      const { ambassador, sent, settle } = setUp();
      const call = ambassador.call(post);
      await settle();
      sent[0]!.fail(fault);
      await settle();
      sent[1]!.answer();
      assert.deepEqual(await call, ok);
      assert.deepEqual(sent.map(({ endpoint }) => endpoint), ['shard 1', 'shard 2']);
    }
  });

  it('is not sent again where a connection that stood was lost, whatever the reason', async () => {
    for (const fault of [Object.assign(new Error('no route'), { code: 'EHOSTUNREACH', syscall: 'read' }), Object.assign(new AggregateError([refused, reset]), { code: 'ECONNREFUSED' }), new AggregateError([]), undefined, 'gone']) {
      const { ambassador, sent, settle } = setUp();
      const rejected = assert.rejects(ambassador.call(post), (error) => error === fault);
      await settle();
      sent[0]!.fail(fault);
      await rejected;
      assert.equal(sent.length, 1);
    }
  });

  it('may be sent again where it has a key to be told by, or a rule says so', async () => {
    for (const [request, rule] of [[{ ...post, headers: { 'idempotency-key': 'a' } }, undefined], [post, () => true]] as const) {
      const { ambassador, sent, settle } = setUp(rule === undefined ? {} : { isIdempotent: rule });
      const call = ambassador.call(request);
      await settle();
      sent[0]!.fail(reset);
      await settle();
      sent[1]!.answer();
      await call;
      assert.equal(sent.length, 2);
    }
  });

  it('is told by its method, in whatever case', async () => {
    for (const [method, times] of [['get', 2], ['HEAD', 2], ['PUT', 2], ['delete', 2], ['POST', 1], ['PATCH', 1], ['anything', 1]] as const) {
      const { ambassador, sent, settle } = setUp();
      const rejected = assert.rejects(ambassador.call({ ...get, method }), (error) => error === reset);
      for (let number = 0; number < times; number += 1) {
        await settle();
        sent[number]!.fail(reset);
      }
      await rejected;
      assert.equal(sent.length, times, method);
    }
  });

  it('stays with one endpoint where a rule throws, which surfaces elsewhere', async () => {
    const { ambassador, sent, settle } = setUp({ isIdempotent: () => { throw new Error('a bug'); } });
    const errors = await surfaced(async () => {
      const rejected = assert.rejects(ambassador.call(get), (error) => error === reset);
      await settle();
      sent[0]!.fail(reset);
      await rejected;
    });
    assert.deepEqual([sent.length, errors.map(String)], [1, ['Error: a bug']]);
  });
});

describe('the time of a call', () => {
  it('is cut for each attempt, and what comes later is dropped', async () => {
    const { ambassador, clock, sent, events } = setUp({ tryTimeoutMs: 100 });
    const call = ambassador.call(get);
    await clock.advance(99);
    assert.deepEqual([sent.length, sent[0]!.attempt.signal.aborted], [1, false]);
    await clock.advance(1);
    assert.equal(sent.length, 2);
    const { reason, aborted } = sent[0]!.attempt.signal;
    assert.ok(aborted && reason instanceof TimeoutError && reason.timeoutMs === 100 && reason.message === 'shard 1 took longer than 100 ms.');
    sent[0]!.answer({ ...ok, body: 'late' });
    sent[1]!.answer();
    assert.equal((await call).body, 'two pears');
    assert.deepEqual(events, ['1 asked shard 1', '1 again shard 2', '1 answered shard 2']);
  });

  it('is one for all attempts: the last gets what is left, and then the call has timed out', async () => {
    const { ambassador, clock, sent, events } = setUp({ tryTimeoutMs: 100, timeoutMs: 250, maxAttempts: 3 });
    const rejected = assert.rejects(ambassador.call(get), (error) => error instanceof TimeoutError && error.code === 'TIMEOUT' && error.timeoutMs === 250 && error.cause instanceof TimeoutError && error.cause.timeoutMs === 50);
    await clock.advance(250);
    await rejected;
    assert.deepEqual(sent.map(({ attempt }) => attempt.timeoutMs), [100, 100, 50]);
    assert.equal(events.at(-1), '1 expired shard 3');
    assert.equal(clock.waiting, 0);
  });

  it('leaves no attempt that would begin when it is over', async () => {
    const { ambassador, clock, sent } = setUp({ tryTimeoutMs: 100, timeoutMs: 100 });
    const rejected = assert.rejects(ambassador.call(get), (error) => error instanceof TimeoutError && error.timeoutMs === 100);
    await clock.advance(100);
    await rejected;
    assert.equal(sent.length, 1);
  });

  it('is what the caller asks for where that is less, and every endpoint is told what is left', async () => {
    const { ambassador, clock, sent } = setUp({ tryTimeoutMs: 100, timeoutMs: 300 });
    const rejected = assert.rejects(ambassador.call({ ...get, headers: { 'x-timeout-ms': '150' } }), (error) => error instanceof TimeoutError && error.timeoutMs === 150);
    await clock.advance(150);
    await rejected;
    assert.deepEqual(sent.map(({ request }) => request.headers['x-timeout-ms']), ['100', '50']);
    for (const asked of ['9000', '0', '-1', 'soon']) {
      const late = assert.rejects(ambassador.call({ ...get, headers: { 'x-timeout-ms': asked } }), (error) => error instanceof TimeoutError);
      await clock.advance(300);
      await late;
    }
  });
});

describe('an attempt that had less time than one may take', () => {
  it('proves nothing against its endpoint', async () => {
    const { ambassador, clock, sent, verdicts } = setUp({ tryTimeoutMs: 100, timeoutMs: 1_000 });
    const rejected = assert.rejects(ambassador.call({ ...get, headers: { 'x-timeout-ms': '150' } }), TimeoutError);
    await clock.advance(150);
    await rejected;
    assert.deepEqual([verdicts, sent.length], [['shard 1 failed', 'shard 2 released'], 2]);
  });

  it('does where it failed before that was over', async () => {
    const { ambassador, sent, settle, verdicts } = setUp({ maxAttempts: 1 });
    const rejected = assert.rejects(ambassador.call({ ...get, headers: { 'x-timeout-ms': '150' } }), (error) => error === reset);
    await settle();
    sent[0]!.fail(reset);
    await rejected;
    assert.deepEqual(verdicts, ['shard 1 failed']);
  });

  it('is none where a call never has more: then a shard that hangs is found out', async () => {
    const { ambassador, clock, verdicts } = setUp({ tryTimeoutMs: 1_000, timeoutMs: 300 });
    const rejected = assert.rejects(ambassador.call(get), TimeoutError);
    await clock.advance(300);
    await rejected;
    assert.deepEqual(verdicts, ['shard 1 failed']);
  });

  it('does not begin where there is no time at all, and the call says so without a cause', async () => {
    const { ambassador, sent, events } = setUp();
    await assert.rejects(ambassador.call({ ...get, headers: { 'x-timeout-ms': '0.01' } }), (error) => error instanceof TimeoutError && error.cause === undefined);
    assert.deepEqual([sent.length, events], [0, ['1 expired']]);
  });
});

describe('an abort by the caller', () => {
  it('ends the call at once with its reason, and counts for no endpoint', async () => {
    const { ambassador, sent, settle, events, verdicts, clock } = setUp();
    const caller = new AbortController();
    const rejected = assert.rejects(ambassador.call(get, caller.signal), (error) => error === goneAway);
    await settle();
    assert.equal(sent[0]!.attempt.signal.aborted, false);
    caller.abort(goneAway);
    await rejected;
    assert.equal(sent[0]!.attempt.signal.reason, goneAway);
    assert.deepEqual([events.at(-1), verdicts, clock.waiting, sent.length], ['1 left shard 1', ['shard 1 released'], 0, 1]);
  });

  it('before the call lets nothing begin', async () => {
    const { ambassador, sent } = setUp();
    await assert.rejects(ambassador.call(get, AbortSignal.abort(goneAway)), (error) => error === goneAway);
    assert.equal(sent.length, 0);
  });

  it('in the moment of asking is noticed at once', async () => {
    const caller = new AbortController();
    const { ambassador, sent, verdicts, clock } = setUp({ onEvent: ({ kind }) => { if (kind === 'asked') caller.abort(goneAway); } });
    await assert.rejects(ambassador.call(get, caller.signal), (error) => error === goneAway);
    assert.deepEqual([sent.length, verdicts, clock.waiting], [0, ['shard 1 released'], 0]);
  });

  it('in the moment of a failure begins no other attempt', async () => {
    const { ambassador, sent, settle } = setUp();
    const caller = new AbortController();
    const rejected = assert.rejects(ambassador.call(get, caller.signal), (error) => error === goneAway);
    await settle();
    sent[0]!.fail(refused);
    caller.abort(goneAway);
    await rejected;
    assert.equal(sent.length, 1);
  });
});

describe('the headers', () => {
  const through = async (headers: Headers, options: Partial<AmbassadorOptions<string, string>> = {}) => {
    const { ambassador, sent, settle } = setUp(options);
    const call = ambassador.call({ ...get, headers });
    await settle();
    sent[0]!.answer({ ...ok, headers });
    const { 'x-timeout-ms': _, ...on } = sent[0]!.request.headers;
    return { on, back: (await call).headers };
  };

  it('of a connection do not go on, in neither direction', async () => {
    const own = { connection: 'keep-alive, X-Own', 'x-own': '1', 'keep-alive': 'timeout=5', te: 'trailers', trailer: 'expires', 'transfer-encoding': 'chunked', upgrade: 'h2c', 'proxy-authorization': 'secret', 'proxy-authenticate': 'Basic', 'proxy-connection': 'close' };
    assert.deepEqual(await through({ ...own, accept: 'text/plain', cookie: 'a=b' }), { on: { accept: 'text/plain', cookie: 'a=b' }, back: { accept: 'text/plain', cookie: 'a=b' } });
  });

  it('are decorated on their way out', async () => {
    const { on } = await through({ accept: 'a' }, { decorate: (headers) => ({ ...headers, authorization: 'Bearer x' }) });
    assert.deepEqual(on, { accept: 'a', authorization: 'Bearer x' });
  });

  it('that cannot be decorated end the call, and that is no endpoint’s fault', async () => {
    const { ambassador, sent, verdicts } = setUp({ decorate: () => { throw reset; } });
    await assert.rejects(ambassador.call(get), (error) => error === reset);
    assert.deepEqual([sent.length, verdicts, ambassador.underWay.calls], [0, [], 0]);
  });
});

describe('a split', () => {
  const users = Array.from({ length: 2_000 }, (_, number) => `user ${number}`);
  /** The service of each user. */
  const arms = async (percent: number, salt = 'spring') => {
    const asked: string[] = [];
    const { ambassador } = setUp({
      split: { service: 'next', percent, salt, userOf: ({ body }) => body },
      send: (endpoint) => {
        asked.push(endpoint === 'next 1' ? 'next' : 'carts');
        return ok;
      },
    });
    for (const body of users) await ambassador.call({ ...get, body });
    return asked;
  };

  it('sends a user to the same service every time, and from every ambassador', async () => {
    assert.deepEqual(await arms(10), await arms(10));
  });

  it('sends as many there as it was told to', async () => {
    for (const percent of [0, 10, 50, 100]) {
      const share = (await arms(percent)).filter((arm) => arm === 'next').length / users.length;
      assert.ok(Math.abs(share - percent / 100) <= 3 * Math.sqrt(((percent / 100) * (1 - percent / 100)) / users.length), `${percent}: ${share}`);
    }
  });

  it('keeps those that it has when it grows, and picks others under another salt', async () => {
    const [ten, thirty, other] = [await arms(10), await arms(30), await arms(10, 'summer')];
    assert.ok(ten.every((arm, user) => arm === 'carts' || thirty[user] === 'next'));
    const both = ten.filter((arm, user) => arm === 'next' && other[user] === 'next').length;
    assert.ok(both < 50, `${both} of about 200 are in both`);
  });
});

describe('a mirror', () => {
  it('copies a request to another service, and its caller knows nothing of it', async () => {
    const { ambassador, sent, settle, events, verdicts, clock } = setUp({ mirror: { service: 'next', percent: 100 } });
    const call = ambassador.call(post);
    await settle();
    assert.deepEqual(sent.map(({ endpoint, attempt }) => [endpoint, attempt.attempt]), [['shard 1', 1], ['next 1', 0]]);
    sent[0]!.answer();
    assert.deepEqual(await call, ok);
    assert.deepEqual(ambassador.underWay, { calls: 0, copies: 1 });
    sent[1]!.fail(reset);
    await settle();
    assert.deepEqual([events.at(-1), verdicts, ambassador.underWay.copies, clock.waiting], ['1 copied next 1', ['shard 1 succeeded'], 0, 0]);
  });

  it('copies nothing to the service that has the call: it would have it twice', async () => {
    const { ambassador, sent, settle, events } = setUp({ mirror: { service: 'next', percent: 100 }, split: { service: 'next', percent: 100, salt: '', userOf: () => '' } });
    const call = ambassador.call(post);
    await settle();
    sent[0]!.answer();
    await call;
    assert.deepEqual([sent.length, events], [1, ['1 asked next 1', '1 answered next 1']]);
  });

  it('that fails is its own trouble, whatever it throws', async () => {
    for (const options of [{ random: () => { throw reset; } }, { endpoints: { pick: () => ({ endpoint: 'shard 1', version: 1, success: () => undefined, failure: () => undefined, release: () => undefined }), peek: () => { throw reset; } } }]) {
      const { ambassador, events } = setUp({ mirror: { service: 'next', percent: 100 }, send: () => ok, ...options });
      assert.deepEqual(await ambassador.call(get), ok);
      assert.deepEqual([events, ambassador.underWay.copies], [['1 asked shard 1', '1 dropped', '1 answered shard 1'], 0]);
    }
  });

  it('copies a share, by chance', async () => {
    let draw = 0;
    const asked: string[] = [];
    const send = (endpoint: string) => {
      asked.push(endpoint);
      return { ...ok, body: endpoint };
    };
    const { ambassador } = setUp({ mirror: { service: 'next', percent: 30 }, random: () => ((draw += 1) % 10) / 10, send });
    for (let number = 0; number < 100; number += 1) assert.equal((await ambassador.call(get)).body, 'shard 1');
    assert.deepEqual([draw, asked.filter((endpoint) => endpoint === 'next 1').length], [100, 30]);
  });

  it('has few copies under way, and drops the others', async () => {
    const { ambassador, sent, settle, events } = setUp({ mirror: { service: 'next', percent: 100, copiesMax: 2 } });
    const calls = [1, 2, 3].map(() => ambassador.call(get));
    await settle();
    assert.equal(ambassador.underWay.copies, 2);
    assert.ok(events.includes('3 dropped'));
    for (const { answer } of sent) answer();
    await Promise.all(calls);
  });

  it('gives a copy up after the time of an attempt', async () => {
    const { ambassador, clock, sent } = setUp({ mirror: { service: 'next', percent: 100 }, tryTimeoutMs: 100 });
    const call = ambassador.call(get);
    await clock.settle();
    sent[0]!.answer();
    await call;
    await clock.advance(100);
    assert.deepEqual([ambassador.underWay.copies, sent[1]!.attempt.signal.aborted], [0, true]);
  });

  it('of a service that nobody lists copies nothing', async () => {
    const { ambassador, sent, settle } = setUp({ mirror: { service: 'none', percent: 100 } });
    const call = ambassador.call(get);
    await settle();
    assert.equal(sent.length, 1);
    sent[0]!.answer();
    await call;
  });
});

describe('a stop', () => {
  it('waits for the last call, takes those that come meanwhile, and gives copies up', async () => {
    const { ambassador, sent, settle } = setUp({ mirror: { service: 'next', percent: 100 } });
    const first = ambassador.call(get);
    await settle();
    let isStopped = false;
    const stop = Promise.all([ambassador.stop(), ambassador.stop()]).then(() => (isStopped = true));
    assert.equal(sent[1]!.attempt.signal.aborted, true);
    const second = ambassador.call(get);
    await settle();
    assert.deepEqual(sent.map(({ endpoint }) => endpoint), ['shard 1', 'next 1', 'shard 1']);
    sent[0]!.answer();
    await first;
    await settle();
    assert.equal(isStopped, false);
    sent[2]!.answer();
    await Promise.all([second, stop]);
    assert.equal(isStopped, true);
  });

  it('of one that is idle is over at once', async () => {
    await setUp().ambassador.stop();
  });
});

describe('an ambassador', () => {
  it('refuses options out of range, and says which', () => {
    const cases: readonly [Partial<AmbassadorOptions<string, string>>, RegExp][] = [
      [{ maxAttempts: 0 }, /^maxAttempts must be a whole number from 1 to 100, got 0\.$/],
      [{ maxAttempts: 1.5 }, /maxAttempts .* got 1\.5/],
      [{ tryTimeoutMs: 0 }, /tryTimeoutMs must be from 1 to 2147483647, got 0/],
      [{ timeoutMs: NaN }, /timeoutMs .* got NaN/],
      [{ split: { service: 'next', percent: 101, salt: '', userOf: () => '' } }, /split\.percent must be from 0 to 100, got 101/],
      [{ mirror: { service: 'next', percent: -1 } }, /mirror\.percent must be from 0 to 100, got -1/],
      [{ mirror: { service: 'next', percent: 1, copiesMax: 0 } }, /mirror\.copiesMax must be a whole number from 1 to 100000, got 0/],
    ];
    for (const [options, message] of cases) assert.throws(() => setUp(options), (error) => error instanceof RangeError && message.test(error.message));
  });

  it('is not harmed by what its listener throws', async () => {
    const { ambassador, sent, settle } = setUp({ onEvent: () => { throw new Error('a bug'); } });
    const errors = await surfaced(async () => {
      const call = ambassador.call(get);
      await settle();
      sent[0]!.answer();
      assert.deepEqual(await call, ok);
    });
    assert.deepEqual(errors.map(String), ['Error: a bug', 'Error: a bug']);
  });

  it('needs no clock and no chance of its own', async () => {
    const endpoints = { pick: (): Choice => ({ endpoint: 'shard 1', version: 1, success: () => undefined, failure: () => undefined, release: () => undefined }), peek: () => undefined };
    const ambassador = new Ambassador<string>({ service: 'carts', endpoints, send: () => ok, keyOf: ({ body }) => body, mirror: { service: 'next', percent: 50 } });
    assert.deepEqual(await ambassador.call(get), ok);
  });
});
