import { VirtualDOMException } from './dom-exception.ts';
import { VirtualEvent, VirtualEventTarget, type ReportError } from './event-target.ts';

type Handler = ((this: unknown, event: VirtualEvent) => unknown) | null;

/** AbortSignal (DOM, 3.2). Made by a controller or by the static methods that a process has. */
export class VirtualAbortSignal extends VirtualEventTarget {
  aborted = false;
  reason: unknown = undefined;
  /** Of a signal of `AbortSignal.any`: those that it follows, none of which follows another. */
  private sources: VirtualAbortSignal[] | undefined = undefined;
  /** Signals of `AbortSignal.any` that follow this one. */
  private followers: VirtualAbortSignal[] | undefined = undefined;
  private handler: Handler = null;
  private listens = false;

  get onabort(): Handler {
    return this.handler;
  }

  /** The handler keeps the place among the listeners that it first had. */
  set onabort(handler: Handler) {
    this.handler = typeof handler === 'function' ? handler : null;
    if (this.handler === null || this.listens) return;
    this.listens = true;
    this.addEventListener('abort', (event) => this.handler?.call(this, event));
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  get [Symbol.toStringTag](): string {
    return 'AbortSignal';
  }

  follow(signal: VirtualAbortSignal): void {
    this.sources ??= [];
    for (const source of signal.sources ?? [signal]) {
      this.sources.push(source);
      (source.followers ??= []).push(this);
    }
  }

  /** Signal abort: the followers are aborted too before any listener hears of it. */
  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason === undefined ? new VirtualDOMException('The operation was aborted.', 'AbortError') : reason;
    const aborted: VirtualAbortSignal[] = [];
    for (const follower of this.followers ?? []) {
      if (follower.aborted) continue;
      follower.aborted = true;
      follower.reason = this.reason;
      aborted.push(follower);
    }
    this.followers = undefined;
    this.dispatchEvent(new VirtualEvent('abort'));
    for (const follower of aborted) follower.dispatchEvent(new VirtualEvent('abort'));
  }
}
Object.defineProperty(VirtualAbortSignal, 'name', { value: 'AbortSignal' });

/** AbortController (DOM, 3.1). */
export class VirtualAbortController {
  readonly signal: VirtualAbortSignal;

  constructor(reportError: ReportError) {
    this.signal = new VirtualAbortSignal(reportError);
  }

  abort(reason?: unknown): void {
    this.signal.abort(reason);
  }

  get [Symbol.toStringTag](): string {
    return 'AbortController';
  }
}

/** The controller and the signal as one process sees them; `delay` sets its timers. */
export function abortGlobals(reportError: ReportError, delay: (run: () => void, ms: number) => void) {
  function AbortController(this: unknown): VirtualAbortController {
    if (new.target === undefined) throw new TypeError('AbortController is a class: write new AbortController().');
    return new VirtualAbortController(reportError);
  }
  AbortController.prototype = VirtualAbortController.prototype;

  function AbortSignal(this: unknown): never {
    throw new TypeError('An AbortSignal comes from new AbortController().signal or from AbortSignal.any, timeout and abort.');
  }
  AbortSignal.prototype = VirtualAbortSignal.prototype;
  AbortSignal.abort = (reason?: unknown) => {
    const signal = new VirtualAbortSignal(reportError);
    signal.abort(reason);
    return signal;
  };
  AbortSignal.timeout = (ms: number) => {
    const signal = new VirtualAbortSignal(reportError);
    delay(() => signal.abort(new VirtualDOMException('The operation timed out.', 'TimeoutError')), ms);
    return signal;
  };
  AbortSignal.any = (signals: Iterable<VirtualAbortSignal>) => {
    const combined = new VirtualAbortSignal(reportError);
    const sources = [...signals];
    const aborted = sources.find((signal) => signal.aborted);
    if (aborted !== undefined) combined.abort(aborted.reason);
    else for (const signal of sources) combined.follow(signal);
    return combined;
  };

  function EventTarget(this: unknown): VirtualEventTarget {
    const target = new VirtualEventTarget(reportError);
    if (new.target !== undefined && new.target !== EventTarget) Object.setPrototypeOf(target, new.target.prototype as object);
    return target;
  }
  EventTarget.prototype = VirtualEventTarget.prototype;
  return { AbortController, AbortSignal, EventTarget, Event: VirtualEvent, DOMException: VirtualDOMException };
}
