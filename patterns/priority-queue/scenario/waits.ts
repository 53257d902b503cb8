import { inMs, momentMs, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { isShared, nameOf } from './order.ts';
import { answerMs, kinds, latencyMs, restMs, senders, topPriority, weightsOf, workMs } from './sizes.ts';
import { watchMail, type Seen, type SeenMail } from './witness.ts';

/** A sender has been given a unit of work, has done it and has said so after this, in ms. */
const unitMs = workMs[1] + 2 * latencyMs[1];
const costMax = Math.max(...kinds.map(({ cost }) => cost));
const sumOf = (mails: Iterable<SeenMail>) => {
  let sum = 0;
  for (const { cost } of mails) sum += cost;
  return sum;
};

/** Whether faults can be left out of account: none is there, and what the last one left behind is over. */
class Calm {
  private from = 0;
  private wasStruck = false;
  /** What it has to be told, beside `struck`. */
  readonly listener = {
    slowed: (factor: number): void => void (this.slowest = Math.max(this.slowest, factor)),
    /** What a slow sender has begun takes as long as when it was slow, and it has what it was given meanwhile after that. */
    over: ({ at }: TraceRow): void => {
      if (this.wasStruck) this.from = at + this.recoveryUs + (this.slowest - 1) * costMax * workMs[1] * 1000;
    },
  };
  private readonly recoveryUs: number;
  private slowest = 1;
  constructor(knobs: Knobs) {
    this.recoveryUs = (answerMs(knobs.prefetch as number) + restMs + 500) * 1000;
  }
  struck(): void {
    this.wasStruck = true;
    this.from = Infinity;
  }
  isAt({ at }: TraceRow): boolean {
    return at >= this.from;
  }
}

/** From when a wait is bounded, and by what. Undefined while it is not yet. */
type Bound = (mail: SeenMail, seen: Seen, row: TraceRow) => number | undefined;

function boundOf(knobs: Knobs): Bound {
  const outOf = (seen: Seen) => sumOf([...seen.out.values()].flatMap((mails) => [...mails]));
  if (!isShared(knobs)) {
    // What is before it in its own pool.
    return ({ priority, number }, { waiting, out }) => (sumOf(waiting[priority]!.filter((mail) => mail.number <= number)) + sumOf(out.get(senders[topPriority - priority]!)!) + costMax) * unitMs;
  }
  if (knobs.policy === 'weighted') {
    const weights = weightsOf(knobs.weights);
    const turnUnits = weights.reduce((sum, weight) => sum + weight + costMax, 0);
    return ({ priority, number }, seen) => {
      const turns = Math.ceil(sumOf(seen.waiting[priority]!.filter((mail) => mail.number <= number)) / weights[priority]!) + 2;
      return ((turns * turnUnits + outOf(seen)) / senders.length + costMax) * unitMs;
    };
  }
  // Once it has aged to the top, only what is here now can go before it.
  return ({ priority, since }, seen, row) => {
    if (row.at < since + (topPriority - priority) * (knobs.raiseEveryMs as number) * 1000) return undefined;
    return ((sumOf(seen.waiting.flat()) + outOf(seen)) / senders.length + costMax) * unitMs;
  };
}

/** Liveness: these must happen within their time. */
export const waits: readonly ScenarioPromise[] = [
  {
    name: 'nobody-starves',
    kind: 'liveness',
    label: 'No mail waits without end',
    meaning: 'Ageing: once a mail has waited for as many steps as it is below the highest class, only what is there by then goes before it. Weighted, or in a pool of its own: its turn comes after its own class, at its share. Strict order is held to the bound of ageing. Judged without faults, and while nothing is sent back.',
    watch: (judge, knobs) => {
      if (knobs.deferPercent !== 0) return {};
      const bound = boundOf(knobs);
      const calm = new Calm(knobs);
      const owed = new Set<SeenMail>();
      const settle = (mail: SeenMail) => {
        if (owed.delete(mail)) judge.paid(mail.mail);
      };
      return watchMail((seen) => {
        const owe = (mail: SeenMail, row: TraceRow) => {
          const withinMs = bound(mail, seen, row);
          if (withinMs === undefined) return;
          owed.add(mail);
          const waitedMs = (row.at - mail.since) / 1000;
          judge.owe(mail.mail, withinMs, row, `${nameOf(mail)} waits still, after ${inMs((waitedMs + withinMs) * 1000)}: longer than all that may go before it takes.`);
        };
        return {
          changed: (row) => {
            if (!calm.isAt(row)) return;
            // Within a class they come to it in order.
            for (const line of seen.waiting) {
              for (const mail of line) {
                if (owed.has(mail)) continue;
                owe(mail, row);
                if (!owed.has(mail)) break;
              }
            }
          },
          raised: (mail, row) => {
            // It may stand before some of its new class.
            for (const other of seen.waiting[topPriority]!) if (owed.has(other)) owe(other, row);
            if (owed.has(mail)) owe(mail, row);
          },
          hands: settle,
          gone: (mail) => {
            if (owed.delete(mail)) judge.waive(mail.mail);
          },
          struck: () => {
            calm.struck();
            owed.clear();
            judge.waiveAll();
          },
          ...calm.listener,
        };
      });
    },
  },
  {
    name: 'urgent-soon',
    kind: 'liveness',
    label: 'The most urgent wait only briefly',
    meaning: 'Strict: a sender begins a mail of the highest class once one of them has ended what it is at, and those of its class that were before it are through. Nobody is interrupted for it, and what a sender holds goes first: prefetch breaks this. Judged without faults, and while nothing is sent back.',
    watch: (judge, knobs) => {
      if (!isShared(knobs) || knobs.policy !== 'strict' || knobs.deferPercent !== 0) return {};
      const calm = new Calm(knobs);
      const owed = new Set<SeenMail>();
      return watchMail(({ waiting }) => {
        const owe = (mail: SeenMail, row: TraceRow) => {
          const ahead = sumOf(waiting[topPriority]!.filter(({ number }) => number <= mail.number));
          owed.add(mail);
          judge.owe(mail.mail, (costMax + ahead / senders.length) * unitMs + latencyMs[1], row, `No sender has begun ${nameOf(mail)} yet. Only what was being sent, and its own class, should have been before it.`);
        };
        const goes = (mail: SeenMail) => {
          if (owed.delete(mail)) judge.waive(mail.mail);
        };
        return {
          queued: (mail, row) => {
            if (mail.priority === topPriority && calm.isAt(row)) owe(mail, row);
          },
          raised: (_, row) => {
            for (const mail of waiting[topPriority]!) if (owed.has(mail)) owe(mail, row);
          },
          begun: (mail) => {
            if (owed.delete(mail)) judge.paid(mail.mail);
          },
          gone: goes,
          struck: () => {
            calm.struck();
            owed.clear();
            judge.waiveAll();
          },
          ...calm.listener,
        };
      });
    },
  },
  {
    name: 'no-idle-sender',
    kind: 'liveness',
    label: 'No sender is idle while mail waits',
    meaning: 'Where senders serve all classes, one that has nothing is given what waits, then and there, whatever its class. Judged without faults. With a sender for each class this is not promised: that is their price.',
    watch: (judge, knobs) => {
      if (!isShared(knobs)) return {};
      const calm = new Calm(knobs);
      const owed = new Set<string>();
      return watchMail((seen) => ({
        changed: (row) => {
          if (!calm.isAt(row)) return;
          const { waitingCount } = seen;
          for (const [id, mails] of seen.out) {
            const isIdle = waitingCount > 0 && mails.size === 0;
            if (isIdle && !owed.has(id)) {
              owed.add(id);
              judge.owe(id, momentMs, row, `${id} has nothing to do while ${waitingCount === 1 ? 'a mail waits' : `${waitingCount} mails wait`}.`);
            } else if (!isIdle && owed.delete(id)) judge.paid(id);
          }
        },
        struck: () => {
          calm.struck();
          owed.clear();
          judge.waiveAll();
        },
        ...calm.listener,
      }));
    },
  },
];
