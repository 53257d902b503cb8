import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HandClock, surfaced } from '../hand-clock.ts';
import { MetricsAdapter, recordsOfJson, recordsOfPage, ServiceTimeoutError, type MetricsAdapterOptions, type Rule, type Scrape, type SourceRecord } from './adapter.ts';

type Records = readonly SourceRecord[];
const counter = (metric: string, more: Partial<Rule> = {}): Rule => ({ metric, help: 'It counts.', type: 'counter', ...more });
const gauge = (metric: string, more: Partial<Rule> = {}): Rule => ({ metric, help: 'It varies.', type: 'gauge', ...more });
const rules = {
  sold: counter('stock_sold_total'),
  'query time': gauge('stock_query_seconds', { unit: 'ms' }),
  shelf: gauge('stock_items', { labels: ['shelf'] }),
  buys: counter('stock_buys_total', { labels: ['customer'] }),
  uptime: { metric: 'stock_start_time_seconds', help: 'Since when it runs.', type: 'uptime' },
} as const satisfies Record<string, Rule>;

/** An adapter whose service tells what the test says, at a wall clock that begins at 1 000 s. */
function setUp(options: Partial<MetricsAdapterOptions<Records>> = {}) {
  const clock = new HandClock();
  const scrapes: Scrape[] = [];
  const service = { records: [] as Records, asked: 0 };
  const adapter = new MetricsAdapter<Records>({
    prefix: 'stock',
    ask: () => {
      service.asked += 1;
      return service.records;
    },
    parse: (records) => records,
    rules,
    clock,
    wallNow: () => 999_000 + clock.now(),
    onScrape: (scrape) => void scrapes.push(scrape),
    ...options,
  });
  const scrape = async (...records: Records) => {
    service.records = records;
    return adapter.scrape();
  };
  return { adapter, clock, scrapes, service, scrape };
}
const record = (name: string, value: unknown, labels?: Record<string, string>): SourceRecord => ({ name, value, ...(labels === undefined ? {} : { labels }) });
/** The samples of a metric. */
const samples = (text: string, metric: string) => text.split('\n').filter((line) => line.startsWith(`${metric} `) || line.startsWith(`${metric}{`)).map((line) => line.slice(metric.length).trim());
const bought = (customer: string, times: number) => record('buys', times, { customer });

describe('a scrape', () => {
  it('is a whole text in the format: help, type and samples of each metric in one group', async () => {
    const { scrape } = setUp();
    assert.equal(
      await scrape(record('sold', 12), record('query time', 35)),
      `# HELP stock_up Whether the service has answered.
# TYPE stock_up gauge
stock_up 1
# HELP stock_adapter_start_time_seconds Since when the adapter counts.
# TYPE stock_adapter_start_time_seconds gauge
stock_adapter_start_time_seconds 1000
# HELP stock_records_total Records of the service, by where they went.
# TYPE stock_records_total counter
stock_records_total{outcome="series"} 2
stock_records_total{outcome="overflow"} 0
stock_records_total{outcome="unmapped"} 0
stock_records_total{outcome="unreadable"} 0
stock_records_total{outcome="twice"} 0
# HELP stock_sold_total It counts.
# TYPE stock_sold_total counter
stock_sold_total 12
# HELP stock_query_seconds It varies.
# TYPE stock_query_seconds gauge
stock_query_seconds 0.035
`,
    );
  });

  it('asks the service each time, and keeps nothing of what it told before', async () => {
    const { scrape, service } = setUp();
    await scrape(record('query time', 35));
    assert.deepEqual(samples(await scrape(), 'stock_query_seconds'), []);
    assert.equal(service.asked, 2);
  });

  it('asks once for all who ask at the same time', async () => {
    let answer: (records: Records) => void = () => undefined;
    let asked = 0;
    const { adapter } = setUp({
      ask: () => {
        asked += 1;
        return new Promise((resolve) => (answer = resolve));
      },
    });
    const both = [adapter.scrape(), adapter.scrape()];
    answer([record('sold', 1)]);
    const [one, other] = await Promise.all(both);
    assert.equal(asked, 1);
    assert.equal(one, other);
    void adapter.scrape();
    assert.equal(asked, 2);
  });

  it('goes on when whoever is told of it throws', async () => {
    const uncaught = await surfaced(async () => {
      const { scrape } = setUp({ onScrape: () => { throw new Error('told'); } });
      assert.deepEqual(samples(await scrape(record('sold', 1)), 'stock_sold_total'), ['1']);
    });
    assert.deepEqual(uncaught.map(String), ['Error: told']);
  });
});

describe('a service that does not answer', () => {
  const silent = async (ask: MetricsAdapterOptions<Records>['ask'], options: Partial<MetricsAdapterOptions<Records>> = {}) => {
    const set = setUp({ ask, timeoutMs: 200, ...options });
    const text = set.adapter.scrape();
    await set.clock.advance(200);
    return { ...set, text: await text };
  };

  it('is said to be down, with none of its metrics', async () => {
    const { text, scrapes } = await silent(() => { throw new Error('connection refused'); });
    assert.deepEqual(samples(text, 'stock_up'), ['0']);
    assert.equal(text.includes('stock_sold'), false);
    assert.deepEqual(scrapes.map(({ isUp, error }) => [isUp, String(error)]), [[false, 'Error: connection refused']]);
  });

  it('is given up after the time-out, and told so by its signal', async () => {
    let signal: AbortSignal | undefined;
    const { text, scrapes, clock } = await silent((given) => {
      signal = given;
      return new Promise(() => undefined);
    });
    assert.deepEqual(samples(text, 'stock_up'), ['0']);
    assert.ok(signal?.reason instanceof ServiceTimeoutError);
    assert.equal(signal.reason.code, 'SERVICE_TIMEOUT');
    assert.equal(signal.reason.timeoutMs, 200);
    assert.equal(scrapes[0]!.error, signal.reason);
    assert.equal(clock.waiting, 0);
  });

  it('is given up too where no timer could say so in time, since the process stood still', async () => {
    let stoodMs = 0;
    const stands = { now: () => stoodMs, setTimeout: () => undefined, clearTimeout: () => undefined };
    const { adapter, scrapes } = setUp({ clock: stands, timeoutMs: 200, ask: () => {
      stoodMs += 201;
      return [record('sold', 1)];
    } });
    assert.deepEqual(samples(await adapter.scrape(), 'stock_up'), ['0']);
    assert.ok(scrapes[0]!.error instanceof ServiceTimeoutError);
  });

  it('is not asked again before what it was asked has ended', async () => {
    const ends: (() => void)[] = [];
    const { adapter, clock } = setUp({ timeoutMs: 200, ask: () => new Promise((resolve) => ends.push(() => resolve([record('sold', 1)]))) });
    const scrape = async () => {
      const text = adapter.scrape();
      await clock.advance(200);
      return samples(await text, 'stock_up')[0];
    };
    assert.deepEqual([await scrape(), await scrape(), ends.length, clock.waiting], ['0', '0', 1, 0]);
    ends[0]!();
    await clock.settle();
    const text = adapter.scrape();
    ends[1]!();
    assert.deepEqual(samples(await text, 'stock_up'), ['1']);
  });

  it('leaves no timer behind when it answers', async () => {
    const { scrape, clock } = setUp();
    await scrape(record('sold', 1));
    assert.equal(clock.waiting, 0);
  });

  it('and one whose answer ends in the middle, gives nothing of it', async () => {
    const { scrape } = setUp({ parse: function* () { yield record('sold', 1); throw new Error('cut off'); } });
    const text = await scrape();
    assert.deepEqual(samples(text, 'stock_up'), ['0']);
    assert.deepEqual(samples(text, 'stock_sold_total'), []);
    assert.deepEqual(samples(text, 'stock_records_total'), ['{outcome="series"} 0', '{outcome="overflow"} 0', '{outcome="unmapped"} 0', '{outcome="unreadable"} 0', '{outcome="twice"} 0']);
  });
});

describe('a record', () => {
  const seconds = async (value: unknown, unit?: Rule['unit']) => {
    const { scrape } = setUp({ rules: { time: gauge('a_seconds', unit === undefined ? {} : { unit }) } });
    return samples(await scrape(record('time', value)), 'a_seconds')[0];
  };

  it('is converted to the base unit of its metric, from its own unit or that of its rule', async () => {
    assert.deepEqual(
      await Promise.all([seconds('35 ms'), seconds('35ms', 's'), seconds(35, 'ms'), seconds('2 min'), seconds(1.5, 'h'), seconds('1e3', 'us'), seconds(7), seconds(' -3 d ')]),
      ['0.035', '0.035', '0.035', '120', '5400', '0.001', '7', '-259200'],
    );
    const { scrape } = setUp({ rules: { heap: gauge('heap_bytes', { unit: 'KiB' }), full: gauge('disk_ratio', { unit: '%' }), share: gauge('share_ratio'), isOn: gauge('is_on') } });
    const text = await scrape(record('heap', 2), record('full', '12.5 %'), record('share', 0.25), record('isOn', true));
    assert.deepEqual(['heap_bytes', 'disk_ratio', 'share_ratio', 'is_on'].flatMap((metric) => samples(text, metric)), ['2048', '0.125', '0.25', '1']);
  });

  it('that is no number, or one of another unit, is counted and named, and in no series', async () => {
    for (const value of ['n/a', '', null, undefined, {}, NaN, Infinity, '35 MB', '35 parsecs', '1,024', '0x10']) {
      const { scrape, scrapes } = setUp();
      const text = await scrape(record('query time', value), record('sold', 3));
      assert.deepEqual(samples(text, 'stock_query_seconds'), [], JSON.stringify(value));
      assert.deepEqual(samples(text, 'stock_record_unusable'), ['{record="query time",reason="unreadable"} 1']);
      assert.deepEqual(samples(text, 'stock_sold_total'), ['3']);
      assert.deepEqual(scrapes[0]!.outcomes, { series: 1, overflow: 0, unmapped: 0, unreadable: 1, twice: 0 });
    }
  });

  it('of a counter below zero is unreadable', async () => {
    const { scrape } = setUp();
    assert.deepEqual(samples(await scrape(record('sold', -1)), 'stock_record_unusable'), ['{record="sold",reason="unreadable"} 1']);
  });

  it('that no rule knows is counted and named', async () => {
    const { scrape } = setUp();
    await scrape(record('mood', 5));
    const text = await scrape(record('mood', 5), record('mood', 6));
    assert.deepEqual(samples(text, 'stock_record_unusable'), ['{record="mood",reason="unmapped"} 1']);
    assert.ok(samples(text, 'stock_records_total').includes('{outcome="unmapped"} 3'));
  });

  it('whose series has a value already is counted: each line of the text is unique', async () => {
    const { scrape } = setUp();
    const text = await scrape(record('sold', 1), record('sold', 2));
    assert.deepEqual(samples(text, 'stock_sold_total'), ['1']);
    assert.deepEqual(samples(text, 'stock_record_unusable'), ['{record="sold",reason="twice"} 1']);
  });

  it('has its labels escaped, and those that its rule does not name left out', async () => {
    const { scrape } = setUp();
    const text = await scrape(record('shelf', 1, { shelf: 'North "A"\\2\nlow', colour: 'red' }), record('shelf', 2));
    assert.deepEqual(samples(text, 'stock_items'), ['{shelf="North \\"A\\"\\\\2\\nlow"} 1', '{shelf=""} 2']);
  });

  it('may have the name of something that every object has', async () => {
    const { scrape } = setUp({ rules: { it: gauge('it', { labels: ['constructor'] }) } });
    const text = await scrape(record('it', 1, {}), record('toString', 2));
    assert.deepEqual(samples(text, 'it'), ['{constructor=""} 1']);
    assert.deepEqual(recordsOfPage('toString now: 3', {}), [{ name: 'toString now', value: '3' }]);
    assert.deepEqual(recordsOfJson('{"toString":{"a":1}}', {}), [{ name: 'toString.a', value: 1, labels: {} }]);
  });

  it('has the help of its metric escaped', async () => {
    const { scrape } = setUp({ rules: { a: gauge('a', { help: 'One\\two\nthree' }) } });
    assert.ok((await scrape(record('a', 1))).includes('# HELP a One\\\\two\\nthree\n'));
  });
});

describe('more series than a metric may have', () => {
  it('are one, which holds the sum of a counter', async () => {
    const { scrape, scrapes } = setUp({ seriesMax: 2 });
    const text = await scrape(bought('a', 1), bought('b', 2), bought('c', 3), bought('d', 4));
    assert.deepEqual(samples(text, 'stock_buys_total'), ['{customer="a"} 1', '{customer="b"} 2', '{overflow="true"} 7']);
    assert.deepEqual(scrapes[0]!.outcomes, { series: 2, overflow: 2, unmapped: 0, unreadable: 0, twice: 0 });
  });

  it('are one, which holds the most of a gauge, or its sum where the rule says so', async () => {
    for (const [overflow, value] of [[undefined, 4], ['sum', 7]] as const) {
      const { scrape } = setUp({ seriesMax: 1, rules: { shelf: gauge('stock_items', { labels: ['shelf'], ...(overflow === undefined ? {} : { overflow }) }) } });
      const text = await scrape(record('shelf', 1, { shelf: 'a' }), record('shelf', 4, { shelf: 'b' }), record('shelf', 3, { shelf: 'c' }));
      assert.deepEqual(samples(text, 'stock_items'), ['{shelf="a"} 1', `{overflow="true"} ${value}`]);
    }
  });

  it('leave who came first its own, whatever the order and whoever is missing later', async () => {
    const { scrape } = setUp({ seriesMax: 2 });
    await scrape(bought('a', 1), bought('b', 2), bought('c', 3));
    assert.deepEqual(samples(await scrape(bought('c', 4), bought('b', 2)), 'stock_buys_total'), ['{customer="b"} 2', '{overflow="true"} 4']);
    assert.deepEqual(samples(await scrape(bought('c', 4), bought('a', 2)), 'stock_buys_total'), ['{customer="a"} 2', '{overflow="true"} 4']);
  });

  it('bound the names of what is unusable as well', async () => {
    const { scrape } = setUp({ seriesMax: 2 });
    const moods = (from: number) => Array.from({ length: 9 }, (_, number) => record(`mood ${from + number}`, 1));
    const named = (first: string, second: string) => [first, second].map((mood) => `{record="${mood}",reason="unmapped"} 1`);
    assert.deepEqual(samples(await scrape(...moods(0)), 'stock_record_unusable'), [...named('mood 0', 'mood 1'), '{overflow="true"} 7']);
    assert.deepEqual(samples(await scrape(...moods(1)), 'stock_record_unusable'), [...named('mood 1', 'mood 1').slice(1), '{overflow="true"} 8']);
    assert.deepEqual(samples(await scrape(record('mood 0', 1)), 'stock_record_unusable'), named('mood 0', 'mood 0').slice(1));
  });
});

describe('a counter', () => {
  it('of a service that tells its uptime says since when it counts', async () => {
    const { scrape, clock } = setUp();
    await clock.advance(60_000);
    const text = await scrape(record('sold', 5), record('uptime', '40 s'));
    assert.deepEqual(samples(text, 'stock_start_time_seconds'), ['1020']);
    assert.deepEqual(samples(text, 'stock_sold_created'), ['1020']);
  });

  it('says the same of answers that took differently long, and another when the service has restarted', async () => {
    const { scrape, clock } = setUp();
    const created = async (uptime: string) => samples(await scrape(record('uptime', uptime), record('sold', 5)), 'stock_sold_created');
    await clock.advance(10_000);
    assert.deepEqual(await created('10 s'), ['1000']);
    await clock.advance(10_000);
    assert.deepEqual(await created('19.8 s'), ['1000']);
    await clock.advance(10_000);
    assert.deepEqual(await created('4 s'), ['1026']);
  });

  it('is told to count since later only where that is sure, however slow an answer and coarse an uptime', async () => {
    const clock = new HandClock();
    let [latencyMs, uptime] = [0, ''];
    const { adapter } = setUp({
      clock,
      wallNow: () => 999_000 + clock.now(),
      ask: () => new Promise((resolve) => void clock.setTimeout(() => resolve([record('uptime', uptime), record('sold', 5)]), latencyMs)),
    });
    const created = async (afterMs: number, says: string) => {
      [latencyMs, uptime] = [afterMs, says];
      const text = adapter.scrape();
      await clock.advance(latencyMs);
      return samples(await text, 'stock_sold_created')[0];
    };
    assert.equal(await created(4_500, '100 s'), '904.5');
    assert.equal(await created(0, '104.5 s'), '904.5');
    assert.equal(await created(4_500, '100 s'), '904.5');
    assert.equal(await created(0, '2 s'), '1007');
  });

  it('is not told to count since later where its uptime is whole minutes or days', async () => {
    for (const [unit, ms] of [['min', 60_000], ['d', 86_400_000]] as const) {
      const { scrape, clock } = setUp();
      const created = async (uptime: number) => samples(await scrape(record('uptime', `${uptime} ${unit}`), record('sold', 5)), 'stock_sold_created')[0];
      const first = await created(3);
      await clock.advance(ms - 1);
      assert.equal(await created(3), first);
      await clock.advance(1);
      assert.equal(await created(4), first);
      await clock.advance(1);
      assert.notEqual(await created(0), first);
    }
  });

  it('of a service that tells no uptime this time has that of before, which is not presented as new', async () => {
    const { scrape, clock } = setUp();
    await scrape(record('uptime', 10), record('sold', 5));
    await clock.advance(10_000);
    const text = await scrape(record('sold', 6));
    assert.deepEqual([samples(text, 'stock_start_time_seconds'), samples(text, 'stock_sold_created')], [[], ['990']]);
  });

  it('is of one uptime: a second in an answer is counted', async () => {
    const { scrape } = setUp();
    const text = await scrape(record('uptime', 10), record('uptime', 5));
    assert.deepEqual([samples(text, 'stock_start_time_seconds'), samples(text, 'stock_record_unusable')], [['990'], ['{record="uptime",reason="twice"} 1']]);
  });

  it('tells a restart also where it has passed its old value since', async () => {
    const { scrape, clock } = setUp();
    await scrape(record('uptime', 500), record('sold', 5));
    await clock.advance(10_000);
    const text = await scrape(record('uptime', 9), record('sold', 8));
    assert.deepEqual(samples(text, 'stock_sold_total'), ['8']);
    assert.deepEqual(samples(text, 'stock_sold_created'), ['1001']);
  });

  it('that falls counts since the answer before, where nobody says better', async () => {
    const { scrape, clock } = setUp();
    assert.deepEqual(samples(await scrape(record('sold', 5)), 'stock_sold_created'), []);
    await clock.advance(10_000);
    assert.deepEqual(samples(await scrape(record('sold', 6)), 'stock_sold_created'), []);
    await clock.advance(10_000);
    const text = await scrape(record('sold', 2));
    assert.deepEqual(samples(text, 'stock_sold_total'), ['2']);
    assert.deepEqual(samples(text, 'stock_sold_created'), ['1010']);
    await clock.advance(10_000);
    assert.deepEqual(samples(await scrape(record('sold', 3)), 'stock_sold_created'), ['1010']);
  });

  it('that falls beside an uptime that does not was set back by hand', async () => {
    const { scrape, clock } = setUp();
    await scrape(record('uptime', 100), record('sold', 5));
    await clock.advance(10_000);
    assert.deepEqual(samples(await scrape(record('uptime', 110), record('sold', 0)), 'stock_sold_created'), ['1000']);
  });

  it('is compared with the last answer that there was', async () => {
    let isDown = false;
    const { adapter, service, clock } = setUp({ ask: () => (isDown ? Promise.reject(new Error('down')) : service.records) });
    service.records = [record('sold', 5)];
    await adapter.scrape();
    isDown = true;
    await clock.advance(10_000);
    await adapter.scrape();
    isDown = false;
    service.records = [record('sold', 1)];
    await clock.advance(10_000);
    assert.deepEqual(samples(await adapter.scrape(), 'stock_sold_created'), ['1000']);
  });

  it('of the overflow is told to begin anew when one of those in it has gone', async () => {
    const { scrape, clock } = setUp({ seriesMax: 1 });
    await scrape(bought('a', 1), bought('b', 2), bought('c', 3));
    await clock.advance(10_000);
    assert.deepEqual(samples(await scrape(bought('a', 1), bought('b', 2)), 'stock_buys_created'), ['{overflow="true"} 1000']);
  });

  it('and a gauge that falls are not the same', async () => {
    const { scrape } = setUp();
    await scrape(record('query time', 5));
    assert.equal((await scrape(record('query time', 4))).includes('_created'), false);
  });
});

describe('an answer', () => {
  it('that is a page has a record for each line that is not empty', () => {
    assert.deepEqual(recordsOfPage('uptime: 12 s\n\n  shelf  North: "A" : 120 \nout of paper\nshelf: 3\n', { shelf: 'name' }), [
      { name: 'uptime', value: '12 s' },
      { name: 'shelf', value: '120', labels: { name: 'North: "A"' } },
      { name: 'out of paper', value: undefined },
      { name: 'shelf', value: '3' },
    ]);
  });

  it('that is JSON has one for each leaf, with keys that are labels', () => {
    assert.deepEqual(recordsOfJson('{"heap":{"used":1},"calls":{"ok":{"GET":2},"lost":null},"on":true,"list":[7]}', { calls: 'outcome' }), [
      { name: 'heap.used', value: 1, labels: {} },
      { name: 'calls', value: 2, labels: { outcome: 'GET' } },
      { name: 'calls', value: null, labels: { outcome: 'lost' } },
      { name: 'on', value: true, labels: {} },
      { name: 'list.0', value: 7, labels: {} },
    ]);
  });

  it('that is no JSON is none: the service counts as down', async () => {
    const adapter = new MetricsAdapter<string>({ prefix: 'a', ask: () => '{"sold":', parse: recordsOfJson, rules });
    assert.deepEqual(samples(await adapter.scrape(), 'a_up'), ['0']);
  });
});

describe('an option', () => {
  const make = (options: Partial<MetricsAdapterOptions<Records>>) => () => setUp(options);
  it('out of its range is refused, with the range', () => {
    for (const prefix of ['', '1a', 'a-b']) assert.throws(make({ prefix }), new RangeError(`prefix must be what a metric's name may begin with, got ${prefix}.`));
    for (const seriesMax of [0, 2.5, NaN, 1e8]) assert.throws(make({ seriesMax }), new RangeError(`seriesMax must be a whole number from 1 to 10000000, got ${seriesMax}.`));
    for (const timeoutMs of [0, NaN, 2 ** 31]) assert.throws(make({ timeoutMs }), new RangeError(`timeoutMs must be from 1 to 2147483647, got ${timeoutMs}.`));
  });

  it('that is a wrong rule is refused by its name', () => {
    const refuses = (rule: Rule, message: string) => assert.throws(make({ rules: { it: rule } }), new RangeError(message));
    refuses(gauge('a-b'), 'rules.it: metric must be of letters, digits and _, got a-b.');
    refuses(counter('a_seconds'), 'rules.it: metric must end in _total if it is a counter and else not, got a_seconds for a counter.');
    refuses(gauge('a_total'), 'rules.it: metric must end in _total if it is a counter and else not, got a_total for a gauge.');
    refuses(gauge('a', { unit: 'ms' }), 'rules.it: metric must end in the base unit of ms, got a for a gauge.');
    refuses(gauge('a_bytes', { unit: 'ms' }), 'rules.it: metric must end in the base unit of ms, got a_bytes for a gauge.');
    refuses({ metric: 'start', help: '', type: 'uptime' }, 'rules.it: metric must end in the base unit of 1, got start for a uptime.');
    for (const label of ['a b', '__a', 'overflow', '']) refuses(gauge('a', { labels: [label] }), `rules.it: labels must be of letters, digits and _, not overflow, and named once, got ${label}.`);
    refuses(gauge('a', { labels: ['b', 'b'] }), 'rules.it: labels must be of letters, digits and _, not overflow, and named once, got b.');
    refuses({ ...gauge('a'), type: 'summary' as 'gauge' }, 'rules.it: type must be one of counter, gauge, uptime, got summary.');
    refuses(gauge('a', { overflow: 'mean' as 'max' }), 'rules.it: overflow must be one of sum, max, got mean.');
    const refusesBoth = (one: Rule, other: Rule, metric: string) => assert.throws(make({ rules: { one, other } }), new RangeError(`rules must name each metric once, got ${metric} twice.`));
    refusesBoth(gauge('a'), gauge('a'), 'a');
    refusesBoth(counter('a_total'), gauge('a_created'), 'a_created');
    assert.throws(make({ rules: { one: gauge('stock_up') } }), new RangeError('rules must name each metric once, got stock_up twice.'));
    assert.throws(make({ rules: { one: rules.uptime, other: { ...rules.uptime, metric: 'a_seconds' } } }), new RangeError('rules must have one uptime, got more.'));
  });

  it('that is left out has its default: the real clocks', async () => {
    const adapter = new MetricsAdapter<Records>({ prefix: 'a', ask: () => [], parse: (records) => records, rules: {} });
    const [born] = samples(await adapter.scrape(), 'a_adapter_start_time_seconds');
    assert.ok(Math.abs(Number(born) - Date.now() / 1000) < 10);
  });
});
