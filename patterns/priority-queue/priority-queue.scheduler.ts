/**
 * Two schedulers for the classes of a priority queue, under neither of which a class waits without end: `Ageing` where every message
 * shall have its turn within a time, `Weighted` where every class shall have its share. Use neither where the lower classes may really
 * starve: strict order is kinder to the highest. Their port is what the queue shows them of its classes; they keep no clock.
 */
export interface WaitingClass {
  /** Its oldest message: since when it has waited, in ms; its place in the order of all pushes; and what it costs. Undefined where none waits. */
  readonly head: { readonly since: number; readonly sequence: number; readonly cost: number } | undefined;
}

/** Waiting raises a message: by one class for every `raiseEveryMs`, and on beyond the highest. */
export class Ageing {
  readonly classes = undefined;
  private readonly raiseEveryMs: number;
  /** @param options.raiseEveryMs from 1 to 2^31 ms. The longer, the nearer to strict order; the shorter, the nearer to first come, first served */
  constructor({ raiseEveryMs }: { readonly raiseEveryMs: number }) {
    if (!(raiseEveryMs >= 1 && raiseEveryMs <= 2 ** 31)) throw new RangeError(`raiseEveryMs must be from 1 to ${2 ** 31}, got ${String(raiseEveryMs)}.`);
    this.raiseEveryMs = raiseEveryMs;
  }

  /**
   * A message of class p that has waited w has the effective priority p + w / raiseEveryMs. All of these grow alike, so who is ahead now
   * stays ahead, and it is enough to compare due times, which never change: nothing is sorted anew as time goes by.
   */
  next(classes: readonly WaitingClass[]): number | undefined {
    let first: number | undefined;
    let firstDueAt = Infinity;
    let firstSequence = Infinity;
    for (let priority = classes.length - 1; priority >= 0; priority -= 1) {
      const { head } = classes[priority]!;
      if (head === undefined) continue;
      const dueAt = head.since - priority * this.raiseEveryMs;
      if (dueAt > firstDueAt || (dueAt === firstDueAt && head.sequence > firstSequence)) continue;
      first = priority;
      firstDueAt = dueAt;
      firstSequence = head.sequence;
    }
    return first;
  }
}

/** Deficit round robin: what is given out while several classes wait is shared by their weights, counted in the costs of messages. */
export class Weighted {
  readonly classes: number;
  private readonly weights: readonly number[];
  private readonly credits: number[];
  private turn = 0;
  /**
   * @param options.weights one for each class, lowest first: whole numbers from 1 to 1000. Best no smaller than the usual cost of a
   *   message, which is 1 unless the queue is told otherwise: a class whose weight is smaller saves up over several turns
   */
  constructor({ weights }: { readonly weights: readonly number[] }) {
    for (const [priority, weight] of weights.entries()) {
      if (!(Number.isInteger(weight) && weight >= 1 && weight <= 1000)) throw new RangeError(`weights[${priority}] must be a whole number from 1 to 1000, got ${String(weight)}.`);
    }
    this.classes = weights.length;
    this.weights = [...weights];
    this.credits = weights.map(() => 0);
  }

  /** At its turn a class is paid its weight, gives out for as long as it can pay, and keeps what is left, if it is less than its next message costs, for its next turn. */
  next(classes: readonly WaitingClass[]): number | undefined {
    if (classes.every(({ head }) => head === undefined)) return undefined;
    for (;;) {
      const { head } = classes[this.turn]!;
      if (head !== undefined && head.cost <= this.credits[this.turn]!) {
        this.credits[this.turn]! -= head.cost;
        return this.turn;
      }
      this.turn = this.turn === 0 ? this.classes - 1 : this.turn - 1;
      const payee = classes[this.turn]!.head;
      // Who has nothing to give out is paid nothing, and nobody keeps more than it lacks for its next message: what it saved for one that was removed is gone.
      this.credits[this.turn] = payee === undefined ? 0 : Math.min(this.credits[this.turn]!, payee.cost - 1) + this.weights[this.turn]!;
    }
  }
}
