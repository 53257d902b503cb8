import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { HealthAdapter, ProbeHangsError, ProbeTimeoutError, type Health, type HealthAdapterOptions } from './adapter.health.ts';

/** An adapter on a hand clock whose probes end when they are told to. */
function setUp(options: Partial<HealthAdapterOptions> = {}) {
  const clock = new HandClock();
  const events: string[] = [];
  const probes: { readonly answer: () => void; readonly fail: (error?: unknown) => void; readonly signal: AbortSignal }[] = [];
  const adapter = new HealthAdapter({
    probe: (signal) => new Promise<void>((resolve, reject) => probes.push({ answer: resolve, fail: (error = new Error('no')) => reject(error), signal })),
    timeoutMs: 500,
    cacheMs: 0,
    clock,
    onProbe: (event, { status }) => void events.push(`${event}: ${status}`),
    ...options,
  });
  /** Asks how it is, and has the probe end so. */
  const check = async (how: 'answer' | 'fail' | 'hang'): Promise<Health> => {
    const health = adapter.check();
    await clock.settle();
    if (how === 'hang') await clock.advance(500);
    else probes.at(-1)![how]();
    return health;
  };
  return { adapter, clock, events, probes, check };
}

describe('a health check', () => {
  it('is what the service has just answered', async () => {
    const { check, clock } = setUp();
    assert.deepEqual(await check('answer'), { status: 'healthy', isHealthy: true, ageMs: 0, answeredAgoMs: 0, failures: 0, reason: '' });
    assert.equal(clock.waiting, 0);
  });

  it('is unknown and not healthy before the service has ever answered', async () => {
    const { adapter, check } = setUp();
    assert.deepEqual(adapter.health, { status: 'unknown', isHealthy: false, ageMs: Infinity, answeredAgoMs: Infinity, failures: 0, reason: '' });
    assert.deepEqual(await check('fail'), { status: 'unknown', isHealthy: false, ageMs: 0, answeredAgoMs: Infinity, failures: 1, reason: 'no' });
  });

  it('takes so many failures in a row to be unhealthy, and one answer to be healthy again', async () => {
    const { check, events } = setUp({ failures: 3 });
    for (const how of ['answer', 'fail', 'fail', 'answer', 'fail', 'fail', 'fail', 'fail', 'answer'] as const) await check(how);
    assert.deepEqual(events, [
      'answered: healthy', 'failed: doubtful', 'failed: doubtful', 'answered: healthy', 'failed: doubtful', 'failed: doubtful', 'condemned: unhealthy', 'condemned: unhealthy', 'answered: healthy',
    ]);
  });

  it('is unhealthy after the first failure where one is enough, also before any answer', async () => {
    assert.equal((await setUp({ failures: 1 }).check('fail')).status, 'unhealthy');
  });

  it('stays unhealthy after more failures than a threshold would forgive', async () => {
    const { check } = setUp({ failures: 2 });
    await check('fail');
    await check('fail');
    assert.equal((await check('fail')).status, 'unhealthy');
  });

  it('is unhealthy after fewer failures where nobody has asked for so long that they are no news', async () => {
    for (const [waitMs, status] of [[10_000, 'doubtful'], [10_001, 'unhealthy']] as const) {
      const { check, clock } = setUp({ forgiveMs: 10_000 });
      await check('answer');
      await clock.advance(waitMs);
      assert.equal((await check('fail')).status, status);
    }
    const { check, clock } = setUp({ forgiveMs: 0 });
    await clock.advance(1);
    assert.equal((await check('fail')).status, 'unknown');
  });

  it('counts a probe that throws at once as failed, and says why, whatever it threw', async () => {
    const reasonOf = async (thrown: unknown) => (await setUp({ probe: () => { throw thrown; } }).adapter.check()).reason;
    assert.equal(await reasonOf(new Error('connection refused')), 'connection refused');
    assert.equal(await reasonOf('a text'), 'a text');
    assert.equal(await reasonOf({ toString: () => { throw new Error('no text'); } }), 'an error without a text');
  });

  it('is shared by all who ask at the same time', async () => {
    const { adapter, probes, clock } = setUp({ cacheMs: 5_000 });
    const checks = [adapter.check(), adapter.check(), adapter.check()];
    await clock.settle();
    assert.equal(probes.length, 1);
    probes[0]!.answer();
    assert.deepEqual((await Promise.all(checks)).map(({ status }) => status), ['healthy', 'healthy', 'healthy']);
  });

  it('goes on when whoever is told of it throws', async () => {
    const uncaught = await surfaced(async () => {
      const { check } = setUp({ onProbe: () => { throw new Error('told'); } });
      assert.equal((await check('answer')).status, 'healthy');
      assert.equal((await check('fail')).failures, 1);
    });
    assert.deepEqual(uncaught.map(String), ['Error: told', 'Error: told']);
  });
});

describe('a service that hangs', () => {
  it('has failed after the time-out, and is told so by its signal', async () => {
    const { check, probes, clock } = setUp();
    assert.deepEqual(await check('hang'), { status: 'unknown', isHealthy: false, ageMs: 500, answeredAgoMs: Infinity, failures: 1, reason: 'No answer within 500 ms.' });
    const { reason } = probes[0]!.signal;
    assert.ok(reason instanceof ProbeTimeoutError);
    assert.deepEqual([reason.code, reason.timeoutMs], ['PROBE_TIMEOUT', 500]);
    assert.equal(clock.waiting, 0);
  });

  it('is not asked again before it has ended the probe, and has failed each time all the same', async () => {
    const { adapter, check, probes, events, clock } = setUp({ failures: 3 });
    await check('answer');
    await check('hang');
    await clock.advance(1_000);
    const again = await adapter.check();
    assert.equal(again.reason, 'The probe of 1500 ms ago has not ended.');
    assert.equal(new ProbeHangsError(3).code, 'PROBE_HANGS');
    assert.equal((await adapter.check()).status, 'unhealthy');
    assert.equal(probes.length, 2);
    probes[1]!.answer();
    await clock.settle();
    assert.equal(adapter.health.status, 'unhealthy');
    assert.equal((await check('answer')).status, 'healthy');
    assert.equal(probes.length, 3);
    assert.deepEqual(events, ['answered: healthy', 'failed: doubtful', 'failed: doubtful', 'condemned: unhealthy', 'answered: healthy']);
  });

  it('that heeds its signal is asked again at once', async () => {
    let asked = 0;
    const { adapter, clock } = setUp({
      probe: (signal) => new Promise((_, reject) => {
        asked += 1;
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
    });
    for (let time = 0; time < 2; time += 1) {
      const check = adapter.check();
      await clock.advance(500);
      await check;
    }
    assert.equal(asked, 2);
  });

  it('has failed too where no timer could say so in time, since the process stood still', async () => {
    const clock = new HandClock();
    let [stoodMs, answer] = [0, (): void => undefined];
    const standing = { now: () => clock.now() + stoodMs, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout };
    const { adapter } = setUp({ clock: standing, probe: () => new Promise<void>((resolve) => (answer = resolve)) });
    const statusAfter = async (ms: number) => {
      const check = adapter.check();
      stoodMs += ms;
      answer();
      return check;
    };
    assert.equal((await statusAfter(500)).status, 'healthy');
    const late = await statusAfter(501);
    assert.deepEqual([late.status, late.reason], ['doubtful', 'No answer within 500 ms.']);
    assert.equal((await statusAfter(0)).status, 'healthy');
    assert.equal((await statusAfter(30_501)).status, 'unhealthy');
  });

  it('and fails late, harms nobody', async () => {
    const { check, probes, clock, adapter } = setUp();
    await check('hang');
    probes[0]!.fail();
    await clock.settle();
    assert.equal(adapter.health.failures, 1);
  });
});

describe('an answer that is kept', () => {
  it('is given again while it is young enough, and says how old it is', async () => {
    const { adapter, check, probes, clock } = setUp({ cacheMs: 1_000 });
    await check('answer');
    await clock.advance(999);
    const { status, ageMs, answeredAgoMs } = await adapter.check();
    assert.deepEqual([status, ageMs, answeredAgoMs, probes.length], ['healthy', 999, 999, 1]);
    await clock.advance(1);
    await check('fail');
    assert.equal(probes.length, 2);
  });

  it('may be a failure', async () => {
    const { adapter, check, probes, clock } = setUp({ cacheMs: 1_000, failures: 1 });
    await check('fail');
    await clock.advance(400);
    const { status, ageMs, reason } = await adapter.check();
    assert.deepEqual([status, ageMs, reason, probes.length], ['unhealthy', 400, 'no', 1]);
  });

  it('tells the time of the last that was good', async () => {
    const { check, clock } = setUp();
    await check('answer');
    await clock.advance(3_000);
    const { answeredAgoMs, ageMs } = await check('fail');
    assert.deepEqual([answeredAgoMs, ageMs], [3_000, 0]);
  });

  it('is from when it was asked for, not from when it came', async () => {
    const { adapter, probes, clock } = setUp();
    const check = adapter.check();
    await clock.advance(400);
    probes[0]!.answer();
    const { ageMs, answeredAgoMs } = await check;
    assert.deepEqual([ageMs, answeredAgoMs], [400, 400]);
  });

  it('is not given to who asks while the next is being fetched', async () => {
    const { adapter, check, probes, clock } = setUp({ cacheMs: 1_000, failures: 1 });
    await check('answer');
    await clock.advance(1_000);
    const both = [adapter.check(), adapter.check()];
    await clock.settle();
    probes[1]!.fail();
    assert.deepEqual((await Promise.all(both)).map(({ status }) => status), ['unhealthy', 'unhealthy']);
  });
});

describe('an option', () => {
  it('out of its range is refused, with the range', () => {
    const make = (options: Partial<HealthAdapterOptions>) => () => setUp(options);
    for (const timeoutMs of [0, NaN, 2 ** 31]) assert.throws(make({ timeoutMs }), new RangeError(`timeoutMs must be from 1 to 2147483647, got ${timeoutMs}.`));
    for (const failures of [0, 1.5, NaN]) assert.throws(make({ failures }), new RangeError(`failures must be a whole number from 1 to 1000, got ${failures}.`));
    for (const forgiveMs of [-1, NaN]) assert.throws(make({ forgiveMs }), new RangeError(`forgiveMs must be from 0 to Infinity, got ${forgiveMs}.`));
    for (const cacheMs of [-1, NaN]) assert.throws(make({ cacheMs }), new RangeError(`cacheMs must be from 0 to Infinity, got ${cacheMs}.`));
  });

  it('that is left out has its default: the real clock', async () => {
    const adapter = new HealthAdapter({ probe: () => undefined });
    assert.equal((await adapter.check()).status, 'healthy');
    assert.equal((await adapter.check()).isHealthy, true);
  });
});
