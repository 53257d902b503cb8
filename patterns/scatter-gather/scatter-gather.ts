/**
 * Asks all parts of a whole at once, the shards of an index say, merges their answers as they come, and returns by a deadline with what there is,
 * saying what is missing; a part whose replica fails or is slow is asked of its next one. Do not use it for effects that must not happen twice,
 * where one part could answer alone, or over more parts than are ever fast together. Its ports are a transport, a merge, and a monotonic clock.
 */
export interface ScatterGatherOptions<Query, Answer, Whole> {
  /** Asks one replica. It should stop when its signal aborts, and pass `remainingMs` on; an answer that comes all the same is dropped. */
  send: (replica: string, query: Query, request: RequestContext) => Answer | PromiseLike<Answer>;
  /** A whole with nothing in it, made anew for every call. */ empty: () => Whole;
  /** Puts the answer of a part into what came before. Where it throws, it has changed nothing, and the answer counts as a failure. */
  merge: (whole: Whole, answer: Answer, part: string) => Whole;
  /** How long a call may take, in ms: at its end it returns with what has come. */ deadlineMs: number;
  /** Kept back of that for the way home and the merge, in ms: a replica is told of so much less. @default 0 */ reserveMs?: number;
  /** With so many answers it returns at once, and lets the others go; 1 is the first. @default Infinity: all parts */
  enough?: number;
  /** With fewer answers than this it fails: as soon as that is certain. Of fewer parts all must answer. @default 1 */
  atLeast?: number;
  /** How long one request may take, in ms. Then it has failed, and the next replica is asked. @default Infinity: until the deadline */
  requestTimeoutMs?: number;
  /** How many parts are asked at one time. @default Infinity */ concurrency?: number;
  /** When a further replica of a part is asked though none has failed, and how many further requests there may be. @default none but after failures */
  hedge?: Hedging;
  /** Told of all that becomes of a part. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onEvent?: (event: PartEvent) => void;
  /** @default performance.now and the process's timers */ clock?: Clock;
}
/** A shard with its replicas, best first; or a piece of the work, with the nodes that can do it, in another order for each piece. Each is asked once at most: name none twice. */
export type Part = { readonly name: string; readonly replicas: readonly string[] };
export type AskOptions = { /** Aborts the call. */ readonly signal?: AbortSignal; /** What its own caller has left, in ms, where that is less than the deadline. */ readonly withinMs?: number };
/** What a request is given. `attempt` counts the requests for its part, from 1; `remainingMs` is how long an answer can still be of use. */
export type RequestContext = { readonly signal: AbortSignal; readonly part: string; readonly attempt: number; readonly remainingMs: number };
/**
 * Decides on every further request for a part; `Hedge`, in the other file, is one. `delayMs`, read once a call: how long the last request may be silent (what it
 * throws fails the call). `asked`: a part is asked for the first time. `allows`: whether one further request may be sent, which counts then. `took`: the first request
 * of a part was answered after so many ms, or was out for so many and so beyond the delay. A call that ends too soon to say this of all its parts says it of none.
 */
export type Hedging = { delayMs(): number; asked(): void; allows(afterFailure: boolean): boolean; took(ms: number): void };
/** `waiting` for its turn; `asked` once, or `asked-again`; `failed`: no replica is left to ask, or allowed; `late`: nothing by the deadline; `not-needed`: the call ended without it. */
export type PartState = 'waiting' | 'asked' | 'asked-again' | 'answered' | 'failed' | 'late' | 'not-needed';
/** `hedged`: the next replica is asked though none has failed; `failed-over`: because one has; `lost`: a request failed while another is out; `dropped`: an answer that nobody wanted came. */
export type PartEventKind = 'asked' | 'hedged' | 'failed-over' | 'lost' | 'answered' | 'failed' | 'late' | 'not-needed' | 'dropped';
export type PartEvent = { readonly kind: PartEventKind; readonly part: string; readonly replica: string; readonly state: PartState };
/** What became of a part: which replica answered, after how many requests and ms; or the first error. */
export type PartReport = { readonly name: string; readonly state: PartState; readonly replica: string | undefined; readonly requests: number; readonly ms: number; readonly error: unknown };
/** `isComplete`: every part is in the result; where not, never show it as the whole. `parts`: in the order given. `arrivals`: their places in it, in the order in which they came. */
export type Gathered<Whole> = { readonly result: Whole; readonly isComplete: boolean; readonly parts: readonly PartReport[]; readonly arrivals: readonly number[] };
export type Clock = { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
/** Too few parts answered, or so many failed that too few can. The first failure is its cause. */
export class TooFewAnswersError extends Error {
  override readonly name = 'TooFewAnswersError';
  readonly code = 'TOO_FEW_ANSWERS';
  readonly reason: 'failures' | 'deadline';
  readonly answered: number;
  readonly needed: number;
  readonly parts: readonly PartReport[];
  constructor(reason: 'failures' | 'deadline', answered: number, needed: number, parts: readonly PartReport[], cause: unknown) {
    super(`${answered} of ${parts.length} parts had answered ${reason === 'deadline' ? 'by the deadline' : 'when too many had failed'}, and ${needed} were needed.`, { cause });
    this.reason = reason;
    this.answered = answered;
    this.needed = needed;
    this.parts = parts;
  }
}
/** Why the signal of a request aborts: it took longer than one may (and has failed), or its part was answered by another replica or the call has ended. */
export class RequestEndedError extends Error {
  override readonly name = 'RequestEndedError';
  readonly code: 'REQUEST_TIMEOUT' | 'NOT_NEEDED';
  constructor(code: 'REQUEST_TIMEOUT' | 'NOT_NEEDED', message: string) {
    super(message);
    this.code = code;
  }
}
export class ScatterGather<Query, Answer, Whole> {
  private readonly rules: Rules<Query, Answer, Whole>;
  constructor(options: ScatterGatherOptions<Query, Answer, Whole>) { this.rules = checked(options); }
  /** Asks all parts. @throws TooFewAnswersError, or the signal's reason once it is aborted */
  async ask(query: Query, parts: readonly Part[], { signal, withinMs = Infinity }: AskOptions = {}): Promise<Gathered<Whole>> {
    if (signal?.aborted === true) throw signal.reason;
    for (const { name, replicas } of parts) inRange(`The number of replicas of ${name}`, replicas.length, 1, 1_000);
    const leftMs = Math.max(0, Math.min(this.rules.deadlineMs, inRange('withinMs', withinMs, -Infinity, Infinity)));
    return new Promise((resolve, reject) => new Call(this.rules, { query, parts: parts.map(({ name, replicas }) => ({ name, replicas: [...replicas] })), signal, resolve, reject }, leftMs).askMore());
  }
}
type Asked<Query, Whole> = { readonly query: Query; readonly parts: readonly Part[]; readonly signal: AbortSignal | undefined; readonly resolve: (gathered: Gathered<Whole>) => void; readonly reject: (reason: unknown) => void };
class Call<Query, Answer, Whole> {
  private whole: Whole;
  private open = 0; // parts that were asked, and have neither answered nor failed
  private isOver = false;
  private isAsking = false;
  private cause: unknown; // the first failure
  private readonly tracks: Track[] = []; // of the parts that were asked, in their order
  private readonly arrivals: number[] = [];
  private readonly rules: Rules<Query, Answer, Whole>;
  private readonly asked: Asked<Query, Whole>;
  private readonly atLeast: number;
  private readonly deadline: number;
  private readonly timer: unknown;
  private readonly delayMs: number;
  private readonly hedges: ReturnType<typeof waits<Request>>;
  private readonly timeouts: ReturnType<typeof waits<Request>>;
  constructor(rules: Rules<Query, Answer, Whole>, asked: Asked<Query, Whole>, leftMs: number) {
    const { clock, hedge, requestTimeoutMs } = rules;
    this.rules = rules;
    this.asked = asked;
    this.whole = rules.empty();
    this.atLeast = Math.min(rules.atLeast, asked.parts.length);
    this.delayMs = inRange('hedge.delayMs', hedge?.delayMs() ?? Infinity, 0, Infinity);
    this.hedges = waits<Request>(clock, this.delayMs, ({ track, attempt }, now) => this.isInTime() && attempt === track.requests.length && this.sendAgain(track, 'hedged', now));
    this.timeouts = waits<Request>(clock, requestTimeoutMs, (request) => this.failed(request, undefined, new RequestEndedError('REQUEST_TIMEOUT', `${request.replica} did not answer within ${requestTimeoutMs} ms.`)));
    this.deadline = clock.now() + leftMs;
    this.timer = clock.setTimeout(() => this.end('late'), leftMs);
    asked.signal?.addEventListener('abort', this.leave);
    if (asked.signal?.aborted === true) this.leave(); // from within empty or delayMs
  }
  /** Asks as many parts as may be asked now; ends the call where nothing is left to wait for. */
  askMore(): void {
    const { asked: { parts }, rules: { clock, concurrency, hedge, reserveMs } } = this;
    const enough = Math.min(this.rules.enough, parts.length);
    if (this.isAsking) return; // a send that throws at once comes back to here, and the loop goes on
    this.isAsking = true;
    for (let now = clock.now(); !this.isOver && this.arrivals.length < enough && this.open < concurrency && this.tracks.length < parts.length && this.deadline - now > reserveMs; now = clock.now()) {
      trying(() => hedge?.asked());
      if (this.isOver) break; // whoever was told has aborted the call
      const track: Track = { part: parts[this.tracks.length]!, place: this.tracks.length, since: now, requests: [], state: 'asked', replica: undefined, ms: 0, firstMs: undefined, error: undefined };
      this.tracks.push(track);
      this.open += 1;
      this.send(track, 'asked', now);
    }
    this.isAsking = false;
    if (this.arrivals.length >= enough) this.end('not-needed');
    else if (this.open === 0) this.end(this.tracks.length < parts.length ? 'late' : 'not-needed');
  }
  private send(track: Track, kind: PartEventKind, now: number): void {
    const request = new Request(track, Math.min(this.rules.requestTimeoutMs, this.deadline - now - this.rules.reserveMs));
    track.requests.push(request);
    track.state = kind === 'asked' ? 'asked' : 'asked-again';
    this.timeouts.add(request, now);
    this.hedges.add(request, now);
    this.tell(kind, request);
    if (!request.isOver) void this.run(request); // whoever is told may abort
  }
  private async run(request: Request): Promise<void> {
    const { track, part, replica } = request;
    try {
      const answer = await this.rules.send(replica, this.asked.query, request);
      if (!this.isInTime() || request.isOver) return this.tell('dropped', request);
      this.whole = this.rules.merge(this.whole, answer, part);
      if (this.isOver) return; // the merge has aborted the call
    } catch (error) {
      return this.failed(request, error);
    }
    this.close(track, 'answered', request);
    track.replica = replica;
    this.arrivals.push(track.place);
    this.tell('answered', request);
    this.askMore();
  }
  private failed(request: Request, error: unknown, cut?: RequestEndedError): void {
    if (!this.isInTime() || request.isOver) return;
    const { track } = request;
    request.end(cut);
    if (cut !== undefined && request.attempt === 1) track.firstMs = this.rules.requestTimeoutMs;
    this.cause ??= track.error ??= cut ?? error;
    if (this.sendAgain(track, 'failed-over', this.rules.clock.now())) return;
    if (this.isOver) return; // whoever was told has aborted the call, and knows of all its parts
    if (track.requests.some(({ isOver }) => !isOver)) return this.tell('lost', request);
    this.close(track, 'failed');
    this.tell('failed', request);
    if (this.asked.parts.length - this.tracks.length + this.open + this.arrivals.length < this.atLeast) this.end('not-needed');
    else this.askMore();
  }
  /** Asks the next replica of a part, if it has one that was not asked, and there are time and budget for it. */
  private sendAgain(track: Track, kind: 'hedged' | 'failed-over', now: number): boolean {
    const { hedge, reserveMs } = this.rules;
    const isPossible = isOpen(track) && track.requests.length < track.part.replicas.length && this.deadline - now > reserveMs;
    if (!isPossible || trying(() => hedge === undefined || hedge.allows(kind === 'failed-over')) !== true || !isOpen(track)) return false;
    this.send(track, kind, now);
    return true;
  }
  /** Whether the call goes on. The deadline decides, not its timer, which is late when the process stood still. */
  private isInTime(): boolean {
    if (!this.isOver && this.rules.clock.now() >= this.deadline) this.end('late');
    return !this.isOver;
  }
  private end(rest: 'late' | 'not-needed'): void {
    if (this.isOver) return;
    this.stop(rest);
    const { arrivals, atLeast, tracks } = this;
    const parts = this.asked.parts.map(({ name }, place): PartReport => {
      const { state = rest, replica, requests = [], ms = 0, error } = tracks[place] ?? {};
      return { name, state, replica, requests: requests.length, ms, error };
    });
    if (arrivals.length >= atLeast) return this.asked.resolve({ result: this.whole, isComplete: arrivals.length === parts.length, parts, arrivals });
    this.asked.reject(new TooFewAnswersError(rest === 'late' ? 'deadline' : 'failures', arrivals.length, atLeast, parts, this.cause));
  }
  private readonly leave = (): void => {
    this.stop('not-needed');
    this.asked.reject(this.asked.signal?.reason);
  };
  /** However it ends: no timer and no listener stays behind, and whoever is still asked is let go. */
  private stop(rest: 'late' | 'not-needed'): void {
    this.isOver = true;
    this.rules.clock.clearTimeout(this.timer);
    this.hedges.stop();
    this.timeouts.stop();
    this.asked.signal?.removeEventListener('abort', this.leave);
    for (const track of this.tracks.filter(isOpen)) {
      this.close(track, rest);
      this.tell(rest, track.requests[track.requests.length - 1]!);
    }
    const isKnown = ({ firstMs = Infinity, replica, part }: Track): boolean => replica === part.replicas[0] || firstMs >= Math.min(this.delayMs, this.rules.deadlineMs, this.rules.requestTimeoutMs);
    if (this.tracks.every(isKnown)) for (const { firstMs } of this.tracks) if (firstMs !== undefined) trying(() => this.rules.hedge?.took(firstMs));
  }
  /** Nothing more is wanted of a part. Its first request took that long, or longer where it was overtaken or is still out. */
  private close(track: Track, state: PartState, winner?: Request): void {
    track.ms = this.rules.clock.now() - track.since;
    track.state = state;
    this.open -= 1;
    if (!track.requests[0]!.isOver) track.firstMs = track.ms;
    for (const request of track.requests) request.end(request === winner ? undefined : letGo);
  }
  private tell(kind: PartEventKind, { replica, track }: Request): void { trying(() => this.rules.onEvent?.({ kind, part: track.part.name, replica, state: track.state })); }
}
type Track = { readonly part: Part; readonly place: number; readonly since: number; readonly requests: Request[]; state: PartState; replica: string | undefined; ms: number; firstMs: number | undefined; error: unknown };
const isOpen = ({ state }: Track): boolean => state === 'asked' || state === 'asked-again';
class Request implements RequestContext {
  isOver = false; // it has failed, or nobody wants its answer
  readonly track: Track;
  readonly part: string;
  readonly attempt: number;
  readonly replica: string;
  readonly remainingMs: number;
  private controller: AbortController | undefined; // made when it is asked for: it costs more than all else here
  private reason: RequestEndedError | undefined;
  constructor(track: Track, remainingMs: number) {
    const { part, requests } = track;
    this.track = track;
    this.part = part.name;
    this.attempt = requests.length + 1;
    this.replica = part.replicas[requests.length]!;
    this.remainingMs = remainingMs;
  }
  get signal(): AbortSignal {
    if (this.controller === undefined && this.reason !== undefined) return AbortSignal.abort(this.reason);
    return (this.controller ??= new AbortController()).signal;
  }
  end(reason?: RequestEndedError): void {
    if (!this.isOver) this.reason = reason;
    this.isOver = true;
    if (this.reason !== undefined) this.controller?.abort(this.reason); // a second time, it does nothing
  }
}
/** Items that all wait equally long: the first that came is the first that is due, so one timer does for all. */
function waits<Item>(clock: Clock, ms: number, due: (item: Item, now: number) => void) {
  const items: { readonly item: Item; readonly at: number }[] = [];
  let next = 0;
  let timer: unknown;
  const ring = (): void => {
    const now = Math.max(clock.now(), items[next]!.at); // a timer may ring a little early
    for (; next < items.length && items[next]!.at <= now; next += 1) due(items[next]!.item, now);
    timer = next < items.length ? clock.setTimeout(ring, items[next]!.at - now) : undefined;
  };
  return {
    add: (item: Item, now: number): void => {
      if (ms > longestMs) return;
      items.push({ item, at: now + ms });
      timer ??= clock.setTimeout(ring, ms);
    },
    stop: (): void => {
      ms = Infinity;
      items.length = 0;
      clock.clearTimeout(timer);
    },
  };
}
type Rules<Query, Answer, Whole> = ReturnType<typeof checked<Query, Answer, Whole>>;
const letGo = new RequestEndedError('NOT_NEEDED', 'Nobody waits for this answer any more.'); // one for all: a stack each would cost more than all else
const longestMs = 2 ** 31 - 1; // that a timer can run
const systemClock: Clock = { now: performance.now.bind(performance), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as number) };
const trying = <Out>(run: () => Out): Out | undefined => {
  try {
    return run();
  } catch (thrown) {
    queueMicrotask(() => { throw thrown; });
    return undefined;
  }
};
function inRange(name: string, value: number, min: number, max: number, isWhole = false): number {
  if (value >= min && value <= max && (!isWhole || Math.floor(value) === value)) return value;
  throw new RangeError(`${name} must be ${isWhole ? 'a whole number ' : ''}from ${min} to ${max}, got ${String(value)}.`);
}
function checked<Query, Answer, Whole>({ deadlineMs, reserveMs = 0, enough = Infinity, atLeast = 1, ...rest }: ScatterGatherOptions<Query, Answer, Whole>) {
  const { requestTimeoutMs = Infinity, concurrency = Infinity, clock = systemClock, ...ports } = rest;
  inRange('deadlineMs', deadlineMs, 1, longestMs);
  return {
    ...ports, clock, deadlineMs, enough: inRange('enough', enough, 1, Infinity, true),
    reserveMs: inRange('reserveMs', reserveMs, 0, deadlineMs - 1), atLeast: inRange('atLeast', atLeast, 0, enough, true),
    requestTimeoutMs: inRange('requestTimeoutMs', requestTimeoutMs, 1, Infinity), concurrency: inRange('concurrency', concurrency, 1, Infinity, true),
  };
}
