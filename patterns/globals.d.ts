/**
 * The globals that a pattern may name beside the language itself: those that a browser, Node and the simulation share.
 * The editor checks edited code against this file too.
 */

interface AbortSignalEventMap {
  abort: Event;
}
interface Event {
  readonly type: string;
}
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  onabort: ((this: AbortSignal, event: Event) => unknown) | null;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: (this: AbortSignal, event: Event) => unknown, options?: { once?: boolean; signal?: AbortSignal }): void;
  removeEventListener(type: 'abort', listener: (this: AbortSignal, event: Event) => unknown): void;
}
declare const AbortSignal: {
  readonly prototype: AbortSignal;
  abort(reason?: unknown): AbortSignal;
  any(signals: Iterable<AbortSignal>): AbortSignal;
  timeout(ms: number): AbortSignal;
};
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare const AbortController: { readonly prototype: AbortController; new (): AbortController };
interface DOMException extends Error {
  readonly code: number;
}
declare const DOMException: { readonly prototype: DOMException; new (message?: string, name?: string): DOMException };

declare function setTimeout(run: () => void, ms?: number): unknown;
declare function clearTimeout(handle: unknown): void;
declare function setInterval(run: () => void, ms?: number): unknown;
declare function clearInterval(handle: unknown): void;
declare function queueMicrotask(job: () => void): void;
declare function structuredClone<T>(value: T): T;
declare const performance: { now(): number };
declare const console: Record<'log' | 'info' | 'warn' | 'error' | 'debug', (...values: unknown[]) => void>;

interface CryptoKey {
  readonly type: string;
}
type KeyFormat = 'raw' | 'pkcs8' | 'spki';
type Algorithm = string | { readonly name: string; readonly [parameter: string]: unknown };
declare const crypto: {
  randomUUID(): string;
  getRandomValues<View extends ArrayBufferView>(view: View): View;
  readonly subtle: {
    digest(algorithm: Algorithm, data: ArrayBufferView | ArrayBuffer): Promise<ArrayBuffer>;
    importKey(format: KeyFormat, key: ArrayBufferView | ArrayBuffer, algorithm: Algorithm, extractable: boolean, uses: readonly string[]): Promise<CryptoKey>;
    sign(algorithm: Algorithm, key: CryptoKey, data: ArrayBufferView | ArrayBuffer): Promise<ArrayBuffer>;
    verify(algorithm: Algorithm, key: CryptoKey, signature: ArrayBufferView | ArrayBuffer, data: ArrayBufferView | ArrayBuffer): Promise<boolean>;
  };
};
interface TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare const TextEncoder: { new (): TextEncoder };
interface TextDecoder {
  decode(bytes?: ArrayBufferView | ArrayBuffer): string;
}
declare const TextDecoder: { new (): TextDecoder };
