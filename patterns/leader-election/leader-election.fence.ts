/**
 * The other half of a leader election, at whatever a leader writes to: it refuses the writes of a leader that has a successor, however late
 * they come. Use it inside the store, where check and write are one step; in front of it, it is another check that comes too early. It needs
 * no port: what it must not forget is handed to the write, to be kept with it.
 */
export class Fence {
  private seen: number;
  /** @param highest the highest token that was kept. A fence that begins at 0 after a restart lets everybody in. @default 0, for a store that is new */
  constructor(highest = 0) {
    this.seen = tokenOf('highest', highest, 0);
  }

  /** The highest token so far. */
  get highest(): number {
    return this.seen;
  }

  /**
   * Runs what somebody with this token wants done, unless it has a successor that was here before. Once a new leader has read through the
   * fence, nothing of an old one can change what it has read.
   * @param act gets the token, to be kept in the same transaction as what it writes, and is over when it returns
   * @throws StaleTokenError
   */
  pass<T>(token: number, act: (token: number) => T): T {
    tokenOf('token', token, 1);
    if (token < this.seen) throw new StaleTokenError(token, this.seen);
    this.seen = token;
    return act(token);
  }
}

/** Somebody with a higher token has been here: whoever has this one leads no more, whatever it believes. */
export class StaleTokenError extends Error {
  override readonly name = 'StaleTokenError';
  readonly code = 'STALE_TOKEN';
  readonly token: number;
  readonly highest: number;
  constructor(token: number, highest: number) {
    super(`Token ${token} is stale: the highest so far is ${highest}.`);
    this.token = token;
    this.highest = highest;
  }
}

function tokenOf(name: string, value: number, min: number): number {
  if (Number.isSafeInteger(value) && value >= min) return value;
  throw new RangeError(`${name} must be a whole number from ${min} to ${Number.MAX_SAFE_INTEGER}, got ${String(value)}.`);
}
