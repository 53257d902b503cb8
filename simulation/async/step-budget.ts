import { bounds } from '../bounds.ts';
import type { Cursor } from './cursor.ts';

/** Small enough that a slice of heavy steps takes no longer than a sign of life may be late, and so large that unheavy ones notice nothing. */
const sliceMax = 1000;

/**
 * Deals the steps of a run out in slices, which the cursor counts down. How many an event and the whole run may take is told exactly, the same in
 * every engine; between two slices the run can give a sign of life.
 */
export class StepBudget {
  private readonly cursor: Cursor;
  /** Steps of the events before the present one. */
  private before = 0;
  /** What was dealt out to the present event. */
  private granted = 0;
  private eventMax: number = bounds.stepsPerEvent;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  /** Steps taken so far. */
  get steps(): number {
    return this.before + this.granted - this.cursor.budget;
  }

  beginEvent(stepsMax: number): void {
    this.before = this.steps;
    this.granted = this.cursor.budget = 0;
    this.eventMax = stepsMax;
    this.deal();
  }

  /** Grants another slice, or as much as is left. False where that is not enough for the step that asks. */
  deal(): boolean {
    const { cursor } = this;
    const wanted = Math.max(sliceMax, -cursor.budget);
    const slice = Math.min(wanted, this.eventMax - this.granted, bounds.steps - this.before - this.granted);
    if (slice <= 0 || cursor.budget + slice < 0) return false;
    this.granted += slice;
    cursor.budget += slice;
    return true;
  }

  /** The event may take no more steps. */
  close(): void {
    this.eventMax = this.granted -= this.cursor.budget;
    this.cursor.budget = 0;
  }

  /** Which of the two bounds was reached, in words. */
  get words(): string {
    return this.granted - this.cursor.budget > this.eventMax
      ? `One event ran more than ${this.eventMax} steps: an endless loop, or too much work at one time.`
      : `The run took more than ${bounds.steps} steps in all: too much work for one run.`;
  }
}
