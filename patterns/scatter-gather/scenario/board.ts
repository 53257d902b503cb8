import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env } from '../../../simulation/world.ts';
import type { Part, PartState } from '../scatter-gather.ts';
import { slowMs } from './sizes.ts';

const marks: Readonly<Record<PartState, string>> = { waiting: ' ', asked: 'a', 'asked-again': 'h', answered: 'o', failed: 'x', late: 'l', 'not-needed': 'n' };

/** Shows on the root's cards how the newest search stands, and how many have waited for a slow leaf. */
export class Board {
  private search = 0;
  private state = 'idle';
  private cells: string[] = [];
  private ended = 0;
  private slow = 0;
  private again = 0;
  private isShowing = false;
  private readonly isOff: boolean;
  private readonly env: Env;
  private readonly shards: readonly Part[];

  constructor(env: Env, knobs: Knobs, shards: readonly Part[]) {
    this.env = env;
    this.shards = shards;
    const expected = 1 - (1 - (knobs.slowPercent as number) / 100) ** shards.length;
    env.show('search/root', { expectedPercent: Math.round(expected * 100), slowPercent: 0 });
    this.isOff = knobs.hedge === 'off';
    env.show('search/hedge', { state: 'off', tokens: 0, delay: null, again: 0 });
    this.showNow();
  }

  begins(search: number): void {
    this.search = search;
    this.state = 'gathering';
    this.cells = this.shards.map(() => ' ');
    this.show();
  }
  part(search: number, shard: number, state: PartState): void {
    if (search !== this.search) return;
    this.cells[shard - 1] = marks[state];
    this.show();
  }
  ends(search: number, as: 'whole' | 'partial' | 'failed', ms: number): void {
    this.ended += 1;
    if (ms > slowMs) this.slow += 1;
    if (ms > slowMs) this.env.report('search.slow', { search, ms: Math.round(ms) });
    if (search === this.search) this.state = as;
    this.env.show('search/root', { slowPercent: Math.round((this.slow / this.ended) * 100) });
    this.show();
  }
  budget(tokens: number, delayMs: number, isAgain: boolean): void {
    if (isAgain) this.again += 1;
    const state = tokens < 1 ? 'spent' : this.isOff ? 'off' : delayMs === Infinity ? 'learning' : 'ready';
    this.env.show('search/hedge', { state, tokens: Math.round(tokens * 10) / 10, delay: delayMs === Infinity ? null : Math.round(delayMs), again: this.again });
  }

  /** Once for all that changes in one moment. */
  private show(): void {
    if (this.isShowing) return;
    this.isShowing = true;
    void Promise.resolve().then(() => this.showNow());
  }
  private showNow(): void {
    this.isShowing = false;
    const answered = this.cells.filter((mark) => mark === 'o').length;
    this.env.show('search/root', { state: this.state, parts: this.cells.join(''), answered, missing: this.cells.length - answered });
  }
}
