/**
 * Presents the numbers of a service in the one form that every monitor reads, the Prometheus text format, and leaves the service as it is:
 * whoever asks it, it asks the service, converts the units, and gives each record of the answer one place, in a series or among those that it
 * could not use. Do not use it where you own the service, which can speak the format itself. Its ports are a way to ask the service and one to
 * take its answer apart, a clock with timers, and a wall clock.
 */
export interface MetricsAdapterOptions<Answer> {
  /** Stands before the names of the adapter's own metrics: `stock` makes `stock_up`. */
  prefix: string;
  /** Asks the service for its numbers, in the form that it has them in. It settles at some time, if only by its signal: until then it is not called again. */
  ask: (signal: AbortSignal) => Answer | PromiseLike<Answer>;
  /** Takes an answer apart: a record for all that it tells, also for what it tells wrongly. `recordsOfPage` and `recordsOfJson` are two. */
  parse: (answer: Answer) => Iterable<SourceRecord>;
  /** What becomes of records, by their name. */
  rules: Readonly<Record<string, Rule>>;
  /** How many series a metric may have, besides the one that sums up all further ones. @default 1 000 */
  seriesMax?: number;
  /** How long the service has to answer, in ms. The monitor's own time-out is to be longer. @default 5 000 */
  timeoutMs?: number;
  /** Told of every scrape. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onScrape?: (scrape: Scrape) => void;
  /** Milliseconds since 1970. @default Date.now */
  wallNow?: () => number;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
/** One number of a service in the service's own words: `{ name: 'query time', value: '35 ms' }`. */
export interface SourceRecord {
  readonly name: string;
  readonly value: unknown;
  readonly labels?: Readonly<Record<string, string>>;
}
export interface Rule {
  /** Its name in the format. It ends in its base unit, and a counter in `_total` after it: `stock_query_seconds_total`. */
  metric: string;
  help: string;
  /** A counter only grows, but for restarts. `uptime` is how long the service has run: since when its counters count. */
  type: 'counter' | 'gauge' | 'uptime';
  /** What the service counts in, where the record does not say. @default the base unit */
  unit?: Unit;
  /** The labels that its series have. @default none */
  labels?: readonly string[];
  /** How values beyond `seriesMax` series become one. @default sum for a counter, max for a gauge */
  overflow?: 'sum' | 'max';
}
export type Unit = keyof typeof units;
/** Where a record went: to a series of its own, to the overflow, or nowhere, since no rule knows it, it is no number of that unit, or its series had one already. */
export type Outcome = 'series' | 'overflow' | 'unmapped' | 'unreadable' | 'twice';
export interface Scrape {
  readonly isUp: boolean;
  readonly error: unknown; // why the service has not answered, where it has not
  readonly outcomes: Readonly<Record<Outcome, number>>;
}
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** The service has not answered in time. */
export class ServiceTimeoutError extends Error {
  override readonly name = 'ServiceTimeoutError';
  readonly code = 'SERVICE_TIMEOUT';
  readonly timeoutMs: number;
  constructor(timeoutMs: number) {
    super(`The service has not answered within ${timeoutMs} ms.`);
    this.timeoutMs = timeoutMs;
  }
}

interface Series {
  readonly labels: string; // as they stand behind the metric's name
  value: number;
  before: number; // what it was in the scrape before
  scrape: number; // the number of the one that the value is from
  fellAfter: number; // a time before it was last seen to begin anew, in seconds since 1970
}
interface Metric extends Required<Rule> {
  readonly base: string;
  readonly series: Map<string, Series>;
  readonly others: Series; // what all series beyond the limit come to
}

export class MetricsAdapter<Answer> {
  private readonly options: Required<Omit<MetricsAdapterOptions<Answer>, 'onScrape' | 'rules'>> & Pick<MetricsAdapterOptions<Answer>, 'onScrape'>;
  private readonly metrics: ReadonlyMap<string, Metric>;
  private readonly total = none();
  private readonly bornAt: number;
  private scrapes = 0;
  private answeredAt = -Infinity; // the last time, in seconds since 1970
  private startedAt = -Infinity; // the service, at the latest, where it says so
  private startToldIn = 0; // the scrape
  private isOwed = false; // an answer of the service, whether somebody waits for it or not
  private readonly named = new Set<string>(); // what was unusable: as many as a metric may have series
  private underWay: Promise<string> | undefined = undefined;
  constructor({ prefix, rules, seriesMax = 1_000, timeoutMs = 5_000, wallNow = systemWallNow, clock = systemClock, ...ports }: MetricsAdapterOptions<Answer>) {
    if (!nameForm.test(prefix)) throw new RangeError(`prefix must be what a metric's name may begin with, got ${prefix}.`);
    inRange('seriesMax', seriesMax, 1, 10_000_000, true);
    inRange('timeoutMs', timeoutMs, 1, 2 ** 31 - 1);
    this.metrics = new Map(Object.entries(rules).map(([record, rule]) => [record, metricOf(record, rule)]));
    const names = [...ownMetrics.map((name) => `${prefix}_${name}`), ...[...this.metrics.values()].flatMap(({ metric, type }) => (type === 'counter' ? [metric, createdOf(metric)] : [metric]))];
    for (const [place, name] of names.entries()) if (names.indexOf(name) < place) throw new RangeError(`rules must name each metric once, got ${name} twice.`);
    if (Object.values(rules).filter(({ type }) => type === 'uptime').length > 1) throw new RangeError('rules must have one uptime, got more.');
    this.options = { prefix, seriesMax, timeoutMs, wallNow, clock, ...ports };
    this.bornAt = wallNow() / 1000;
  }
  /** What the service tells now, as a whole text; where it tells nothing, the text says that. Who asks while it is being asked gets the same answer. */
  scrape(): Promise<string> {
    this.underWay ??= this.scrapeOnce().finally(() => (this.underWay = undefined));
    return this.underWay;
  }
  private async scrapeOnce(): Promise<string> {
    const askedAt = this.options.wallNow() / 1000;
    let records: readonly SourceRecord[];
    try {
      records = [...this.options.parse(await this.answer())];
    } catch (error) {
      this.tell({ isUp: false, error, outcomes: none() });
      return this.text(false, []); // nothing of the last answer, and nothing of half of this one
    }
    this.scrapes += 1;
    const now = this.options.wallNow() / 1000;
    const outcomes = none();
    const unusable: string[] = [];
    for (const record of records) {
      const outcome = this.place(record, askedAt, now);
      outcomes[outcome] += 1;
      this.total[outcome] += 1;
      if (outcome !== 'series' && outcome !== 'overflow') unusable.push(labelsText(['record', 'reason'], { record: record.name, reason: outcome }));
    }
    this.noteFalls();
    this.answeredAt = now;
    this.tell({ isUp: true, error: undefined, outcomes });
    return this.text(true, unusable);
  }
  private async answer(): Promise<Answer> {
    const { ask, clock, timeoutMs } = this.options;
    if (this.isOwed) throw new ServiceTimeoutError(timeoutMs);
    const askedAt = clock.now();
    const controller = new AbortController();
    let timer: unknown;
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        timer = clock.setTimeout(() => {
          const error = new ServiceTimeoutError(timeoutMs);
          reject(error);
          controller.abort(error);
        }, timeoutMs);
        this.isOwed = true;
        (async () => ask(controller.signal))().finally(() => (this.isOwed = false)).then(resolve, reject);
      });
      // One that has come too late is none, also where the process stood still and the timer could not say so first.
      if (clock.now() - askedAt > timeoutMs) throw new ServiceTimeoutError(timeoutMs);
      return answer;
    } finally {
      clock.clearTimeout(timer);
    }
  }
  /** Gives a record its one place. */
  private place({ name, value: told, labels }: SourceRecord, askedAt: number, now: number): Outcome {
    const metric = this.metrics.get(name);
    if (metric === undefined) return 'unmapped';
    const value = inBase(told, metric);
    if (!Number.isFinite(value) || (value < 0 && metric.type !== 'gauge')) return 'unreadable';
    if (metric.type === 'uptime') {
      if (this.startToldIn === this.scrapes) return 'twice';
      this.startToldIn = this.scrapes;
      // It was told at some time since it was asked for, in whole units. It is of a later start where it cannot be of the same one.
      const oneUnit = inBase(typeof told === 'string' ? told.replace(/\d+(\.\d+)?(e[-+]?\d+)?/i, '1') : 1, metric);
      if (askedAt - value - Math.max(startJitterS, oneUnit) > this.startedAt) this.startedAt = now - value;
      return 'series';
    }
    const series = this.seriesOf(metric, labelsText(metric.labels, labels));
    const isFirst = series.scrape < this.scrapes;
    if (!isFirst && series !== metric.others) return 'twice';
    if (isFirst) series.before = series.value;
    series.value = isFirst ? value : metric.overflow === 'sum' ? series.value + value : Math.max(series.value, value);
    series.scrape = this.scrapes;
    return series === metric.others ? 'overflow' : 'series';
  }
  /** Who came first keeps its series, so that none changes between one of its own and the overflow. */
  private seriesOf({ series, others }: Metric, labels: string): Series {
    let own = series.get(labels);
    if (own !== undefined) return own;
    if (series.size >= this.options.seriesMax) return others;
    own = newSeries(labels);
    series.set(labels, own);
    return own;
  }
  /** A counter that is less than it was has begun anew, some time after the last answer. */
  private noteFalls(): void {
    for (const { type, series, others } of this.metrics.values()) {
      if (type !== 'counter') continue;
      for (const one of [...series.values(), others]) if (one.scrape === this.scrapes && one.value < one.before) one.fellAfter = this.answeredAt;
    }
  }
  private text(isUp: boolean, unusable: readonly string[]): string {
    const { prefix, seriesMax } = this.options;
    let text = '';
    const add = (metric: string, help: string, type: string, samples: string) => {
      if (samples !== '') text += `# HELP ${metric} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${metric} ${type}\n${samples}`;
    };
    const own = (metric: (typeof ownMetrics)[number], help: string, type: string, samples: readonly string[]) => add(`${prefix}_${metric}`, help, type, samples.map((sample) => `${prefix}_${metric}${sample}\n`).join(''));
    own('up', 'Whether the service has answered.', 'gauge', [` ${Number(isUp)}`]);
    own('adapter_start_time_seconds', 'Since when the adapter counts.', 'gauge', [` ${this.bornAt}`]);
    own('records_total', 'Records of the service, by where they went.', 'counter', places.map((outcome) => `${labelsText(['outcome'], { outcome })} ${this.total[outcome]}`));
    for (const labels of unusable) if (this.named.size < seriesMax) this.named.add(labels);
    const unnamed = unusable.filter((labels) => !this.named.has(labels)).length;
    own('record_unusable', 'Records of this answer that are in no series, and how many more.', 'gauge', [...[...new Set(unusable)].filter((labels) => this.named.has(labels)).map((labels) => `${labels} 1`), ...(unnamed > 0 ? [`{overflow="true"} ${unnamed}`] : [])]);
    for (const { metric, help, type, series, others } of isUp ? this.metrics.values() : []) {
      if (type === 'uptime' && this.startToldIn === this.scrapes) add(metric, help, 'gauge', `${metric} ${this.startedAt}\n`);
      const created = createdOf(metric);
      let [samples, sinces] = ['', ''];
      for (const { labels, value, scrape, fellAfter } of [...series.values(), others]) {
        if (scrape !== this.scrapes) continue;
        samples += `${metric}${labels} ${value}\n`;
        // A counter says since when it counts, where that is known: that tells a restart from a fall, also where it has long passed its old value.
        const since = Math.max(fellAfter, this.startedAt);
        if (type === 'counter' && since > -Infinity) sinces += `${created}${labels} ${since}\n`;
      }
      add(metric, help, type, samples);
      add(created, `Since when ${metric} counts.`, 'gauge', sinces);
    }
    return text;
  }
  private tell(scrape: Scrape): void {
    try {
      this.options.onScrape?.(scrape);
    } catch (thrown) {
      queueMicrotask(() => { throw thrown; });
    }
  }
}

/** A page of lines such as `query time: 35 ms`. Where a line begins with a word of `labelled`, as in `shelf North: 120`, what follows it is its label. */
export function recordsOfPage(page: string, labelled: Readonly<Record<string, string>> = {}): SourceRecord[] {
  return page.split('\n').flatMap((line): readonly SourceRecord[] => {
    if (line.trim() === '') return [];
    const at = line.lastIndexOf(':');
    const [key, value] = at < 0 ? [line.trim(), undefined] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/s.exec(key) ?? [];
    const label = ofKey(labelled, word);
    return [label === undefined ? { name: key, value } : { name: word, value, labels: { [label]: rest } }];
  });
}
/** What a JSON text holds, by path: `heap.used`. Where a path is in `labelled`, the keys in its place are labels: `{ customers: 'customer' }`. */
export function recordsOfJson(json: string, labelled: Readonly<Record<string, string>> = {}): SourceRecord[] {
  const walk = (value: unknown, path: string, labels: Readonly<Record<string, string>>): readonly SourceRecord[] => {
    if (typeof value !== 'object' || value === null) return [{ name: path, value, labels }];
    const label = ofKey(labelled, path);
    return Object.entries(value).flatMap(([key, inner]) =>
      label === undefined ? walk(inner, path === '' ? key : `${path}.${key}`, labels) : walk(inner, path, { ...labels, [label]: key }),
    );
  };
  return [...walk(JSON.parse(json), '', {})];
}

const ownMetrics = ['up', 'adapter_start_time_seconds', 'records_total', 'record_unusable'] as const;
const createdOf = (counter: string): string => `${counter.slice(0, -'_total'.length)}_created`;
const ofKey = (all: Readonly<Record<string, string>>, key: string): string | undefined => (Object.hasOwn(all, key) ? all[key] : undefined); // not `toString`, which every object has
const places = ['series', 'overflow', 'unmapped', 'unreadable', 'twice'] as const;
const none = (): Record<Outcome, number> => ({ series: 0, overflow: 0, unmapped: 0, unreadable: 0, twice: 0 });
/** What a unit is in the base units of the format: times the one number, by the other. */
const units = {
  '1': ['', 1, 1], ratio: ['ratio', 1, 1], '%': ['ratio', 1, 100],
  ns: ['seconds', 1, 1e9], us: ['seconds', 1, 1e6], ms: ['seconds', 1, 1e3], s: ['seconds', 1, 1], min: ['seconds', 60, 1], h: ['seconds', 3_600, 1], d: ['seconds', 86_400, 1],
  B: ['bytes', 1, 1], kB: ['bytes', 1e3, 1], MB: ['bytes', 1e6, 1], GB: ['bytes', 1e9, 1], KiB: ['bytes', 2 ** 10, 1], MiB: ['bytes', 2 ** 20, 1], GiB: ['bytes', 2 ** 30, 1],
} as const satisfies Readonly<Record<string, readonly [base: string, times: number, by: number]>>;
const baseUnits: Readonly<Record<string, Unit>> = { seconds: 's', bytes: 'B', ratio: 'ratio' };
const isUnit = (word: string): word is Unit => Object.hasOwn(units, word);

/** The number that a record tells, in the base unit of its metric; NaN where it tells none, or one of another unit. */
function inBase(told: unknown, { base, unit }: Metric): number {
  if (typeof told === 'boolean') return base === '' ? Number(told) : NaN;
  const [, number = 'NaN', word = ''] = typeof told === 'number' ? ['', String(told)] : typeof told === 'string' ? (numberAndUnit.exec(told) ?? []) : [];
  const own = word === '' ? unit : word;
  if (!isUnit(own) || units[own][0] !== base) return NaN;
  return (Number(number) * units[own][1]) / units[own][2];
}
const numberAndUnit = /^\s*([-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)\s*(\S*)\s*$/i;
const nameForm = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const startJitterS = 1;
function labelsText(names: readonly string[], labels: Readonly<Record<string, string>> = {}): string {
  return names.length === 0 ? '' : `{${names.map((name) => `${name}="${escaped(ofKey(labels, name) ?? '')}"`).join(',')}}`;
}
const escaped = (value: string): string => (/["\\\n]/.test(value) ? value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n') : value);
const newSeries = (labels: string): Series => ({ labels, value: 0, before: 0, scrape: 0, fellAfter: -Infinity });

function metricOf(record: string, { metric, help, type, unit, labels = [], overflow = type === 'counter' ? 'sum' : 'max' }: Rule): Metric {
  const fails = (what: string) => new RangeError(`rules.${record}: ${what}`);
  if (!nameForm.test(metric)) throw fails(`metric must be of letters, digits and _, got ${metric}.`);
  if (!['counter', 'gauge', 'uptime'].includes(type)) throw fails(`type must be one of counter, gauge, uptime, got ${type}.`);
  if (!['sum', 'max'].includes(overflow)) throw fails(`overflow must be one of sum, max, got ${overflow}.`);
  if ((type === 'counter') !== metric.endsWith('_total')) throw fails(`metric must end in _total if it is a counter and else not, got ${metric} for a ${type}.`);
  for (const [place, label] of labels.entries()) if (!nameForm.test(label) || label.startsWith('__') || label === 'overflow' || labels.indexOf(label) < place) throw fails(`labels must be of letters, digits and _, not overflow, and named once, got ${label}.`);
  const base = /_(seconds|bytes|ratio)(_total)?$/.exec(metric)?.[1] ?? '';
  const known = unit ?? baseUnits[base] ?? '1';
  if (!isUnit(known) || units[known][0] !== base || (type === 'uptime' && base !== 'seconds')) throw fails(`metric must end in the base unit of ${known}, got ${metric} for a ${type}.`);
  return { metric, help, type, unit: known, labels, overflow, base, series: new Map(), others: newSeries('{overflow="true"}') };
}
const systemWallNow = Date.now;
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
function inRange(name: string, value: number, min: number, max: number, isWhole = false): void {
  if (!(value >= min && value <= max) || (isWhole && !Number.isInteger(value))) throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
