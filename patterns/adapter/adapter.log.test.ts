import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessLog, jsonLines, levelled, LogAdapter, logfmt, UnreadableLineError, type LogAdapterOptions, type LogRecord } from './adapter.log.ts';

const all = [levelled, accessLog, jsonLines, logfmt];
const setUp = (options: Partial<LogAdapterOptions> = {}) => new LogAdapter({ formats: all, ...options });
const at = (iso: string) => Date.parse(iso);
/** The one record of a line. */
function recordOf(line: string, options: Partial<LogAdapterOptions> = {}): LogRecord {
  const { records, length } = setUp(options).translate(`${line}\n`);
  assert.equal(length, line.length + 1);
  assert.equal(records.length, 1);
  return records[0]!;
}

describe('a line', () => {
  it('of a time, a severity and words is a record, with the pairs in it as fields', () => {
    assert.deepEqual(recordOf('2026-03-01 09:00:07,250 +0100 WARN  payment refused order=17 why="no funds"'), {
      timeMs: at('2026-03-01T08:00:07.250Z'),
      severity: 'warn',
      message: 'payment refused order=17 why="no funds"',
      fields: { order: '17', why: 'no funds' },
      format: 'levelled',
    });
    assert.deepEqual(recordOf('2026-03-01T09:00:07Z [ERROR]: gone').message, 'gone');
  });

  it('of a web server is a record, whose severity is that of its status', () => {
    assert.deepEqual(recordOf('127.0.0.1 - ada [10/Oct/2000:13:55:36 -0700] "GET /a?b=\\"c\\" HTTP/1.0" 200 2326'), {
      timeMs: at('2000-10-10T20:55:36Z'),
      severity: 'info',
      message: 'GET /a?b=\\"c\\" HTTP/1.0',
      fields: { host: '127.0.0.1', ident: '-', user: 'ada', status: '200', bytes: '2326' },
      format: 'access',
    });
    const { severity, fields } = recordOf('::1 - - [10/Oct/2000:13:55:36 +0000] "GET / HTTP/1.1" 503 - "https://shop/" "curl/8"');
    assert.deepEqual([severity, fields.referer, fields.agent], ['error', 'https://shop/', 'curl/8']);
    assert.equal(recordOf('::1 - - [10/Oct/2000:13:55:36 +0000] "GET / HTTP/1.1" 404 -').severity, 'warn');
  });

  it('of JSON is a record, and what the schema has no place for is kept', () => {
    assert.deepEqual(recordOf('{"time":1772352007250,"level":40,"msg":"refused","order":17,"cart":{"items":[1]},"none":null}'), {
      timeMs: 1_772_352_007_250,
      severity: 'warn',
      message: 'refused',
      fields: { order: '17', cart: '{"items":[1]}', none: 'null' },
      format: 'json',
    });
    assert.deepEqual(recordOf('{"msg":{"a":1}}').fields, { message: '{"a":1}' });
  });

  it('of pairs is a record', () => {
    assert.deepEqual(recordOf('ts=1772352007.250 lvl=info msg="order \\"placed\\"\\nnow" order=17 empty='), {
      timeMs: 1_772_352_007_250,
      severity: 'info',
      message: 'order "placed"\nnow',
      fields: { order: '17', empty: '' },
      format: 'logfmt',
    });
  });

  it('that no format can read is a record that says so, and holds the whole line', () => {
    for (const line of ['placed|17|c-3', '  indented words', '{"cut":', '[1]', '7', 'null', 'a=1 a=2', '2026-03-01 soon INFO x']) {
      assert.deepEqual(recordOf(line), { timeMs: null, severity: 'unknown', message: line, fields: {}, format: 'unreadable' });
    }
  });

  it('has the first format that can read it, and one that throws cannot', () => {
    const greedy = (name: string) => ({ name, read: (line: string) => ({ message: `${name}: ${line}` }) });
    const broken = { name: 'broken', read: () => { throw new Error('no'); } };
    assert.deepEqual(recordOf('a', { formats: [broken, greedy('one'), greedy('other')] }).message, 'one: a');
  });
});

describe('a format', () => {
  it('may be an object whose reading needs itself', () => {
    const format = { name: 'own', mark: '> ', read(line: string) { return line.startsWith(this.mark) ? { message: line.slice(this.mark.length) } : undefined; } };
    assert.deepEqual([recordOf('> a', { formats: [format] }).message, recordOf('> a', { formats: [format] }).format], ['a', 'own']);
  });

  it('of a time and words alone is not taken for one whose first word is a severity', () => {
    for (const line of ['2026-03-01 09:00:07 Payment refused', '2026-03-01 09:00:07 [main] INFO started']) assert.deepEqual([recordOf(line).format, recordOf(line).message], ['unreadable', line]);
  });

  it('of pairs keeps a text whose escapes mean nothing as it was', () => {
    assert.deepEqual(recordOf(String.raw`a="x\ty\u0041" b="C:\dir" c="C:\\new"`).fields, { a: 'x\tyA', b: String.raw`C:\dir`, c: String.raw`C:\new` });
  });
});

describe('a time', () => {
  const timeOf = (time: unknown, options: Partial<LogAdapterOptions> = {}) => recordOf(JSON.stringify({ time }), options);

  it('is one in UTC, whatever the zone that it was written in', () => {
    const same = ['2026-03-01T08:00:07.250Z', '2026-03-01 09:00:07,250 +0100', '2026-03-01T02:30:07.25-05:30', 1_772_352_007.25, 1_772_352_007_250, 1_772_352_007_250_000, '1772352007.25'];
    for (const time of same) assert.equal(timeOf(time).timeMs, at('2026-03-01T08:00:07.250Z'), String(time));
    assert.equal(timeOf(1_772_352_007_250_000_000).timeMs, at('2026-03-01T08:00:07.250Z'));
  });

  it('without a zone is of the zone that the option says', () => {
    assert.equal(timeOf('2026-03-01T08:00:07').timeMs, at('2026-03-01T08:00:07Z'));
    assert.equal(timeOf('2026-03-01T08:00:07', { zoneMinutes: 60 }).timeMs, at('2026-03-01T07:00:07Z'));
  });

  it('that says nothing, or cannot be, stays among the fields', () => {
    const impossible = ['2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-03-01T24:00:00Z', '2026-03-01T00:60:00Z', '0026-03-01T00:00:00Z', '2026-03-01T00:00:00+9999', '2026-03-01T00:00:00+00:60'];
    for (const time of ['yesterday', ...impossible, true, -5, 0, 17, 99_999_999, 1e20]) {
      const { timeMs, fields } = timeOf(time);
      assert.deepEqual([timeMs, fields], [null, { time: typeof time === 'string' ? time : String(time) }]);
    }
    assert.deepEqual(recordOf('{"msg":"no time"}').fields, {});
  });
});

describe('a severity', () => {
  it('is one of the schema, whatever the service calls it', () => {
    const severityOf = (level: unknown) => recordOf(JSON.stringify({ level })).severity;
    assert.deepEqual(['VERBOSE', 'debug', 'Notice', 'WARNING', 'err', 'CRIT', 'panic', 10, '50'].map(severityOf), ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'fatal', 'trace', 'error']);
  });

  it('that says nothing is unknown, and stays among the fields', () => {
    for (const level of ['loud', 'toString', 7, null]) {
      const { severity, fields } = recordOf(JSON.stringify({ level }));
      assert.deepEqual([severity, fields], ['unknown', { severity: typeof level === 'string' ? level : String(level) }]);
    }
  });
});

describe('a text', () => {
  it('has the records of its whole lines, and the rest is to be given again', () => {
    const adapter = setUp();
    const text = 'a=1\r\n\nb=2\nc=';
    const { records, length } = adapter.translate(text);
    assert.deepEqual(records.map(({ fields }) => fields), [{ a: '1' }, { b: '2' }]);
    assert.equal(text.slice(length), 'c=');
    assert.deepEqual(adapter.translate(`${text.slice(length)}3\n`).records.map(({ fields }) => fields), [{ c: '3' }]);
    assert.equal(adapter.lines.empty, 1);
  });

  it('ends with its last line where nothing follows', () => {
    assert.deepEqual(setUp().translate('a=1\nb=2', true), { ...setUp().translate('a=1\nb=2\n'), length: 7 });
    assert.deepEqual(setUp().translate('', true), { records: [], length: 0 });
  });

  it('whose line has no end comes in pieces, and none is lost', () => {
    const adapter = setUp({ lineMax: 4 });
    const { records, length } = adapter.translate('abcdefghij');
    assert.deepEqual(records.map(({ message }) => message), ['abcd', 'efgh']);
    assert.equal(length, 8);
    assert.deepEqual(adapter.translate('ij\nabcd\n').records.map(({ message }) => message), ['ij', 'abcd']);
  });
});

describe('lines that none can read', () => {
  it('are counted, and dropped where the policy says so', () => {
    const adapter = setUp({ unreadable: 'drop' });
    assert.equal(adapter.translate('a=1\nwhat\nb=2\nwho\n').records.length, 2);
    assert.deepEqual(adapter.lines, { levelled: 0, access: 0, json: 0, logfmt: 2, unreadable: 2, dropped: 2, empty: 0 });
  });

  it('end the translation with what was before them, where the policy says so', () => {
    assert.throws(() => setUp({ unreadable: 'throw' }).translate('a=1\nwhat\nb=2\n'), (error) => error instanceof UnreadableLineError && error.length === 4 && error.records.length === 1 && error.records[0]!.fields.a === '1');
    assert.throws(() => setUp({ unreadable: 'throw' }).translate('a=1\nwhat\n'), (error) => error instanceof UnreadableLineError && error.code === 'LINE_UNREADABLE' && error.line === 'what' && error.message === 'No format can read the line "what".');
  });
});

describe('an option', () => {
  it('out of its range is refused, with the range', () => {
    for (const lineMax of [0, NaN, 2 ** 25]) assert.throws(() => setUp({ lineMax }), new RangeError(`lineMax must be from 1 to 16777216, got ${lineMax}.`));
    for (const zoneMinutes of [-1441, NaN, 1441]) assert.throws(() => setUp({ zoneMinutes }), new RangeError(`zoneMinutes must be from -1440 to 1440, got ${zoneMinutes}.`));
    assert.throws(() => setUp({ unreadable: 'lose' as 'drop' }), new RangeError('unreadable must be one of tag, drop, throw, got lose.'));
    for (const formats of [[logfmt, logfmt], [{ name: 'empty', read: () => undefined }]]) {
      assert.throws(() => setUp({ formats }), new RangeError(`formats must have names of their own, and none of unreadable, dropped, empty, got ${formats[0]!.name}.`));
    }
  });
});
