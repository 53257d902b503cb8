/**
 * Turns the lines of a service's log, in the formats that it happens to write, into records of one schema, and leaves no line out: what it
 * cannot read becomes a record that says so and holds the whole line. Do not use it to decide what is worth keeping, which is for whoever
 * reads the log. It has no ports: it is given text, says how much of that it has used, and keeps nothing but counts.
 */
export interface LogAdapterOptions {
  /** The first that can read a line has it. */
  formats: readonly LogFormat[];
  /** What becomes of a line that none can read: a record that says so, no record, or an UnreadableLineError. All are counted. @default tag */
  unreadable?: 'tag' | 'drop' | 'throw';
  /** How many characters of a line without an end are waited for. A longer one comes in pieces. @default 16 384 */
  lineMax?: number;
  /** What the service's clock is ahead of UTC, in minutes, for times without a zone. @default 0 */
  zoneMinutes?: number;
}
export interface LogFormat {
  readonly name: string;
  /** What a line says in this format; undefined, or an error, where it is of another. */
  read(line: string): LogReading | undefined;
}
/** What a line says, in its own words. */
export interface LogReading {
  readonly time?: unknown;
  readonly severity?: unknown;
  readonly message?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}
/** The one schema. What of a line has no place in it is in `fields`. */
export type LogRecord = {
  /** When it happened by the service's own clock, in ms since 1970, UTC. Null: the line does not say. */
  readonly timeMs: number | null;
  readonly severity: Severity;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The format that could read the line, or `unreadable`: then the message is the line as it was. */
  readonly format: string;
};
export type Severity = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'unknown';
export interface Translation {
  readonly records: readonly LogRecord[];
  /** How many characters of the text are done with. The rest is a line that has no end yet: give it again, with what follows. */
  readonly length: number;
}
/** A line that no format can read, under the policy `throw`. It has the records of the lines before it, and how many characters those are. */
export class UnreadableLineError extends Error {
  override readonly name = 'UnreadableLineError';
  readonly code = 'LINE_UNREADABLE';
  readonly line: string;
  readonly records: readonly LogRecord[];
  readonly length: number;
  constructor(line: string, { records, length }: Translation) {
    super(`No format can read the line ${JSON.stringify(line.slice(0, 200))}.`);
    [this.line, this.records, this.length] = [line, records, length];
  }
}

export class LogAdapter {
  private readonly counts = new Map<string, number>();
  private readonly options: Required<LogAdapterOptions>;
  constructor({ formats, unreadable = 'tag', lineMax = 16_384, zoneMinutes = 0 }: LogAdapterOptions) {
    inRange('lineMax', lineMax, 1, 2 ** 24);
    inRange('zoneMinutes', zoneMinutes, -1_440, 1_440);
    if (!policies.includes(unreadable)) throw new RangeError(`unreadable must be one of ${policies.join(', ')}, got ${String(unreadable)}.`);
    for (const { name } of formats) {
      if (reserved.includes(name) || formats.filter((other) => other.name === name).length > 1) throw new RangeError(`formats must have names of their own, and none of ${reserved.join(', ')}, got ${name}.`);
    }
    for (const name of [...formats.map((format) => format.name), ...reserved]) this.counts.set(name, 0);
    this.options = { formats, unreadable, lineMax, zoneMinutes };
  }

  /** How many lines there were, by format; `unreadable`, of which `dropped`; and `empty`. */
  get lines(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counts);
  }

  /** Translates the lines of a text that have an end, and the last one too where nothing follows. */
  translate(text: string, isEnd = false): Translation {
    const { lineMax } = this.options;
    const records: LogRecord[] = [];
    let from = 0;
    while (from < text.length) {
      const end = text.indexOf('\n', from);
      const to = Math.min(end < 0 ? text.length : end, from + lineMax);
      if (end < 0 && !isEnd && to - from < lineMax) break;
      const record = this.translateLine(text.slice(from, to).replace(/\r$/, ''), { records, length: from });
      if (record !== undefined) records.push(record);
      from = to === end ? to + 1 : to;
    }
    return { records, length: from };
  }

  private translateLine(line: string, before: Translation): LogRecord | undefined {
    if (line.trim() === '') return this.count('empty');
    for (const format of this.options.formats) {
      const reading = trying(() => format.read(line));
      if (reading === undefined) continue;
      this.count(format.name);
      return this.recordOf(reading, format.name);
    }
    this.count('unreadable');
    if (this.options.unreadable === 'throw') throw new UnreadableLineError(line, before);
    if (this.options.unreadable === 'drop') return this.count('dropped');
    return { timeMs: null, severity: 'unknown', message: line, fields: {}, format: 'unreadable' };
  }
  /** A time or a severity that says nothing to the schema stays as it was among the fields. */
  private recordOf({ time, severity, message = '', fields = {} }: LogReading, format: string): LogRecord {
    const timeMs = timeOf(time, this.options.zoneMinutes);
    const known = severityOf(severity);
    const rest = Object.entries({
      ...fields,
      ...(timeMs === null && time !== undefined ? { time } : {}),
      ...(known === 'unknown' && severity !== undefined ? { severity } : {}),
    });
    return { timeMs, severity: known, message, fields: Object.fromEntries(rest.map(([key, value]) => [key, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')])), format };
  }
  private count(name: string): undefined {
    this.counts.set(name, this.counts.get(name)! + 1);
  }
}

/** `2026-03-01 09:00:07,250 +0100 WARN payment refused order=17`: a time, a severity, and words with pairs among them. */
export const levelled: LogFormat = {
  name: 'levelled',
  read(line) {
    const [, time, severity, message] = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|[+-]\d\d:?\d\d))?) +\[?([A-Za-z]+)\]?:? +(.*)$/s.exec(line) ?? [];
    // A word that is no severity may be the first of the message.
    if (message === undefined || severityOf(severity) === 'unknown') return undefined;
    return { time, severity, message, fields: pairsOf(message) ?? {} };
  },
};
/** `ts=2026-03-01T08:00:07Z level=warn msg="payment refused" order=17`: pairs, and nothing else. */
export const logfmt: LogFormat = {
  name: 'logfmt',
  read(line) {
    const pairs = line.replaceAll(pair, '').trim() === '' ? pairsOf(line) : undefined;
    return pairs === undefined ? undefined : ofFields(pairs);
  },
};
/** An object of JSON on each line. */
export const jsonLines: LogFormat = {
  name: 'json',
  read(line) {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? ofFields({ ...value }) : undefined;
  },
};
/** The common and the combined format of web servers. */
export const accessLog: LogFormat = {
  name: 'access',
  read(line) {
    const [, host, ident, user, time, message, status = '', bytes, referer, agent] = /^(\S+) (\S+) (\S+) \[([^\]]+)\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d+|-)(?: "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)")?$/.exec(line) ?? [];
    if (message === undefined) return undefined;
    const fields = { host, ident, user, status, bytes, ...(referer === undefined ? {} : { referer, agent }) };
    return { time, severity: status >= '500' ? 'error' : status >= '400' ? 'warn' : 'info', message, fields };
  },
};

const pair = /(?<=^|\s)[\w.@-]+=(?:"(?:[^"\\]|\\.)*"|[^\s"]*)(?=\s|$)/g;
/** Undefined where two pairs have one name: one of their values would be lost. */
function pairsOf(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = new Map<string, string>();
  const found = text.match(pair) ?? [];
  for (const each of found) {
    const at = each.indexOf('=');
    const value = each.slice(at + 1);
    pairs.set(each.slice(0, at), value.startsWith('"') ? (trying((): string => JSON.parse(value)) ?? value.slice(1, -1)) : value);
  }
  return pairs.size === found.length ? Object.fromEntries(pairs) : undefined;
}
/** What is the time, the severity and the message of a line that names its fields. All others are kept. */
function ofFields(all: Readonly<Record<string, unknown>>): LogReading {
  const rest = { ...all };
  const take = (names: readonly string[]): unknown => {
    const name = names.find((one) => Object.hasOwn(rest, one));
    if (name === undefined) return undefined;
    const value = rest[name];
    delete rest[name];
    return value;
  };
  const time = take(['time', 'timestamp', '@timestamp', 'ts']);
  const severity = take(['severity', 'level', 'lvl']);
  const message = take(['message', 'msg']);
  return { time, severity, message: typeof message === 'string' ? message : '', fields: typeof message === 'string' || message === undefined ? rest : { ...rest, message } };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A time as services write it, in ms since 1970, UTC. A number is one of seconds, ms, µs or ns, by its size, and none where it would be of 1973 or before. */
function timeOf(time: unknown, zoneMinutes: number): number | null {
  const number = typeof time === 'number' ? time : typeof time === 'string' && /^\d{9,19}(\.\d+)?$/.test(time) ? Number(time) : NaN;
  if (number >= 1e8 && number < 1e19) return Math.round(number < 1e11 ? number * 1e3 : number < 1e14 ? number : number < 1e17 ? number / 1e3 : number / 1e6);
  if (typeof time !== 'string') return null;
  const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d+))? ?(Z|[+-]\d\d:?\d\d)?$/.exec(time);
  const web = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})$/.exec(time);
  const [, year, month, day, hour, minute, second, fraction = '0', zone] = iso ?? (web === null ? [] : [web[0], web[3], months.indexOf(web[2]!) + 1, web[1], web[4], web[5], web[6], '0', web[7]]);
  if (year === undefined) return null;
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)/.exec(zone ?? '') ?? [];
  const ahead = zone === undefined ? zoneMinutes : sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const at = Date.UTC(...parts);
  const date = new Date(at);
  // What there is not, such as a February 30, would become another day.
  const isReal = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].every((part, place) => part === parts[place]);
  if (!isReal || Number(hours ?? 0) > 23 || Number(minutes ?? 0) > 59) return null;
  return at + Number(fraction.padEnd(3, '0').slice(0, 3)) - ahead * 60_000;
}
const severities: Readonly<Record<string, Severity>> = {
  trace: 'trace', verbose: 'trace', debug: 'debug', info: 'info', information: 'info', notice: 'info', log: 'info', warn: 'warn', warning: 'warn',
  error: 'error', err: 'error', severe: 'error', critical: 'fatal', crit: 'fatal', fatal: 'fatal', panic: 'fatal', alert: 'fatal', emerg: 'fatal', emergency: 'fatal',
  '10': 'trace', '20': 'debug', '30': 'info', '40': 'warn', '50': 'error', '60': 'fatal',
};
const severityOf = (told: unknown): Severity => {
  const word = String(typeof told === 'string' || typeof told === 'number' ? told : '').toLowerCase();
  return Object.hasOwn(severities, word) ? severities[word]! : 'unknown';
};
const policies: readonly string[] = ['tag', 'drop', 'throw'];
const reserved: readonly string[] = ['unreadable', 'dropped', 'empty'];
const trying = <Out>(run: () => Out): Out | undefined => {
  try {
    return run();
  } catch {
    return undefined;
  }
};
function inRange(name: string, value: number, min: number, max: number): void {
  if (!(value >= min && value <= max)) throw new RangeError(`${name} must be from ${min} to ${max}, got ${String(value)}.`);
}
