import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as PriorityQueueFile from '../priority-queue.ts';
import type * as SchedulerFile from '../priority-queue.scheduler.ts';
import { mail } from './mail.ts';
import { sender } from './sender.ts';
import { kinds, rushMs, secondThoughts, secondThoughtsAfterMs, senders, topPriority, type Kind } from './sizes.ts';

export interface Code {
  readonly 'priority-queue': typeof PriorityQueueFile;
  readonly 'priority-queue.scheduler': typeof SchedulerFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}
/** A mail that somebody wants sent. Its class is what they say it is. */
export interface Mail {
  readonly mail: string;
  readonly kind: Kind['id'];
  readonly priority: number;
}

/** Checkout, stock and the newsletter hand in mail; three senders send it, in the order that the queue gives. */
export function start(world: World<Code>, setup: Setup): void {
  for (const kind of kinds) world.node(kind.from, (env) => source(env, kind, setup.knobs));
  world.node('mail', (env, code) => mail(env, code, setup));
  for (const id of senders) world.node(id, (env) => sender(env, setup.knobs));
}

function source(env: Env, { id, from, perSecond, priority }: Kind, knobs: Knobs): Process {
  const rush = id === 'confirmation' ? (knobs.rush as number) : 0;
  const show = (rate: number) => env.show(from, { rate });
  const handIn = (name: string, called: number) => {
    const wanted: Mail = { mail: name, kind: id, priority: called };
    env.request('mail', { ...wanted }, { timeoutMs: 2_000, urgent: called === topPriority }).catch(() => undefined);
  };
  show(perSecond);
  env.arrivals(perSecond, ({ number, random }) => {
    const name = `${id[0]!}${number}`;
    const isInflated = random() * 100 < (knobs.inflated as number) && id === 'newsletter';
    handIn(name, isInflated ? topPriority : priority);
    if (id === 'confirmation' || random() >= secondThoughts) return;
    env.clock.setTimeout(() => env.send('mail', { [id === 'shipping' ? 'raise' : 'withdraw']: name }), secondThoughtsAfterMs);
  });
  const isRush = () => env.clock.now() >= rushMs[0] && env.clock.now() < rushMs[1];
  env.arrivals(rush, ({ number }) => {
    if (isRush()) handIn(`r${number}`, priority);
  });
  if (rush > 0) for (const atMs of rushMs) env.clock.setTimeout(() => show(perSecond + (isRush() ? rush : 0)), atMs - env.clock.now());
  return {};
}
