/**
 * Settings kept outside of the code: every change is checked, held against what its author had seen, and kept whole as a revision that nobody
 * changes any more, beside who made it. Do not use it for secrets themselves, nor for data that changes with every order. Its ports are a log
 * that refuses a number twice, a check of values, a clock with timers, and a wall clock for the audit; who may change what, its caller knows.
 */
export interface ConfigStoreOptions {
  log: RevisionLog;
  /** What is wrong with these values, a sentence each; nothing where they may be published. @default nothing is */
  validate?: (values: Values, label: string) => readonly string[];
  /** @default performance.now and the process's timers */
  clock?: Clock;
  /** Milliseconds since 1970, for the audit. Nothing is judged by it. @default Date.now */
  wallNow?: () => number;
}
/** Plain data, as JSON has it. A secret is not in it but named by it: `{ $secret: 'payments/key' }`. */
export type Values = { readonly [key: string]: unknown };
/** One change, whole: what it says and the entry of its audit are written as one, so that neither is without the other. */
export interface Revision {
  /** From 1, over all labels. No number is used twice. */
  readonly revision: number;
  /** Whom it is for: an environment, a service. */
  readonly label: string;
  /** All settings of the label, and not only what changed; undefined once they are compacted. */
  readonly values: Values | undefined;
  /** The revision of the label that its author had seen; 0 where there was none. */
  readonly replaces: number;
  /** The revision that it brings back, where it does. */
  readonly restores: number | undefined;
  readonly by: string;
  readonly note: string;
  readonly at: number;
  /** What its author called this change, so that a second try of it is known. */
  readonly id: string;
}
/**
 * A table with `revision` as its primary key and an index on `label` and `id`; or a bucket with conditional writes. A call fails when it cannot be answered. To publish, `newest`,
 * `head` and `find` must see all that was appended; a copy that lags is for readers. Numbers never go back: after a restore, go on above those that were given out.
 */
export interface RevisionLog {
  /** The highest number, 0 where there is none. */
  newest(): PromiseLike<number>;
  /** The newest of a label. */
  head(label: string): PromiseLike<Revision | undefined>;
  get(revision: number): PromiseLike<Revision | undefined>;
  find(label: string, id: string): PromiseLike<Revision | undefined>;
  /** All of a label, oldest first. */
  history(label: string): PromiseLike<readonly Revision[]>;
  /** Writes it where no revision has this number yet, and says whether it did. */
  append(revision: Revision): PromiseLike<boolean>;
  /** Forgets the values of these revisions, and nothing else of them. */
  forget(revisions: readonly number[]): PromiseLike<void>;
}
export interface Change {
  /** The revision of the label that the author has seen; 0 where there was none. */
  expected: number;
  by: string;
  /** The same on every try of one change, and of no other. Where it was published already, that is the answer. */
  id: string;
  /** @default '' */
  note?: string;
}
/** What a reader of a label gets. `revision` is its entity tag. */
export interface Published {
  readonly label: string;
  readonly revision: number;
  readonly values: Values;
}
/** From one revision of a label to its newest, in one step. */
export interface Delta {
  readonly label: string;
  readonly from: number;
  readonly revision: number;
  readonly set: Values;
  readonly removed: readonly string[];
}
export interface Clock { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void }
/** The values would not do. Nothing was published: HTTP 422. */
export class InvalidConfigurationError extends Error {
  override readonly name = 'InvalidConfigurationError';
  readonly code = 'INVALID_CONFIGURATION';
  readonly label: string;
  readonly problems: readonly string[];
  constructor(label: string, problems: readonly string[]) {
    super(`The settings of ${label} were not published: ${problems.join(' ')}`);
    this.label = label;
    this.problems = problems;
  }
}
/** Somebody was faster. Nothing was published: HTTP 409, or 412 where the revision came as If-Match. */
export class RevisionConflictError extends Error {
  override readonly name = 'RevisionConflictError';
  readonly code = 'REVISION_CONFLICT';
  readonly label: string;
  readonly expected: number;
  readonly actual: number;
  constructor(label: string, expected: number, actual: number) {
    super(`${label} is at revision ${actual}, and not at ${expected}: read it, and decide anew.`);
    this.label = label;
    this.expected = expected;
    this.actual = actual;
  }
}
/** What changed since that revision is no longer known, for its values are gone. Read the whole: HTTP 410. */
export class CompactedError extends Error {
  override readonly name = 'CompactedError';
  readonly code = 'COMPACTED';
  readonly label: string;
  readonly after: number;
  constructor(label: string, after: number) {
    super(`The values of ${label} at revision ${after} are compacted, so there is nothing to compare with.`);
    this.label = label;
    this.after = after;
  }
}
/** The log did not answer in time, or is behind its reader or its author: it cannot say what is newest. HTTP 503. */
export class LogBehindError extends Error {
  override readonly name = 'LogBehindError';
  readonly code = 'LOG_BEHIND';
  readonly label: string;
  constructor(label: string, what: string) {
    super(`What is newest of ${label} cannot be said: ${what}.`);
    this.label = label;
  }
}
/** Another change was published under this id: HTTP 409. */
export class ChangeIdReusedError extends Error {
  override readonly name = 'ChangeIdReusedError';
  readonly code = 'CHANGE_ID_REUSED';
  readonly id: string;
  readonly revision: number;
  constructor(id: string, revision: number) {
    super(`Another change has the id ${id}: revision ${revision}.`);
    this.id = id;
    this.revision = revision;
  }
}
/** There is no such revision of that label, or nothing was ever published there: HTTP 404. */
export class UnknownRevisionError extends Error {
  override readonly name = 'UnknownRevisionError';
  readonly code = 'UNKNOWN_REVISION';
  readonly label: string;
  readonly revision: number | undefined;
  constructor(label: string, revision?: number) {
    super(revision === undefined ? `Nothing was ever published for ${label}.` : `${label} has no revision ${revision} whose values are known.`);
    this.label = label;
    this.revision = revision;
  }
}

export class ConfigStore {
  private readonly options: Required<ConfigStoreOptions>;
  private readonly waiting = new Map<string, Set<() => void>>();
  constructor({ log, validate = () => [], clock = systemClock, wallNow = systemWallNow }: ConfigStoreOptions) {
    this.options = { log, validate, clock, wallNow };
  }
  /** Publishes the whole settings of a label as its next revision, if they will do and nobody was faster. */
  async publish(label: string, values: Values, change: Change): Promise<Revision> {
    const isObject = typeof values === 'object' && values !== null && !Array.isArray(values); // what comes over a wire may be anything
    const problem = isObject ? notPlain(values, 'values') : 'values must be an object with a key for each setting.';
    if (problem !== undefined) throw new InvalidConfigurationError(label, [problem]);
    return this.write(label, change, undefined, async () => structuredClone(values)); // whoever gave them may change them later
  }
  /** Brings back what a former revision said, as a new one: revisions never go backwards. */
  async rollback(label: string, to: number, change: Change): Promise<Revision> {
    return this.write(label, change, to, async () => {
      const former = await this.options.log.get(to);
      if (former?.label !== label || former.values === undefined) throw new UnknownRevisionError(label, to);
      return former.values;
    });
  }
  /** The newest settings of a label; 'not-modified' where that is what the reader knows. */
  async read(label: string, known?: number): Promise<Published | 'not-modified'> {
    const head = await this.options.log.head(label);
    if (head?.values === undefined) throw new UnknownRevisionError(label);
    return head.revision === known ? 'not-modified' : { label, revision: head.revision, values: head.values };
  }
  /** What changed in a label after a revision, as soon as something has; undefined after `waitMs` without. Rejects with a CompactedError where that cannot be told. */
  async watch(label: string, after: number, { waitMs = 30_000, signal }: { waitMs?: number; signal?: AbortSignal } = {}): Promise<Delta | undefined> {
    whole('after', after, 0);
    if (!(waitMs >= 0 && waitMs <= longestMs)) throw new RangeError(`waitMs must be from 0 to ${longestMs}, got ${waitMs}.`);
    const until = this.options.clock.now() + waitMs;
    for (;;) {
      signal?.throwIfAborted();
      const publish = this.nextPublish(label, until, signal); // before the look, so that nothing falls between the two
      try {
        const found = await Promise.race([this.deltaSince(label, after), publish.come]);
        if (found === 'late') throw new LogBehindError(label, 'the log has not answered');
        if (found === 'new') continue;
        if (found !== undefined) return found;
        if ((await publish.come) === 'late') return await this.deltaSince(label, after, 'for the last time'); // others may append without a word
      } finally {
        publish.forget();
      }
    }
  }
  /** For a log to which others append too: says that this label has something new. */
  arrived(label: string): void {
    for (const wake of this.waiting.get(label) ?? []) wake();
  }
  /** Who changed what and when, oldest first. Compaction takes the values, and no entry. */
  async audit(label: string): Promise<readonly Revision[]> {
    return this.options.log.history(label);
  }
  /** Forgets the values of all but the newest `keep` revisions of a label, and says how many lost theirs. */
  async compact(label: string, keep: number): Promise<number> {
    whole('keep', keep, 1);
    const old = (await this.options.log.history(label)).slice(0, -keep).filter(({ values }) => values !== undefined);
    await this.options.log.forget(old.map(({ revision }) => revision));
    return old.length;
  }
  private async write(label: string, { expected, by, id, note = '' }: Change, restores: number | undefined, read: () => Promise<Values>): Promise<Revision> {
    const { log, validate, wallNow } = this.options;
    for (const [name, text] of Object.entries({ label, by, id })) if (typeof text !== 'string' || text === '') throw new RangeError(`${name} must be a text of one character or more, got ${JSON.stringify(text)}.`);
    whole('expected', expected, 0);
    let values: Values | undefined;
    for (let tries = 1; tries <= triesMost; tries += 1) {
      const number = (await log.newest()) + 1; // asked first: what is appended from now on takes this number away
      const already = await log.find(label, id);
      if (already !== undefined) return this.again(already, expected, restores, restores === undefined ? await read() : undefined); // its answer was lost
      values ??= frozen(await read());
      const problems = validate(values, label);
      if (problems.length > 0) throw new InvalidConfigurationError(label, problems);
      const actual = (await log.head(label))?.revision ?? 0;
      if (actual !== expected) throw new RevisionConflictError(label, expected, actual);
      const revision: Revision = { revision: number, label, values, replaces: expected, restores, by, note, at: wallNow(), id };
      if (!(await log.append(revision))) continue; // somebody was faster, perhaps for another label
      this.arrived(label);
      return revision;
    }
    throw new LogBehindError(label, `${triesMost} numbers in a row were taken already`);
  }
  private again(already: Revision, expected: number, restores: number | undefined, values: Values | undefined): Revision {
    const isSameChange = already.replaces === expected && (already.restores ?? undefined) === restores && (values === undefined || already.values === undefined || isSame(already.values, values));
    if (!isSameChange) throw new ChangeIdReusedError(already.id, already.revision);
    return already;
  }
  private async deltaSince(label: string, after: number, isLast?: 'for the last time'): Promise<Delta | undefined> {
    const { log } = this.options;
    const head = await log.head(label);
    if (head !== undefined && head.revision < after && isLast !== undefined) throw new LogBehindError(label, `the log is at revision ${head.revision}, and its reader at ${after}`);
    if (head?.values === undefined || head.revision <= after) return undefined; // a copy that lags may be further before the end
    const base = after === 0 ? { label, values: {} } : await log.get(after);
    if (base?.label !== label || base.values === undefined) throw new CompactedError(label, after);
    return { label, from: after, revision: head.revision, ...difference(base.values, head.values) };
  }
  private nextPublish(label: string, until: number, signal: AbortSignal | undefined): { come: Promise<'new' | 'late'>; forget: () => void } {
    const { clock } = this.options;
    const all = this.waiting.get(label) ?? new Set();
    this.waiting.set(label, all);
    let forget = (): void => undefined;
    const come = new Promise<'new' | 'late'>((resolve, reject) => {
      const wake = () => resolve('new');
      const aborted = () => reject(signal?.reason);
      const timer = clock.setTimeout(() => resolve('late'), Math.max(0, until - clock.now()));
      all.add(wake);
      signal?.addEventListener('abort', aborted);
      forget = () => {
        clock.clearTimeout(timer);
        all.delete(wake);
        if (all.size === 0 && this.waiting.get(label) === all) this.waiting.delete(label);
        signal?.removeEventListener('abort', aborted);
      };
    });
    return { come, forget };
  }
}

/** What to set and what to remove, to come from one to the other. */
export function difference(from: Values, to: Values): { readonly set: Values; readonly removed: readonly string[] } {
  const set = Object.entries(to).filter(([key, value]) => !Object.hasOwn(from, key) || !isSame(from[key], value));
  return { set: Object.fromEntries(set), removed: Object.keys(from).filter((key) => !Object.hasOwn(to, key)) };
}
/** What is no plain data in it, in words: JSON has only texts, numbers that end, yes and no, null, lists, and objects with keys. */
function notPlain(value: unknown, path: string): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return undefined;
  const isPlain = typeof value === 'object' && (Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null));
  if (!isPlain) return `${path} must be plain data, as in JSON.`;
  return Object.entries(value).map(([key, inner]) => notPlain(inner, `${path}.${key}`)).find((problem) => problem !== undefined);
}
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && isSame((one as Values)[key], (other as Values)[key]));
}
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) for (const inner of Object.values(Object.freeze(value))) frozen(inner);
  return value;
}

const [longestMs, triesMost] = [2 ** 31 - 1, 100]; // what a timer can wait; how often one change tries to get a number
const systemClock: Clock = { now: () => performance.now(), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const systemWallNow = (): number => Date.now();
function whole(name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) throw new RangeError(`${name} must be a whole number of ${least} or more, got ${value}.`);
}
