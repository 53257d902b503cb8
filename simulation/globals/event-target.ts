type Callback = ((this: unknown, event: VirtualEvent) => unknown) | { handleEvent(event: VirtualEvent): unknown };
interface ListenerOptions {
  readonly once?: boolean;
  readonly capture?: boolean;
  readonly passive?: boolean;
  readonly signal?: VirtualEventTarget & { readonly aborted: boolean };
}
interface Listener {
  readonly type: string;
  readonly callback: Callback;
  readonly capture: boolean;
  readonly once: boolean;
  removed: boolean;
}

/** An event without a tree to travel: what AbortSignal and a plain EventTarget need (DOM, 2.2). */
export class VirtualEvent {
  readonly type: string;
  readonly cancelable: boolean;
  readonly bubbles: boolean;
  target: unknown = null;
  currentTarget: unknown = null;
  defaultPrevented = false;
  stopped = false;

  constructor(type: string, options: { readonly cancelable?: boolean; readonly bubbles?: boolean } = {}) {
    this.type = String(type);
    this.cancelable = options.cancelable === true;
    this.bubbles = options.bubbles === true;
  }

  preventDefault(): void {
    if (this.cancelable) this.defaultPrevented = true;
  }

  stopImmediatePropagation(): void {
    this.stopped = true;
  }

  stopPropagation(): void {
    return undefined;
  }
}
Object.defineProperty(VirtualEvent, 'name', { value: 'Event' });

/** Told of an error that a listener threw, which the one who dispatches never sees. */
export type ReportError = (error: unknown) => void;

/** Listeners by type, called in the order in which they were added. */
export class VirtualEventTarget {
  readonly reportError: ReportError;
  private listeners: Listener[] | undefined = undefined;

  constructor(reportError: ReportError) {
    this.reportError = reportError;
  }

  addEventListener(type: string, callback: Callback | null, options?: ListenerOptions | boolean): void {
    if (callback === null || callback === undefined) return;
    const { once = false, capture = false, signal } = typeof options === 'object' ? options : { capture: options === true };
    if (signal?.aborted === true || this.find(type, callback, capture) !== undefined) return;
    this.listeners ??= [];
    this.listeners.push({ type, callback, capture, once, removed: false });
    signal?.addEventListener('abort', () => this.removeEventListener(type, callback, { capture }), { once: true });
  }

  removeEventListener(type: string, callback: Callback | null, options?: ListenerOptions | boolean): void {
    if (callback === null || callback === undefined || this.listeners === undefined) return;
    const listener = this.find(type, callback, typeof options === 'object' ? options.capture === true : options === true);
    if (listener !== undefined) this.remove(listener);
  }

  dispatchEvent(event: VirtualEvent): boolean {
    event.target = event.currentTarget = this;
    for (const listener of this.listeners?.slice() ?? []) {
      if (listener.type !== event.type || listener.removed) continue;
      if (listener.once) this.remove(listener);
      this.call(listener.callback, event);
      if (event.stopped) break;
    }
    event.currentTarget = null;
    return !event.defaultPrevented;
  }

  private call(callback: Callback, event: VirtualEvent): void {
    try {
      if (typeof callback === 'function') callback.call(this, event);
      else callback.handleEvent(event);
    } catch (error) {
      this.reportError(error);
    }
  }

  private find(type: string, callback: Callback, capture: boolean): Listener | undefined {
    return this.listeners?.find((listener) => listener.type === type && listener.callback === callback && listener.capture === capture);
  }

  private remove(listener: Listener): void {
    listener.removed = true;
    const { listeners } = this;
    if (listeners !== undefined) listeners.splice(listeners.indexOf(listener), 1);
  }
}
Object.defineProperty(VirtualEventTarget, 'name', { value: 'EventTarget' });
