/** What stands in text is told of a moving playhead at most every so often; a slow page, at least every so often. In ms. */
const waitMsMin = 33;
const waitMsMax = 333;
/** What one frame takes where nothing holds it up. */
const frameMs = 17;
/** After an update that held its frame up, the page is left alone for so many times as long. */
const restTimes = 8;

/**
 * Decides in which frames the readings are drawn anew while the playhead runs, from nothing but the times at which frames begin: where
 * an update made its frame long, the next one waits. So a slow machine keeps its motion and gives up how often its numbers change.
 */
export class PlayheadPace {
  private due = -Infinity;
  private updatedAt: number | undefined;

  /** @param now when this frame began, in ms */
  isDue(now: number): boolean {
    if (this.updatedAt !== undefined) {
      const heldUp = Math.max(0, now - this.updatedAt - frameMs);
      this.due = now + Math.min(waitMsMax, Math.max(waitMsMin - frameMs, restTimes * heldUp));
      this.updatedAt = undefined;
    }
    if (now < this.due) return false;
    this.updatedAt = now;
    return true;
  }
}
