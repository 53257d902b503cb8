import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { MetricsAdapter, type Outcome, type Rule, type SourceRecord } from './adapter.ts';
import { HealthAdapter, type HealthStatus } from './adapter.health.ts';
import { accessLog, jsonLines, levelled, LogAdapter, logfmt } from './adapter.log.ts';

interface Sample {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
/** Reads the format by its published grammar, without the quoted names, and throws where a text is not of it. */
function read(text: string): readonly Sample[] {
  assert.ok(text.endsWith('\n'));
  const samples: Sample[] = [];
  const seen = new Set<string>();
  const closed = new Set<string>();
  let family = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const [, kind, name = ''] = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) .+$/.exec(line) ?? [];
    if (kind !== undefined) {
      if (name !== family) {
        assert.equal(closed.has(name), false, `${name} comes in two groups`);
        closed.add(name);
      }
      family = name;
      continue;
    }
    const [, metric = '', , pairs = '', value = ''] = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\[\\"n])*",?)*)\})? (\S+)$/.exec(line) ?? [];
    assert.equal(metric, family, line);
    assert.match(value, /^[-+]?(\d+(\.\d+)?(e[-+]?\d+)?)$/, line);
    const labels = [...pairs.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\[\\"n])*)"/g)].map(([, label, escaped]): [string, string] => [label!, escaped!.replaceAll(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one))]);
    const series = line.slice(0, line.lastIndexOf(' '));
    assert.equal(seen.has(series), false, `${series} comes twice`);
    seen.add(series);
    samples.push({ metric, labels: Object.fromEntries(labels), value: Number(value) });
  }
  return samples;
}

const rules: Readonly<Record<string, Rule>> = {
  sold: { metric: 'sold_total', help: 'Sold.', type: 'counter', labels: ['to'] },
  heap: { metric: 'heap_bytes', help: 'Heap\nof "it".', type: 'gauge', unit: 'KiB', labels: ['of', 'at'] },
  up: { metric: 'start_time_seconds', help: 'Start.', type: 'uptime' },
};
const labels = fc.record({ to: fc.string({ unit: 'binary', maxLength: 6 }), of: fc.constantFrom('a', '"', '\\', '\n', '\\n', '}', ' '), at: fc.string({ maxLength: 3 }) }, { requiredKeys: [] });
const value = fc.oneof(fc.double(), fc.nat(), fc.string(), fc.tuple(fc.nat(), fc.constantFrom('KiB', 'MB', 's', 'h', '1', '%')).map((told) => told.join(' ')), fc.constantFrom('n/a', null, undefined, true, '5 parsecs'));
const someRecord: fc.Arbitrary<SourceRecord> = fc.record({ name: fc.oneof(fc.constantFrom('sold', 'heap', 'up'), fc.string()), value, labels });

describe('any records', () => {
  it('become a text of the format, and each of them one thing: a sample, a part of the overflow, or a count', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(someRecord, { maxLength: 20 }), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 5 }), async (answers, seriesMax) => {
        let told: Readonly<Record<Outcome, number>> | undefined;
        let at = -1;
        const adapter = new MetricsAdapter<readonly SourceRecord[]>({ prefix: 'it', ask: () => answers[at]!, parse: (records) => records, rules, seriesMax, wallNow: () => 1e9, onScrape: ({ outcomes }) => void (told = outcomes) });
        let total = 0;
        for (at = 0; at < answers.length; at += 1) {
          const samples = read(await adapter.scrape());
          const of = (metric: string) => samples.filter((sample) => sample.metric === metric);
          const outcomes = told!;
          for (const [outcome, count] of Object.entries(outcomes)) if (count > 0) seen.add(outcome);
          assert.equal(Object.values(outcomes).reduce((sum, count) => sum + count), answers[at]!.length);
          assert.equal(of('it_records_total').reduce((sum, { value: count }) => sum + count, 0), (total += answers[at]!.length));
          for (const metric of ['sold_total', 'heap_bytes']) assert.ok(of(metric).length <= seriesMax + 1);
          const own = [...of('sold_total'), ...of('heap_bytes')].filter((sample) => sample.labels.overflow === undefined);
          const uptimes = answers[at]!.filter(({ name, value: uptime }) => name === 'up' && amountIn(inSeconds, uptime) !== undefined).length;
          assert.ok(own.length <= outcomes.series && own.length >= outcomes.series - uptimes);
          for (const { metric, labels: given, value: number } of own) {
            assert.ok(answers[at]!.some(({ name, value: raw, labels: source = {} }) => (metric === 'sold_total'
              ? name === 'sold' && given.to === (source.to ?? '') && amountIn(ones, raw) === number
              : name === 'heap' && given.of === (source.of ?? '') && given.at === (source.at ?? '') && amountIn(inBytes, raw) === number)), `${metric} ${JSON.stringify(given)} ${number}`);
          }
        }
      }),
      { numRuns: 300 },
    );
    assert.deepEqual(['series', 'overflow', 'unmapped', 'unreadable', 'twice'].filter((outcome) => !seen.has(outcome)), []);
  });
});
/** How much one of a unit is in the base unit, by the name of the unit, and first what the rule above counts in, without a name. */
type Units = readonly (readonly [name: string, times: number])[];
const ones: Units = [['', 1], ['1', 1]];
const inBytes: Units = [['', 2 ** 10], ['B', 1], ['kB', 1e3], ['MB', 1e6], ['GB', 1e9], ['KiB', 2 ** 10], ['MiB', 2 ** 20], ['GiB', 2 ** 30]];
const inSeconds: Units = [['', 1], ['ns', 1e-9], ['us', 1e-6], ['ms', 1e-3], ['s', 1], ['min', 60], ['h', 3_600], ['d', 86_400]];

/** What a value comes to in the base unit; nothing where it is no number, or one of another unit. */
function amountIn(units: Units, raw: unknown): number | undefined {
  if (typeof raw === 'boolean') return units === ones ? Number(raw) : undefined;
  if (typeof raw !== 'number' && typeof raw !== 'string') return undefined;
  const text = String(raw).trim();
  for (const [unit, times] of units) {
    const number = text.slice(0, text.length - unit.length).trim();
    if (text.endsWith(unit) && number !== '' && Number.isFinite(Number(number))) return Number(number) * times;
  }
  return undefined;
}

describe('a counter', () => {
  it('never falls without saying that it counts since later, whenever the service restarts', async () => {
    const life = fc.record({ afterMs: fc.integer({ min: 3_000, max: 60_000 }), restarts: fc.boolean(), grows: fc.nat({ max: 5 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(life, { maxLength: 12 }), fc.boolean(), async (lives, tellsUptime) => {
        const clock = new HandClock();
        let [sold, startedAt] = [3, clock.now()];
        const adapter = new MetricsAdapter<readonly SourceRecord[]>({
          prefix: 'it', rules, clock, wallNow: () => clock.now(), parse: (records) => records,
          ask: () => [{ name: 'sold', value: sold }, ...(tellsUptime ? [{ name: 'up', value: `${clock.now() - startedAt} ms` }] : [])],
        });
        const look = async () => {
          const samples = read(await adapter.scrape());
          return { total: samples.find(({ metric }) => metric === 'sold_total')!.value, created: samples.find(({ metric }) => metric === 'sold_created')?.value ?? -Infinity };
        };
        let before = await look();
        for (const { afterMs, restarts, grows } of lives) {
          await clock.advance(afterMs);
          if (restarts) [sold, startedAt] = [0, clock.now() - 1_000];
          sold += grows;
          const now = await look();
          assert.equal(now.total, sold);
          if (now.total < before.total) assert.ok(now.created > before.created || !tellsUptime);
          if (restarts && tellsUptime) assert.ok(now.created > before.created);
          if (!restarts) assert.equal(now.created, before.created);
          before = now;
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the health of a service', () => {
  it('is what its model says, however probes end and whoever asks', async () => {
    const step = fc.constantFrom('answers', 'fails', 'hangs', 'ends', 'waits');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.integer({ min: 1, max: 4 }), async (steps, failures) => {
        const clock = new HandClock();
        let how: (typeof steps)[number] = 'answers';
        let end = (): void => undefined;
        let open = 0;
        const health = new HealthAdapter({
          clock, failures, cacheMs: 0, timeoutMs: 100, forgiveMs: 1_500,
          probe: () => {
            if (how === 'answers') return undefined;
            if (how === 'fails') throw new Error('no');
            open += 1;
            assert.equal(open, 1);
            return new Promise<void>((resolve) => (end = resolve));
          },
        });
        let [model, inARow, hangs, goodAt]: [HealthStatus, number, boolean, number] = ['unknown', 0, false, -Infinity];
        for (how of steps) {
          if (how === 'waits') await clock.advance(1_000);
          else if (how === 'ends') {
            if (hangs) open -= 1;
            hangs = false;
            end();
            await clock.settle();
          } else {
            const isGood: boolean = how === 'answers' && !hangs;
            inARow = isGood ? 0 : inARow + 1;
            const isLongAgo: boolean = model !== 'unknown' && clock.now() - goodAt > 1_500;
            if (isGood) goodAt = clock.now();
            model = isGood ? 'healthy' : inARow >= failures || isLongAgo ? 'unhealthy' : model === 'healthy' ? 'doubtful' : model;
            hangs ||= how === 'hangs';
            const check = health.check();
            await clock.advance(100);
            assert.equal((await check).status, model);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a log', () => {
  const words = fc.string({ maxLength: 12 });
  const line = fc.oneof(
    fc.record({ level: fc.constantFrom('INFO', 'warn', 'Odd'), text: words }).map(({ level, text }) => `2026-03-01 09:00:07,250 ${level} ${text}`),
    fc.object({ maxDepth: 1 }).map((value) => JSON.stringify(value)),
    fc.array(fc.tuple(fc.stringMatching(/^\w{1,3}$/), fc.stringMatching(/^\w{0,3}$/)), { maxLength: 3 }).map((pairs) => pairs.map(([key, inner]) => `${key}=${inner}`).join(' ')),
    words,
  ).map((text) => text.replaceAll('\n', ' ').replaceAll('\r', ' '));
  const formats = [levelled, accessLog, jsonLines, logfmt];

  it('has one record for each line that is not empty, in whatever pieces its text comes', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.array(fc.nat(40), { maxLength: 8 }), (lines, cuts) => {
        const text = lines.map((one) => `${one}\n`).join('');
        const whole = new LogAdapter({ formats }).translate(text).records;
        const adapter = new LogAdapter({ formats });
        const inPieces: unknown[] = [];
        let rest = '';
        let from = 0;
        for (const cut of [...cuts, text.length]) {
          rest += text.slice(from, from + cut);
          from += cut;
          const { records, length } = adapter.translate(rest);
          inPieces.push(...records);
          rest = rest.slice(length);
        }
        assert.equal(rest, '');
        assert.deepEqual(inPieces, whole);
        const kept = lines.filter((one) => one.trim() !== '');
        assert.equal(whole.length, kept.length);
        for (const [number, { format, message }] of whole.entries()) if (format === 'unreadable') assert.equal(message, kept[number]);
      }),
      { numRuns: 400 },
    );
  });
});
