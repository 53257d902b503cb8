import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { Hedge } from './scatter-gather.hedge.ts';
import { ScatterGather, TooFewAnswersError, type PartReport, type PartState, type ScatterGatherOptions } from './scatter-gather.ts';

const deadlineMs = 100;
/** Unlike any other time here, however often it is added, so that no two things happen at once. */
const crumbMs = 0.37;

/** What a replica does with a request: it answers or fails after so long, or keeps silent for ever. */
type Conduct = { readonly does: 'answer' | 'fail' | 'nothing'; readonly afterMs: number };
interface Plan {
  /** By part, of each of its replicas. */
  readonly parts: readonly (readonly Conduct[])[];
  readonly hedgeMs: number;
  readonly requestTimeoutMs: number;
  readonly enough: number;
  readonly atLeast: number;
}
const conduct: fc.Arbitrary<Conduct> = fc.record({ does: fc.constantFrom('answer', 'answer', 'fail', 'nothing'), afterMs: fc.integer({ min: 0, max: 120 }).map((ms) => ms + crumbMs) });
const plan: fc.Arbitrary<Plan> = fc
  .record({
    parts: fc.array(fc.array(conduct, { minLength: 1, maxLength: 3 }), { maxLength: 6 }).map((parts) => parts.map((replicas, part) => replicas.map((each) => ({ ...each, afterMs: each.afterMs + part / 1_000 })))),
    hedgeMs: fc.constantFrom(0, 10, 35, Infinity),
    requestTimeoutMs: fc.constantFrom(21.13, 47.13, Infinity),
    enough: fc.constantFrom(1, 2, 4, Infinity),
    atLeast: fc.nat(4),
  })
  .map((given) => ({ ...given, atLeast: Math.min(given.atLeast, given.enough) }));

/** Runs a plan on a hand clock, and notes what went over the wire and what was merged. */
async function run({ parts, hedgeMs, ...rules }: Plan, options: Partial<ScatterGatherOptions<string, string, readonly string[]>> = {}) {
  const clock = new HandClock(0);
  const merged: { readonly part: string; readonly at: number }[] = [];
  const signals: { readonly replica: string; readonly signal: AbortSignal }[] = [];
  const asked: string[] = [];
  let endedAt = -1;
  const root = new ScatterGather<string, string, readonly string[]>({
    send: (replica, _, { signal }) => {
      const [part = 0, number = 0] = replica.split('.').map(Number);
      const { does, afterMs } = parts[part]![number]!;
      asked.push(replica);
      signals.push({ replica, signal });
      return new Promise((resolve, reject) => {
        if (does === 'answer') clock.setTimeout(() => resolve(replica), afterMs);
        if (does === 'fail') clock.setTimeout(() => reject(new Error(replica)), afterMs);
      });
    },
    empty: () => [],
    merge: (whole, answer, part) => {
      merged.push({ part, at: clock.now() });
      return [...whole, answer];
    },
    deadlineMs,
    ...rules,
    hedge: { delayMs: () => hedgeMs, asked: () => undefined, allows: () => true, took: () => undefined },
    clock,
    ...options,
  });
  const ended = root
    .ask('shoes', parts.map((replicas, part) => ({ name: String(part), replicas: replicas.map((_, number) => `${part}.${number}`) })))
    .then((value) => ({ result: value.result, isComplete: value.isComplete, arrivals: value.arrivals, parts: value.parts, error: undefined }), (error: unknown) => ({ result: [], isComplete: false, arrivals: [], parts: error instanceof TooFewAnswersError ? error.parts : [], error }))
    .finally(() => (endedAt = clock.now()));
  await clock.advance(400);
  return { ...(await ended), endedAt, merged, signals, asked };
}

/** Of one part, alone: when it is answered or has failed, and which replica had the last word. */
function fate(replicas: readonly Conduct[], hedgeMs: number, requestTimeoutMs: number): { readonly state: 'answered' | 'failed' | 'silent'; readonly at: number; readonly replica: number } {
  const out: { readonly replica: number; readonly endsAt: number; readonly isAnswer: boolean }[] = [];
  let sent = 0;
  let hedgeAt = 0;
  const send = (at: number) => {
    const { does, afterMs } = replicas[sent]!;
    const repliesAt = does === 'nothing' ? Infinity : at + afterMs;
    out.push({ replica: sent, endsAt: Math.min(repliesAt, at + requestTimeoutMs), isAnswer: does === 'answer' && repliesAt < at + requestTimeoutMs });
    sent += 1;
    hedgeAt = at + hedgeMs;
  };
  send(0);
  for (;;) {
    const first = out.toSorted((one, other) => one.endsAt - other.endsAt)[0]!;
    if (Math.min(first.endsAt, sent < replicas.length ? hedgeAt : Infinity) >= deadlineMs) return { state: 'silent', at: deadlineMs, replica: -1 };
    if (sent < replicas.length && hedgeAt < first.endsAt) {
      send(hedgeAt);
      continue;
    }
    if (first.isAnswer) return { state: 'answered', at: first.endsAt, replica: first.replica };
    out.splice(out.indexOf(first), 1);
    if (sent < replicas.length) send(first.endsAt);
    else if (out.length === 0) return { state: 'failed', at: first.endsAt, replica: first.replica };
  }
}
/** What a call must come to, from the fate of each part alone. */
function expected({ parts, hedgeMs, requestTimeoutMs, enough, atLeast }: Plan) {
  const fates = parts.map((replicas, part) => ({ part, ...fate(replicas, hedgeMs, requestTimeoutMs) }));
  const needed = Math.min(atLeast, parts.length);
  const wanted = Math.min(enough, parts.length);
  const arrivals: number[] = [];
  const failed: number[] = [];
  let at = parts.length === 0 ? 0 : deadlineMs;
  for (const each of fates.filter(({ state }) => state !== 'silent').toSorted((one, other) => one.at - other.at || one.replica - other.replica)) { // requests that time out together were sent together, in this order
    if (arrivals.length >= wanted) break;
    if (each.state === 'answered') arrivals.push(each.part);
    else failed.push(each.part);
    const isOver = arrivals.length >= wanted || parts.length - failed.length < needed || arrivals.length + failed.length === parts.length;
    if (isOver) at = each.at;
    if (isOver) break;
  }
  const states = fates.map(({ part }): PartState => (arrivals.includes(part) ? 'answered' : failed.includes(part) ? 'failed' : at === deadlineMs ? 'late' : 'not-needed'));
  return { at, arrivals, states, isError: arrivals.length < needed };
}
const near = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6;

describe('a call, whatever its replicas do', () => {
  it('comes to what the fate of each part alone says, at that time', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (given) => {
        const model = expected(given);
        const { arrivals, endedAt, error, isComplete, parts, result } = await run(given);
        assert.ok(near(endedAt, model.at), `ended at ${endedAt}, not ${model.at}`);
        assert.deepEqual(parts.map(({ state }: PartReport) => state), model.states);
        assert.equal(error instanceof TooFewAnswersError, model.isError);
        if (model.isError) return;
        assert.deepEqual(arrivals, model.arrivals);
        assert.deepEqual(result.map((replica) => Number(replica.split('.')[0])), model.arrivals);
        assert.equal(isComplete, model.arrivals.length === given.parts.length);
      }),
      { numRuns: 300 },
    );
  });

  it('merges each part once at most and none after its end, asks no replica twice, and lets everybody go', async () => {
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: 1, max: 7 }), async (given, concurrency) => {
        const { asked, endedAt, merged, parts, signals } = await run(given, { concurrency });
        assert.equal(new Set(merged.map(({ part }) => part)).size, merged.length);
        assert.ok(merged.every(({ at }) => at <= endedAt) && endedAt <= deadlineMs);
        assert.equal(new Set(asked).size, asked.length);
        assert.equal(parts.reduce((sum, { requests }) => sum + requests, 0), asked.length);
        const winners = new Set(parts.map(({ replica }) => replica));
        for (const { replica, signal } of signals) {
          const [part = 0, number = 0] = replica.split('.').map(Number);
          if (given.parts[part]![number]!.does !== 'fail') assert.equal(signal.aborted, !winners.has(replica), replica);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('asks within the budget of its hedge', async () => {
    await fc.assert(
      fc.asyncProperty(plan, fc.constantFrom(0, 0.1, 0.5), fc.integer({ min: 1, max: 3 }), async (given, ratio, burst) => {
        const { asked, parts } = await run(given, { hedge: new Hedge({ delayMs: given.hedgeMs, ratio, burst }) });
        const first = parts.filter(({ requests }) => requests > 0).length;
        assert.ok(asked.length - first <= burst + ratio * first);
      }),
    );
  });
});

describe('the delay of a hedge', () => {
  it('has the wanted share of the last times below it, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 5, maxLength: 60 }), fc.constantFrom(0.5, 0.9, 0.95, 0.99), (times, percentile) => {
        const hedge = new Hedge({ percentile, window: 40, minimum: 5 });
        for (const ms of times) hedge.took(ms);
        const last = times.slice(-40);
        const delayMs = hedge.delayMs();
        assert.ok(last.filter((ms) => ms < delayMs).length <= percentile * last.length);
        assert.ok(last.filter((ms) => ms <= delayMs).length >= Math.min(last.length, percentile * last.length));
      }),
    );
  });
});
