import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env } from '../../../simulation/world.ts';
import type { Delivery, Scheduler } from '../priority-queue.ts';
import { kindOf, kinds, topPriority, weightsOf } from './sizes.ts';
import type { Code, Mail, Setup } from './world.ts';

/** What mail needs of a queue. */
export interface Store {
  push(mail: Mail): void;
  take(most: number, priority?: number): Delivery<Mail>[];
  ack(delivery: Delivery<Mail>): void;
  nack(delivery: Delivery<Mail>): void;
  raise(mail: string): void;
  withdraw(mail: string): void;
  metrics(): { waiting: number; out: number; oldestSince: number | null }[];
}

export const store = (env: Env, code: Code, { knobs, control }: Setup): Store => (control ? firstCome(env) : prioritised(env, code, knobs));

const endOf: Readonly<Record<string, string>> = { pushed: 'waiting', moved: 'waiting', nacked: 'waiting', refused: 'refused', taken: 'out', acked: 'done', removed: 'removed', dropped: 'dropped' };

function prioritised(env: Env, code: Code, knobs: Knobs): Store {
  const places = knobs.places as number;
  const isOne = knobs.architecture === 'one';
  const charts = new Map<string, ReturnType<Env['statechart']>>();
  const queue = new code['priority-queue'].PriorityQueue<Mail>({
    classes: kinds.length,
    ...schedulerOf(code, knobs),
    // One queue has places for all; with a queue for each class, each has its own.
    maxSize: isOne ? places : places * kinds.length,
    overflow: isOne ? (knobs.overflow as 'reject') : 'reject',
    quotas: [places, places, Math.min(places, knobs.quota as number)],
    onEvent: (event, { item: { mail } }) => {
      const chart = charts.get(mail) ?? env.statechart(mail);
      const end = endOf[event]!;
      if (end === 'waiting' || end === 'out') charts.set(mail, chart);
      else charts.delete(mail);
      if (event === 'dropped') env.report('mail.dropped', { mail });
      chart.took(event, end);
    },
    clock: env.clock,
  });
  return {
    push: (mail) => queue.push(mail, { id: mail.mail, priority: mail.priority, cost: kindOf(mail.kind).cost }),
    take: (most, priority) => queue.take(most, priority),
    ack: (delivery) => queue.ack(delivery),
    nack: (delivery) => queue.nack(delivery),
    raise: (mail) => {
      try {
        if (queue.reprioritise(mail, topPriority)) env.report('mail.raised', { mail });
      } catch (error) {
        if ((error as { code?: string }).code !== 'QUEUE_FULL') throw error;
        // The highest class is full: it stays where it is.
      }
    },
    withdraw: (mail) => {
      if (queue.remove(mail)) env.report('mail.withdrawn', { mail });
    },
    metrics: () => queue.metrics(),
  };
}

function schedulerOf(code: Code, { policy, raiseEveryMs, weights }: Knobs): { scheduler?: Scheduler } {
  const { Ageing, Weighted } = code['priority-queue.scheduler'];
  if (policy === 'ageing') return { scheduler: new Ageing({ raiseEveryMs: raiseEveryMs as number }) };
  return policy === 'weighted' ? { scheduler: new Weighted({ weights: weightsOf(weights) }) } : {};
}

/** The control: first come, first served, with no end of places. What is sent back goes to the end. */
function firstCome(env: Env): Store {
  let waiting: { readonly item: Mail; readonly since: number }[] = [];
  const out = new Map<Delivery<Mail>, number>();
  return {
    push: (item) => void waiting.push({ item, since: env.clock.now() }),
    take: (most) =>
      waiting.splice(0, most).map(({ item, since }) => {
        const delivery: Delivery<Mail> = { message: { id: item.mail, item, priority: item.priority, cost: 1, since }, count: 1 };
        out.set(delivery, item.priority);
        return delivery;
      }),
    ack: (delivery) => void out.delete(delivery),
    nack: (delivery) => {
      out.delete(delivery);
      waiting.push(delivery.message);
    },
    raise: () => undefined,
    withdraw: (mail) => void (waiting = waiting.filter(({ item }) => item.mail !== mail)),
    metrics: () =>
      kinds.toReversed().map(({ priority }) => {
        const own = waiting.filter(({ item }) => item.priority === priority);
        return { waiting: own.length, out: [...out.values()].filter((one) => one === priority).length, oldestSince: own.length === 0 ? null : Math.min(...own.map(({ since }) => since)) };
      }),
  };
}
