/**
 * An ambassador is the process beside an application, in its pod, that speaks to the world for it: the application asks localhost for one simple service, and the
 * ambassador finds who has the key, minds the time, asks another where one fails, shares users out between two versions, and copies traffic to a third. Do not
 * use it as one proxy for many applications (that is a gateway), where the application retries as well, or where all could use one library. Its ports are the
 * endpoints that can be asked, a way to send, a monotonic clock in milliseconds with timers, and chance.
 */
export interface AmbassadorOptions<Body, Answer> {
  /** The service that the application takes for one. */
  service: string;
  /** Who can be asked: the Endpoints of the other file fit. */
  endpoints: {
    pick(service: string, key: string, tried: readonly string[]): Choice | undefined;
    /** Whom a copy may go to: only who is known to be well, and no breaker is asked for it. */
    peek(service: string, key: string): Place | undefined;
  };
  /** Sends a request to an endpoint. Resolves with the reply, of whatever status; rejects where there was none. */
  send: (endpoint: string, request: Request<Body>, attempt: Attempt) => Later<Reply<Answer>>;
  /** What a request is about. Requests with one key go to one endpoint. */
  keyOf: (request: Request<Body>) => string;
  /** How many endpoints are asked for one call at most, the first included. @default 2 */
  maxAttempts?: number;
  /** How long one attempt may take, in ms; that of a request which may not be repeated has no more. @default 1_000 */
  tryTimeoutMs?: number;
  /** How long a call may take with all of its attempts, in ms. A caller that asks for less, in the header `x-timeout-ms`, gets less. @default 3_000 */
  timeoutMs?: number;
  /** Whether a request may be made twice, for its effect is the same. @default the idempotent methods of HTTP, and what has an `idempotency-key` */
  isIdempotent?: (request: Request<Body>) => boolean;
  /** Whether an error proves that the endpoint has not received the request: then another may have it, whatever it is. @default there was no connection */
  notReceived?: (error: unknown) => boolean;
  /** Which outcomes are an endpoint's failure: they count for its breaker, and another may be asked. @default every error, and a status of 500 or more */
  isFailure?: (outcome: Outcome<Answer>) => boolean;
  /** Sends a share of the users, in percent, to another service: always the same ones, as long as the salt stands. @default none */
  split?: { readonly service: string; readonly percent: number; readonly salt: string; readonly userOf: (request: Request<Body>) => string };
  /** Copies a share of the requests, in percent, to another service, unless that has the call; at most so many are under way, and nobody sees the answers. @default none; copiesMax: 20 */
  mirror?: { readonly service: string; readonly percent: number; readonly copiesMax?: number };
  /** What goes on in place of a request's headers: with credentials, a trace. Asked once for a call, which ends with what it throws. @default the same */
  decorate?: (headers: Headers) => Headers;
  /** Told of all that becomes of calls and copies. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onEvent?: (event: CallEvent) => void;
  /** @default performance.now and the process's timers */ clock?: Clock;
  /** In [0, 1). @default Math.random */ random?: () => number;
}
export type Later<T> = T | PromiseLike<T>;
/** Names in lower case, as HTTP/2 has them and Node tells them. */
export type Headers = Readonly<Record<string, string>>;
/** A value, never a stream: it may be sent several times, and must not be changed. */
export type Request<Body> = { readonly method: string; readonly headers: Headers; readonly body: Body };
export type Reply<Answer> = { readonly status: number; readonly headers: Headers; readonly body: Answer };
export type Place = { readonly endpoint: string; readonly version: number };
/** An endpoint to ask, once, under the version of the list that it was picked from; told how that ended. */
export type Choice = Place & { success(): void; failure(cause?: unknown): void; release(): void };
export type Outcome<Answer> = { readonly ok: true; readonly value: Reply<Answer> } | { readonly ok: false; readonly error: unknown };
/** What a sender is told: the number of the call, which of its attempts this is (0: a copy), and the ms that it may take; the signal aborts when they are over. */
export type Attempt = { readonly call: number; readonly attempt: number; readonly version: number; readonly timeoutMs: number; readonly signal: AbortSignal };
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** `asked` is the first attempt and `again` each other one; of a call that was `left` its caller has gone; a copy is `dropped` where too many are under way, or nobody is well enough for it. */
export type CallEvent = { readonly kind: CallEventKind; readonly call: number; readonly endpoint: string; readonly error: unknown };
export type CallEventKind = 'asked' | 'again' | 'answered' | 'failed' | 'expired' | 'left' | 'copied' | 'dropped';
/** There is nobody to ask. */
export class NoEndpointError extends Error {
  override readonly name = 'NoEndpointError';
  readonly code = 'NO_ENDPOINT';
  readonly service: string;
  constructor(service: string) {
    super(`No endpoint of ${service} is known.`);
    this.service = service;
  }
}
/** An endpoint took too long, or the whole call did: then `cause` is the error of its last attempt. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'TIMEOUT';
  readonly timeoutMs: number;
  constructor(what: string, timeoutMs: number, cause?: unknown) {
    super(`${what} took longer than ${Math.round(timeoutMs)} ms.`, { cause });
    this.timeoutMs = timeoutMs;
  }
}

export class Ambassador<Body, Answer = Body> {
  private calls = 0;
  private callsOut = 0;
  private copiesOut = 0;
  private onIdle: (() => void) | undefined = undefined;
  private stopped: Promise<void> | undefined = undefined;
  private readonly stopping = new AbortController();
  private readonly rules: Rules<Body, Answer>;
  constructor(options: AmbassadorOptions<Body, Answer>) {
    this.rules = checked(options);
  }

  /** Answers with what an endpoint answered. @throws its last error as it came, TimeoutError, NoEndpointError, or the signal's reason once that is aborted */
  async call(request: Request<Body>, signal?: AbortSignal): Promise<Reply<Answer>> {
    if (isAborted(signal)) throw signal.reason;
    const { clock, decorate, keyOf, service, split, timeoutMs: longest } = this.rules;
    const timeoutMs = Math.min(longest, timeoutOf(request.headers));
    const isOther = split !== undefined && shareOf(`${split.salt} ${split.userOf(request)}`) < split.percent / 100;
    const headers = decorate(endToEnd(request.headers));
    const call: Call<Body> = { number: (this.calls += 1), request, headers, service: isOther ? split.service : service, key: keyOf(request), timeoutMs, deadline: clock.now() + timeoutMs, signal };
    this.callsOut += 1;
    try {
      const answer = this.ask(call);
      void this.copy(call);
      return await answer;
    } finally {
      this.callsOut -= 1;
      if (this.callsOut === 0) this.onIdle?.();
    }
  }

  /** Resolves when the last call has ended: those that the application makes while it stops are taken, too. Copies are given up. */
  stop(): Promise<void> {
    return (this.stopped ??= this.drain());
  }
  private async drain(): Promise<void> {
    this.stopping.abort();
    while (this.callsOut > 0) await new Promise<void>((resolve) => (this.onIdle = resolve));
  }

  /** How many calls and copies are under way. */
  get underWay() {
    return { calls: this.callsOut, copies: this.copiesOut };
  }

  /** Asks one endpoint after the other, each of them once, while there is time and a second request can do no harm. */
  private async ask(call: Call<Body>): Promise<Reply<Answer>> {
    const { clock, endpoints, isFailure, maxAttempts, tryTimeoutMs } = this.rules;
    const tried: string[] = [];
    let outcome: Outcome<Answer> | undefined;
    while (tried.length < maxAttempts) {
      const leftMs = call.deadline - clock.now();
      const choice = leftMs >= atOnceMs ? endpoints.pick(call.service, call.key, tried) : undefined;
      if (choice === undefined) break;
      tried.push(choice.endpoint);
      this.tell(tried.length === 1 ? 'asked' : 'again', call.number, choice.endpoint);
      outcome = await this.attempt(call, choice, tried.length, Math.min(tryTimeoutMs, leftMs));
      if (isAborted(call.signal)) {
        choice.release();
        this.tell('left', call.number, choice.endpoint);
        throw call.signal.reason;
      }
      const hasFailed = isFailure(outcome);
      const hadNoTime = !outcome.ok && this.isOver(call) && leftMs < tryTimeoutMs - atOnceMs;
      if (hadNoTime) choice.release(); // less than an attempt may take, which proves nothing
      else if (hasFailed) choice.failure(outcome.ok ? outcome.value : outcome.error);
      else choice.success();
      if (!hasFailed || !this.mayRepeat(call.request, outcome)) break;
    }
    return this.end(call, outcome, tried.at(-1) ?? '');
  }

  /** What may have been received is sent to another only where twice does no more than once. */
  private mayRepeat(request: Request<Body>, outcome: Outcome<Answer>): boolean {
    if (!outcome.ok && this.rules.notReceived(outcome.error)) return true;
    return this.rules.isIdempotent(request);
  }

  /** Sends to one endpoint, and waits for it as long as the attempt may take. What comes later is dropped. */
  private async attempt({ number, request, headers, signal }: Call<Body>, { endpoint, version }: Place, attempt: number, timeoutMs: number): Promise<Outcome<Answer>> {
    if (isAborted(signal)) return { ok: false, error: signal.reason };
    const { clock, send } = this.rules;
    const sending = new Sending(number, attempt, version, timeoutMs);
    const sent = (async () => send(endpoint, { ...request, headers: { ...headers, [timeoutHeader]: String(Math.ceil(timeoutMs)) } }, sending))();
    return new Promise((resolve) => {
      const end = (outcome: Outcome<Answer>) => (clock.clearTimeout(timer), signal?.removeEventListener('abort', leave), resolve(outcome));
      const cut = (error: unknown) => (end({ ok: false, error }), sending.abort(error));
      const leave = () => cut(signal?.reason);
      const timer = clock.setTimeout(() => cut(new TimeoutError(endpoint, timeoutMs)), timeoutMs);
      signal?.addEventListener('abort', leave);
      sent.then((value) => end({ ok: true, value }), (error: unknown) => end({ ok: false, error }));
    });
  }

  private isOver({ deadline }: Call<Body>): boolean {
    return this.rules.clock.now() > deadline - atOnceMs;
  }

  private end(call: Call<Body>, outcome: Outcome<Answer> | undefined, endpoint: string): Reply<Answer> {
    if (outcome?.ok) {
      this.tell('answered', call.number, endpoint);
      return { ...outcome.value, headers: endToEnd(outcome.value.headers) };
    }
    const isLate = this.isOver(call);
    const last = outcome?.error;
    const error = isLate ? new TimeoutError(`The call of ${call.service}`, call.timeoutMs, last) : outcome === undefined ? new NoEndpointError(call.service) : last;
    this.tell(isLate ? 'expired' : 'failed', call.number, endpoint, error);
    throw error;
  }

  /** Nobody waits for a copy, and whatever becomes of it is nobody's trouble: no caller's, and no breaker's, whose trial it would take. */
  private async copy(call: Call<Body>): Promise<void> {
    const { endpoints, mirror, random, tryTimeoutMs } = this.rules;
    const { signal } = this.stopping;
    try {
      if (mirror === undefined || mirror.service === call.service || isAborted(signal) || random() * 100 >= mirror.percent) return;
      const place = this.copiesOut < mirror.copiesMax ? endpoints.peek(mirror.service, call.key) : undefined;
      if (place === undefined) return this.tell('dropped', call.number, '');
      this.copiesOut += 1;
      await this.attempt({ ...call, signal }, place, 0, tryTimeoutMs);
      this.copiesOut -= 1;
      this.tell('copied', call.number, place.endpoint);
    } catch (error) {
      this.tell('dropped', call.number, '', error);
    }
  }

  private tell(kind: CallEventKind, call: number, endpoint: string, error?: unknown): void {
    this.rules.onEvent({ kind, call, endpoint, error });
  }
}
type Call<Body> = { readonly number: number; readonly request: Request<Body>; readonly headers: Headers; readonly service: string; readonly key: string; readonly timeoutMs: number; readonly deadline: number; readonly signal: AbortSignal | undefined };
class Sending implements Attempt {
  readonly call: number;
  readonly attempt: number;
  readonly version: number;
  readonly timeoutMs: number;
  private made: AbortController | undefined; // only where somebody asks: it costs more than all else here
  constructor(call: number, attempt: number, version: number, timeoutMs: number) {
    this.call = call;
    this.attempt = attempt;
    this.version = version;
    this.timeoutMs = timeoutMs;
  }
  get signal(): AbortSignal {
    return (this.made ??= new AbortController()).signal;
  }
  abort(reason: unknown): void {
    (this.made ??= new AbortController()).abort(reason);
  }
}
/** What concerns a connection ends with it: these headers, and those that `connection` names (RFC 9110, 7.6.1). */
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']);
function endToEnd(headers: Headers): Headers {
  const named = headers.connection?.toLowerCase().split(',').map((name) => name.trim()) ?? [];
  const kept: Record<string, string> = {};
  for (const name of Object.keys(headers)) if (!hopByHop.has(name) && !named.includes(name)) kept[name] = headers[name]!;
  return kept;
}
const timeoutHeader = 'x-timeout-ms';
const timeoutOf = (headers: Headers): number => (Number(headers[timeoutHeader]) > 0 ? Number(headers[timeoutHeader]) : Infinity);
/** The place of a text from 0 to 1, the same in every process and on every machine: FNV-1a, and the last steps of MurmurHash3. */
function shareOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
const idempotentMethods = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']; // RFC 9110, 9.2.2
/** What Node throws names what it was at; several addresses that were tried have an error each. What fetch throws has that as its cause. */
const isWithoutConnection = (error: unknown): boolean => [error, (Object(error) as Told).cause].some((one) => isConnecting(one) || isEvery((Object(one) as Told).errors));
type Told = { readonly code?: unknown; readonly syscall?: unknown; readonly cause?: unknown; readonly errors?: unknown };
const isEvery = (errors: unknown): boolean => Array.isArray(errors) && errors.length > 0 && errors.every(isConnecting);
const isConnecting = (error: unknown): boolean => {
  const { code, syscall } = Object(error) as Told;
  return syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT';
};
const atOnceMs = 1; // by which a timer may be early
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const systemRandom = Math.random;
const isAborted = (signal: AbortSignal | undefined): signal is AbortSignal & { aborted: true } => signal !== undefined && signal.aborted;
const guarded = <In extends unknown[], Out>(callback: (...given: In) => Out, otherwise: Out) => (...given: In): Out => {
  try {
    return callback(...given);
  } catch (error) {
    queueMicrotask(() => { throw error; });
    return otherwise;
  }
};
function inRange(name: string, value: number, min: number, max: number, isWhole = false): number {
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
type Rules<Body, Answer> = ReturnType<typeof checked<Body, Answer>>;
/** The options, judged at the door. */
function checked<Body, Answer>(options: AmbassadorOptions<Body, Answer>) {
  const { maxAttempts = 2, tryTimeoutMs = 1_000, timeoutMs = 3_000, isIdempotent, notReceived, isFailure, split, mirror, onEvent } = options;
  if (split !== undefined) inRange('split.percent', split.percent, 0, 100);
  return {
    ...options,
    maxAttempts: inRange('maxAttempts', maxAttempts, 1, 100, true),
    tryTimeoutMs: Math.min(inRange('tryTimeoutMs', tryTimeoutMs, 1, longestMs), timeoutMs), timeoutMs: inRange('timeoutMs', timeoutMs, 1, longestMs),
    isIdempotent: guarded(isIdempotent ?? (({ method, headers }: Request<Body>) => idempotentMethods.includes(method.toUpperCase()) || 'idempotency-key' in headers), false),
    notReceived: guarded(notReceived ?? isWithoutConnection, false),
    isFailure: guarded(isFailure ?? ((outcome: Outcome<Answer>) => !outcome.ok || outcome.value.status >= 500), true),
    mirror: mirror === undefined ? undefined : { service: mirror.service, percent: inRange('mirror.percent', mirror.percent, 0, 100), copiesMax: inRange('mirror.copiesMax', mirror.copiesMax ?? 20, 1, 100_000, true) },
    decorate: options.decorate ?? ((headers: Headers) => headers), onEvent: guarded((event: CallEvent) => onEvent?.(event), undefined),
    clock: options.clock ?? systemClock, random: options.random ?? systemRandom,
  };
}
