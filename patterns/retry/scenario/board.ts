import type { Env } from '../../../simulation/world.ts';
import type { Budgets } from './budgets.ts';

/** Marks of the last calls that are shown. */
const shownCalls = 20;
/** How often the budgets of all tills are looked at, in ms. */
const lookEveryMs = 200;

/** What the card of the tills' retry shows. */
export class Board {
  private readonly env: Env;
  private readonly budgets: Budgets;
  private recent = '';
  private waiting = 0;
  private able = 100;
  private lookedAt = -Infinity;

  constructor(env: Env, budgets: Budgets) {
    this.env = env;
    this.budgets = budgets;
    this.show();
  }

  /** So many more calls wait now. */
  wait(change: number): void {
    this.waiting += change;
    this.show();
  }

  ended(how: 'ok' | 'failed' | 'refused' | 'left', attempts: number): void {
    const mark = how === 'ok' ? (attempts > 1 ? '2' : '1') : how === 'failed' ? 'x' : '-';
    this.recent = (this.recent + mark).slice(-shownCalls);
    this.show();
  }

  private show(): void {
    const now = this.env.clock.now();
    if (now >= this.lookedAt + lookEveryMs) {
      this.lookedAt = now;
      this.able = this.budgets.able;
    }
    this.env.show('tills/retry', { recent: this.recent, waiting: this.waiting, able: this.able });
  }
}
