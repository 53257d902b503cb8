/** The wall clock of every run begins here: midnight UTC, 1 January 2026. */
const epochMs = Date.UTC(2026, 0, 1);

/** Long after the end of every run. */
const neverUs = 1e12;

/**
 * A node's own clock. The monotonic reading never jumps: a fault changes its rate only. The wall clock jumps as well, and is right again
 * when it is turned back.
 * It is fed with virtual microseconds and answers in milliseconds.
 */
export class NodeClock {
  private rate = 1;
  private turnedAtUs = 0;
  private localMsThen = 0;
  private wallMsThen = 0;

  nowMs(virtualUs: number): number {
    if (this.rate === 1 && this.turnedAtUs === 0) return virtualUs / 1000;
    return this.localMsThen + ((virtualUs - this.turnedAtUs) / 1000) * this.rate;
  }

  wallMs(virtualUs: number): number {
    return epochMs + Math.floor(this.wallMsThen + ((virtualUs - this.turnedAtUs) / 1000) * this.rate);
  }

  /** How many virtual microseconds pass while this clock counts `ms`. A timer set before a turn keeps its time. */
  virtualUs(ms: number): number {
    return Number.isFinite(ms) && ms > 0 ? Math.min(Math.round((ms * 1000) / this.rate), neverUs) : 0;
  }

  turn(virtualUs: number, offsetMs: number, rate: number): void {
    this.localMsThen = this.nowMs(virtualUs);
    this.wallMsThen = virtualUs / 1000 + offsetMs;
    this.turnedAtUs = virtualUs;
    this.rate = rate;
  }
}
