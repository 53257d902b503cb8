import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env } from '../../../simulation/world.ts';
import type { RetryBudget } from '../retry.ts';
import { budgetMs, floorPerSecond } from './sizes.ts';
import type { Code } from './world.ts';

/** What a till calls for: each has a dependency, and so a budget, of its own. */
export type Kind = 'price' | 'payment';

/** The budgets of all tills, made when a till makes its first call. */
export class Budgets {
  private readonly all = new Map<string, RetryBudget>();
  private readonly make: (kind: Kind) => RetryBudget;

  constructor({ RetryBudget }: Code['retry'], env: Env, knobs: Knobs) {
    const ratio = (knobs.budgetPercent as number) / 100;
    this.make = (kind) => new RetryBudget({ ratio, minPerSecond: floorPerSecond[kind], ttlMs: budgetMs, clock: env.clock });
  }

  of(till: number, kind: Kind): RetryBudget {
    const key = `${kind} ${till}`;
    const budget = this.all.get(key) ?? this.make(kind);
    this.all.set(key, budget);
    return budget;
  }

  /** The share of budgets that would allow a retry now, in percent. */
  get able(): number {
    const balances = [...this.all.values()].map(({ balance }) => balance);
    return balances.length === 0 ? 100 : Math.round((balances.filter((balance) => balance >= 1).length / balances.length) * 100);
  }
}
