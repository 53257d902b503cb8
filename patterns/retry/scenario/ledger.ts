import type { Knobs } from '../../../simulation/scenario.ts';
import { budgetMs, budgetSteps, floorPerSecond } from './sizes.ts';
import type { SeenCall } from './witness.ts';

interface Account {
  readonly calls: number[];
  readonly retries: number[];
}

/** What each till's budgets must hold, by its calls and retries alone. A retry is drawn when its wait begins. */
export class Ledger {
  private readonly accounts = new Map<string, Account>();
  private readonly ratio: number;

  constructor(knobs: Knobs) {
    this.ratio = (knobs.budgetPercent as number) / 100;
  }

  paidIn(call: SeenCall, at: number): void {
    this.of(call).calls.push(at);
  }

  drawn(call: SeenCall, at: number): void {
    this.of(call).retries.push(at);
  }

  /** The process that held the budgets is dead: they begin anew. */
  clear(): void {
    this.accounts.clear();
  }

  /** How many retries of a call's till were allowed at a moment, those that it had drawn by then taken off. */
  balance(call: SeenCall, at: number): number {
    const { calls, retries } = this.of(call);
    const isCounted = (time: number) => time <= at && stepOf(time) > stepOf(at) - budgetSteps;
    return (floorPerSecond[call.kind] * budgetMs) / 1000 + this.ratio * calls.filter(isCounted).length - retries.filter(isCounted).length;
  }

  private of({ kind, till }: SeenCall): Account {
    const key = `${kind} ${till}`;
    const account = this.accounts.get(key) ?? { calls: [], retries: [] };
    this.accounts.set(key, account);
    return account;
  }
}

const stepOf = (us: number) => Math.floor(us / 1000 / (budgetMs / budgetSteps));
