import type { Kernel, ScheduledEvent } from '../kernel.ts';
import type { RunningHash } from '../running-hash.ts';
import type { Json, TraceRow } from '../trace.ts';
import type { Link, Network } from './network.ts';
import { shortened, wordsOfError } from '../words-of-error.ts';
import type { NodeProcess } from './simulated-node.ts';

/** The error that a request rejects with. `code` says why; the kernel's own codes are `timeout`, `refused`, `reset`, `failed` and `error`. */
class RequestFailure extends Error {
  override readonly name = 'RequestError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Answer = { readonly value: Json } | { readonly code: string; readonly text: string };
type Settled = 'ok' | 'failed' | 'rejected' | 'timeout' | 'aborted';

interface Pending {
  readonly id: number;
  readonly link: Link;
  readonly caller: NodeProcess;
  readonly started: TraceRow;
  readonly deadline: ScheduledEvent;
  readonly resolve: (value: Json) => void;
  readonly reject: (reason: unknown) => void;
  readonly stopListening: () => void;
  settled: boolean;
}

/** The deadline follows from the options of the call: it is there for the picture. */
function digestStart(hash: RunningHash, { request, to }: { readonly request: number; readonly to: string }): void {
  hash.number(request);
  hash.string(to);
}
/** A request is known by its number; when it started is known too. */
function digestEnd(hash: RunningHash, { request, outcome, code }: { readonly request: number; readonly outcome: string; readonly code: string }): void {
  hash.number(request);
  hash.string(outcome);
  hash.string(code);
}

/** Request and reply with a deadline, on top of messages. */
export class Requests {
  private count = 0;
  private readonly kernel: Kernel;
  private readonly network: Network;
  private readonly rejections: ReadonlySet<string>;

  constructor(kernel: Kernel, network: Network, rejections: readonly string[]) {
    this.kernel = kernel;
    this.network = network;
    this.rejections = new Set(rejections);
  }

  start(caller: NodeProcess, link: Link, body: Json, options: { readonly timeoutMs: number; readonly signal?: AbortSignal; readonly urgent?: boolean }): Promise<Json> {
    const { kernel } = this;
    const { signal, timeoutMs, urgent = false } = options;
    const { Promise: RunPromise } = kernel.runtime;
    if (!Number.isFinite(timeoutMs)) return RunPromise.reject(new RangeError(`A request of ${link.to.id} needs timeoutMs, a number of ms, got ${timeoutMs}.`));
    if (signal?.aborted === true) return RunPromise.reject(signal.reason);
    const id = (this.count += 1);
    const patienceUs = caller.node.clock.virtualUs(timeoutMs);
    const promise = new RunPromise<Json>((resolve, reject) => {
      const started = kernel.write(caller.node.id, 'request.started', { request: id, to: link.to.id, deadline: kernel.now + patienceUs }, digestStart);
      const { recorder } = kernel;
      const cause = recorder.cause;
      recorder.cause = started.id;
      const pending: Pending = {
        id, link, caller, started, resolve, reject, settled: false,
        deadline: kernel.schedule(patienceUs, caller, caller.node, () =>
          this.settle(pending, 'timeout', { code: 'timeout', text: `${link.to.id} did not answer within ${timeoutMs} ms.` }),
        ),
        stopListening: onAbort(signal, (reason) => this.settle(pending, 'aborted', { code: 'aborted', text: '' }, reason)),
      };
      this.network.carry(link, { kind: 'request', outcome: '', request: id, body, urgent }, (arrived) => this.accept(pending, arrived));
      recorder.cause = cause;
    });
    kernel.runtime.label(promise, `the answer of ${link.to.id}`);
    return promise;
  }

  /** A request has reached its node. */
  private accept(pending: Pending, body: Json): boolean {
    const { kernel } = this;
    const { to: node, from } = pending.link;
    const { process } = node;
    if (process === undefined) {
      this.answer(pending, { code: 'refused', text: `${node.id} is down.` });
      return false;
    }
    if (node.failRatio > 0 && node.faultChance() < node.failRatio) {
      this.answer(pending, { code: 'failed', text: `${node.id} answered with an error.` });
      return false;
    }
    const { behaviour } = process;
    if (behaviour.handle === undefined) {
      this.answer(pending, { code: 'refused', text: `${node.id} answers no requests.` });
      return false;
    }
    const { runtime, recorder } = kernel;
    const delivered = recorder.cause;
    const reset = () => this.answer(pending, { code: 'reset', text: `${node.id} went down.` });
    process.unanswered.add(reset);
    const answer = (reply: Answer) => {
      if (process.unanswered.delete(reset)) this.answer(pending, reply);
    };
    const failed = (error: unknown) => answer(failureOf(error));
    const succeeded = (value: Json | void) => answer({ value: kernel.copy(value ?? null, `the reply of ${node.id}`) });
    runtime.owner = process;
    recorder.cause = delivered;
    try {
      const result = behaviour.handle({ from: from.id, body });
      if (isThenable(result)) runtime.Promise.resolve(result).then(succeeded).then(undefined, failed);
      else succeeded(result);
    } catch (error) {
      runtime.rethrowBound(error);
      failed(error);
    }
    return false;
  }

  private answer(pending: Pending, answer: Answer): void {
    const outcome = 'value' in answer ? 'ok' : this.rejections.has(answer.code) ? 'rejected' : 'failed';
    const body = 'value' in answer ? answer.value : null;
    this.network.carry(pending.link, { kind: 'reply', outcome, request: pending.id, body }, () => {
      if (pending.settled || !pending.caller.alive) return true;
      this.kernel.runtime.owner = pending.caller;
      this.settle(pending, outcome, answer);
      return false;
    });
  }

  private settle(pending: Pending, outcome: Settled, answer: Answer, reason?: unknown): void {
    if (pending.settled) return;
    pending.settled = true;
    pending.deadline.cancelled = true;
    pending.stopListening();
    const { kernel } = this;
    const code = 'code' in answer ? answer.code : '';
    const { id, link, started, caller } = pending;
    const end = { request: id, to: link.to.id, outcome, code, latencyUs: kernel.now - started.at, started: started.id };
    kernel.recorder.cause = kernel.write(caller.node.id, 'request.ended', end, digestEnd).id;
    if ('value' in answer) pending.resolve(answer.value);
    else pending.reject(outcome === 'aborted' ? reason : new RequestFailure(code, answer.text));
  }
}

const isThenable = (value: unknown): value is PromiseLike<Json | void> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** Characters of the code and of the words of what a handler threw. */
const codeMax = 60;
const messageMax = 500;

/** What a handler threw, as it crosses the wire. */
function failureOf(error: unknown): Answer {
  try {
    const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
    return {
      code: typeof code === 'string' && code.length <= codeMax ? code : 'error',
      text: shortened(typeof message === 'string' ? message : String(error), messageMax),
    };
  } catch {
    return { code: 'error', text: wordsOfError(error) };
  }
}

function onAbort(signal: AbortSignal | undefined, aborted: (reason: unknown) => void): () => void {
  if (signal === undefined) return () => undefined;
  const listener = () => aborted(signal.reason);
  signal.addEventListener('abort', listener);
  return () => signal.removeEventListener('abort', listener);
}

