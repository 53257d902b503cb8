const codes: Readonly<Record<string, number>> = { DataCloneError: 25, TimeoutError: 23, AbortError: 20, InvalidStateError: 11, QuotaExceededError: 22 };

/** The error of the web platform (WebIDL, 2.8.1), with messages of our own. */
export class VirtualDOMException extends Error {
  readonly code: number;

  constructor(message = '', name = 'Error') {
    super(message);
    Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true });
    this.code = codes[name] ?? 0;
  }
}
Object.defineProperty(VirtualDOMException, 'name', { value: 'DOMException' });
