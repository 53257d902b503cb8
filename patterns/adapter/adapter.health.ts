/**
 * Gives one health answer for a service that has none, or one of its own kind: it asks the service for real work, within a time of its own,
 * and says how old what it knows is. Do not use it to decide whether to restart the service where the work needs another one: that one's
 * outage would restart them all. Its ports are a probe of the service, and a clock with timers.
 */
export interface HealthAdapterOptions {
  /** Has the service do a small piece of real work, and resolves when it has. It settles at some time: until then it is not called again. */
  probe: (signal: AbortSignal) => unknown;
  /** How long the service has, in ms. The time-out of whoever asks for its health is to be longer. @default 1 000 */
  timeoutMs?: number;
  /** How many probes in a row have to fail before it is unhealthy. @default 3 */
  failures?: number;
  /** For how long after its last answer it may still be healthy while probes fail, in ms: few probes are few failures. @default 30 000 */
  forgiveMs?: number;
  /** How old an answer may be to be given again, in ms. With 0, everybody who asks has the service probed. @default 1 000 */
  cacheMs?: number;
  /** Told of each probe that is over, after it has changed what there is to change. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onProbe?: (event: HealthEvent, health: Health) => void;
  /** @default performance.now and the process's timers */
  clock?: Clock;
}
/** `doubtful`: the last probes failed, fewer than it takes to be unhealthy. `unknown`: none has been answered since the adapter started. */
export type HealthStatus = 'unknown' | 'healthy' | 'doubtful' | 'unhealthy';
export type HealthEvent = 'answered' | 'failed' | 'condemned';
export interface Health {
  readonly status: HealthStatus;
  /** What a probe of a platform wants to know: HTTP 200 or 503. */
  readonly isHealthy: boolean;
  /** How long ago the service was last asked whose answer this is, in ms. Infinity: never. */
  readonly ageMs: number;
  /** How long ago it last answered, in ms. Infinity: never. */
  readonly answeredAgoMs: number;
  /** How many probes in a row have failed. */
  readonly failures: number;
  /** Why the last of them failed, or ''. */
  readonly reason: string;
}
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** A probe has no answer in time. */
export class ProbeTimeoutError extends Error {
  override readonly name = 'ProbeTimeoutError';
  readonly code = 'PROBE_TIMEOUT';
  readonly timeoutMs: number;
  constructor(timeoutMs: number) {
    super(`No answer within ${timeoutMs} ms.`);
    this.timeoutMs = timeoutMs;
  }
}
/** The service was not asked, since it still owes the answer to an earlier probe. */
export class ProbeHangsError extends Error {
  override readonly name = 'ProbeHangsError';
  readonly code = 'PROBE_HANGS';
  readonly forMs: number;
  constructor(forMs: number) {
    super(`The probe of ${Math.round(forMs)} ms ago has not ended.`);
    this.forMs = forMs;
  }
}

export class HealthAdapter {
  private status: HealthStatus = 'unknown';
  private failed = 0;
  private reason = '';
  private askedAt = -Infinity;
  private answeredAt = -Infinity;
  /** Since when a probe has not ended, whether somebody waits for it or not. */
  private hangsSince: number | undefined = undefined;
  private underWay: Promise<void> | undefined = undefined;
  private readonly options: Required<Omit<HealthAdapterOptions, 'onProbe'>> & Pick<HealthAdapterOptions, 'onProbe'>;
  constructor({ timeoutMs = 1_000, failures = 3, forgiveMs = 30_000, cacheMs = 1_000, clock = systemClock, ...rest }: HealthAdapterOptions) {
    inRange('timeoutMs', timeoutMs, 1, 2 ** 31 - 1);
    inRange('failures', failures, 1, 1_000, true);
    inRange('forgiveMs', forgiveMs, 0, Infinity);
    inRange('cacheMs', cacheMs, 0, Infinity);
    this.options = { timeoutMs, failures, forgiveMs, cacheMs, clock, ...rest };
  }

  /** How the service is, in `timeoutMs` at the latest. Who asks while it is being probed waits for the same probe. */
  async check(): Promise<Health> {
    if (this.underWay !== undefined || this.options.clock.now() - this.askedAt >= this.options.cacheMs) {
      this.underWay ??= this.probeOnce().finally(() => (this.underWay = undefined));
      await this.underWay;
    }
    return this.health;
  }

  /** What is known now, without asking anybody. */
  get health(): Health {
    const now = this.options.clock.now();
    const { status, failed, reason } = this;
    return { status, isHealthy: status === 'healthy' || status === 'doubtful', ageMs: now - this.askedAt, answeredAgoMs: now - this.answeredAt, failures: failed, reason };
  }

  private async probeOnce(): Promise<void> {
    const askedAt = this.options.clock.now();
    try {
      await this.answer(askedAt);
      this.askedAt = askedAt;
      this.failed = 0;
      this.reason = '';
      this.answeredAt = askedAt; // from when it was asked: it may have been well no later than that
      this.turn('healthy', 'answered');
    } catch (error) {
      this.askedAt = askedAt;
      this.failed += 1;
      this.reason = reasonOf(error);
      const { clock, forgiveMs, timeoutMs } = this.options;
      // A probe is over when its time-out is, but for a process that stood still meanwhile: then all of that time has passed too.
      const isLongAgo = this.status !== 'unknown' && Math.max(askedAt, clock.now() - timeoutMs) - this.answeredAt > forgiveMs;
      if (this.failed >= this.options.failures || isLongAgo) this.turn('unhealthy', 'condemned');
      else this.turn(this.status === 'healthy' ? 'doubtful' : this.status, 'failed');
    }
  }
  /** One probe and its time-out. */
  private async answer(now: number): Promise<void> {
    const { clock, probe, timeoutMs } = this.options;
    // A service that hangs would else collect a probe for every time that somebody asks how it is.
    if (this.hangsSince !== undefined) throw new ProbeHangsError(now - this.hangsSince);
    const controller = new AbortController();
    let timer: unknown;
    this.hangsSince = now;
    const ended = (async () => probe(controller.signal))().finally(() => (this.hangsSince = undefined));
    try {
      await new Promise((resolve, reject) => {
        timer = clock.setTimeout(() => {
          const error = new ProbeTimeoutError(timeoutMs);
          reject(error);
          controller.abort(error);
        }, timeoutMs);
        ended.then(resolve, reject);
      });
      // An answer that has come too late is none, also where the process stood still and the timer could not say so first.
      if (clock.now() - now > timeoutMs) throw new ProbeTimeoutError(timeoutMs);
    } finally {
      clock.clearTimeout(timer);
    }
  }
  private turn(status: HealthStatus, event: HealthEvent): void {
    this.status = status;
    try {
      this.options.onProbe?.(event, this.health);
    } catch (thrown) {
      queueMicrotask(() => { throw thrown; });
    }
  }
}

const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
function reasonOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'an error without a text';
  }
}
function inRange(name: string, value: number, min: number, max: number, isWhole = false): void {
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
