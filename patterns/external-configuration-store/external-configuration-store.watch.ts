/**
 * A source of settings that is told of changes: it holds what it knows, follows it change by change from the revision that it has, and reads
 * the whole where that cannot go on. Do not use it where a poll is soon enough: a watch keeps a connection for each instance. Its ports are a
 * read and a watch of the store, and a clock.
 */
export interface WatchedSourceOptions {
  name: string;
  /** The newest, whole. */
  read: (signal: AbortSignal) => PromiseLike<Held>;
  /** What changed after a revision, as soon as something has; undefined where nothing did for long. Rejects with the code COMPACTED where that cannot be told any more. */
  watch: (after: number, signal: AbortSignal) => PromiseLike<Step | undefined>;
  /** Told when the changes after this revision are no longer to be had, so that the whole is read. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onGap?: (after: number) => void;
  /** @default performance.now */
  clock?: { now(): number };
}
export type Values = { readonly [key: string]: unknown };
export interface Held { readonly revision: number; readonly values: Values }
/** From one revision to another: what to set, and what to remove. */
export interface Step { readonly from: number; readonly revision: number; readonly set: Values; readonly removed: readonly string[] }

export class WatchedSource {
  readonly name: string;
  private readonly options: WatchedSourceOptions;
  private readonly clock: { now(): number };
  private held: Held | undefined = undefined;
  private given: number | undefined = undefined; // the revision that was fetched last
  private isInTouch = false; // whether the last question was answered
  private toldAt = -Infinity;

  constructor({ clock = systemClock, ...options }: WatchedSourceOptions) {
    if (typeof options.name !== 'string' || options.name === '') throw new RangeError(`name must be a text of one character or more, got ${JSON.stringify(options.name)}.`);
    this.name = options.name;
    this.options = options;
    this.clock = clock;
  }

  /** How long ago the question was asked whose answer said how it stands, in ms. */
  get ageMs(): number { return this.clock.now() - this.toldAt; }

  /** What it holds, as long as it is in touch with the store; else what the store says now. Who asks again for what was just given could not use it: perhaps the store says something else by now. */
  async fetch(known: number | undefined, signal: AbortSignal): Promise<Held | 'not-modified'> {
    const wasNotTaken = this.given !== undefined && this.given !== known && this.given === this.held?.revision;
    const held = (this.isInTouch && !wasNotTaken ? this.held : undefined) ?? (await this.readWhole(signal));
    this.given = held.revision;
    return held.revision === known ? 'not-modified' : held;
  }

  /** Resolves when there is something new to fetch, or when the store said that there is nothing. */
  async changed(signal: AbortSignal): Promise<void> {
    if (this.held === undefined) return;
    const { revision, values } = this.held;
    const askedAt = this.clock.now();
    const step = await this.stepAfter(revision, signal);
    if (this.held?.revision !== revision) return; // somebody has read the whole meanwhile
    if (step === 'gap' || (step !== undefined && step.from !== revision)) {
      this.held = undefined; // what fell into the gap is in the whole
      return this.tellGap(revision);
    }
    if (step !== undefined) this.held = { revision: step.revision, values: applied(values, step) };
    this.isInTouch = true;
    this.toldAt = askedAt;
  }

  private async stepAfter(revision: number, signal: AbortSignal): Promise<Step | undefined | 'gap'> {
    try {
      return await this.options.watch(revision, signal);
    } catch (error) {
      this.isInTouch = false;
      if ((error as { readonly code?: unknown } | undefined)?.code === 'COMPACTED') return 'gap';
      throw error;
    }
  }
  private async readWhole(signal: AbortSignal): Promise<Held> {
    const askedAt = this.clock.now();
    const { revision, values } = await this.options.read(signal);
    if (this.held !== undefined && this.held.revision > revision) return { revision, values }; // a copy that lags
    this.toldAt = askedAt;
    this.isInTouch = true;
    return (this.held = { revision, values });
  }
  private tellGap(revision: number): void {
    try {
      this.options.onGap?.(revision);
    } catch (error) {
      queueMicrotask(() => { throw error; });
    }
  }
}

const systemClock = { now: () => performance.now() };
function applied(values: Values, { set, removed }: Step): Values {
  const gone = new Set(removed);
  return Object.fromEntries([...Object.entries(values).filter(([key]) => !gone.has(key)), ...Object.entries(set)]);
}
