import type { Json, JsonObject } from '../../../simulation/trace.ts';
import type { Env, Process, Statechart } from '../../../simulation/world.ts';
import type { Delivery } from '../competing-consumers.queue.ts';
import { lettersShown, messagesShown } from './sizes.ts';
import type { Code, Picture, Setup } from './world.ts';

/** What a worker asks of the queue. It says which delivery it means besides the receipt, for the record. */
export type Request =
  | { readonly do: 'receive'; readonly max: number; readonly waitMs: number; readonly poll: number }
  | { readonly do: 'ack'; readonly receipt: string; readonly of: DeliveryName }
  | { readonly do: 'nack'; readonly receipt: string; readonly of: DeliveryName; readonly delayMs: number; readonly reason: string; readonly counts: boolean }
  | { readonly do: 'extend'; readonly receipt: string; readonly of: DeliveryName; readonly ms: number };
export type DeliveryName = { readonly message: string; readonly picture: string; readonly delivery: number };

interface Cell {
  mark: string;
  count: number;
  until: number | null;
}

/** The node of the queue: the pattern's queue in memory, asked over links. Without the pattern it is a list, and who takes a message has it. */
export function broker(env: Env, code: Code, { knobs, control }: Setup): Process {
  if (control) return list(env);
  const { LeaseQueue } = code['competing-consumers.queue'];
  const cells = new Map<string, Cell>();
  const charts = new Map<string, Statechart>();
  const polls = new Map<string, AbortController>();
  const leaseMs = knobs.leaseMs as number;
  const buried: JsonObject[] = [];
  let letters = '';
  let counted = '';
  let isCounting = false;

  /** After what the worker had asked for. */
  const bury = () => {
    for (const letter of buried.splice(0)) {
      letters = `${letters}x`.slice(-lettersShown);
      env.report('queue.buried', letter);
    }
  };
  /** Once for all that changes in one moment. */
  const count = () => {
    if (isCounting) return;
    isCounting = true;
    void Promise.resolve().then(() => {
      isCounting = false;
      bury();
      const { ready, delayed, leased, dead } = queue.depth;
      const messages: Json[] = [];
      for (const { mark, count: deliveries, until } of cells.values()) {
        if (messages.length === messagesShown) break;
        messages.push({ mark, count: deliveries, until });
      }
      env.show('queue/ready', { state: ready > 0 ? 'waiting' : leased > 0 ? 'leased' : 'empty', ready, leased, delayed, waiting: polls.size, messages });
      env.show('queue/dead', { dead, letters });
      const now = { ready, delayed, leased, waiting: polls.size };
      const text = JSON.stringify(now);
      if (text !== counted) env.report('queue.counted', now);
      counted = text;
    });
  };
  const queue = new LeaseQueue<Picture>({
    leaseMs,
    maxDeliveries: knobs.maxDeliveries as number,
    clock: env.clock,
    random: env.random,
    onChange: ({ event, state, id, deliveryCount }) => {
      let chart = charts.get(id);
      if (chart === undefined) charts.set(id, (chart = env.statechart(`message ${id.split('-')[1]}`)));
      chart.took(event, state);
      if (event === 'expired') env.report('queue.expired', { message: id, delivery: deliveryCount });
      if (state === 'acked' || state === 'dead') {
        cells.delete(id);
        charts.delete(id);
      } else {
        const cell = cells.get(id) ?? { mark: 'r', count: 0, until: null };
        cells.set(id, Object.assign(cell, { mark: state === 'ready' ? 'r' : state === 'leased' ? 'l' : 'd', count: deliveryCount, until: state === 'leased' ? Math.round(env.clock.now() + leaseMs) : null }));
      }
      count();
    },
    deadLetter: ({ id, body, deliveryCount, reason }) => {
      buried.push({ message: id, picture: body.picture, delivery: deliveryCount, reason });
    },
  });
  count();

  const receive = async (from: string, max: number, waitMs: number, poll: number): Promise<Json> => {
    const hangUp = new AbortController();
    polls.set(`${from} ${poll}`, hangUp);
    count();
    const deliveries: readonly Delivery<Picture>[] = await queue.receive(max, waitMs, hangUp.signal);
    polls.delete(`${from} ${poll}`);
    for (const { id, body, deliveryCount } of deliveries) env.report('queue.handed', { message: id, picture: body.picture, delivery: deliveryCount, to: from });
    count();
    return deliveries;
  };
  const settle = (from: string, request: Exclude<Request, { do: 'receive' }>): boolean => {
    const { do: how, receipt, of } = request;
    const done = how === 'ack' ? queue.ack(receipt) : how === 'nack' ? queue.nack(receipt, request.delayMs, request.reason, request.counts) : queue.extend(receipt, request.ms);
    env.report(`queue.${how}`, { ...of, by: from, done, ms: how === 'extend' ? request.ms : how === 'nack' ? request.delayMs : 0, counts: how !== 'nack' || request.counts });
    return done;
  };
  return {
    receive: ({ from, body }) => {
      const { hangUp } = body as { readonly hangUp?: number };
      if (hangUp !== undefined) return polls.get(`${from} ${hangUp}`)?.abort();
      const picture = body as Picture;
      const message = queue.send(picture);
      env.report('queue.taken', { message, picture: picture.picture });
    },
    handle: ({ from, body }) => {
      const request = body as Request;
      return request.do === 'receive' ? receive(from, request.max, request.waitMs, request.poll) : settle(from, request);
    },
  };
}

/** Who takes a message from a list has it, and the list has forgotten it. */
function list(env: Env): Process {
  const messages: { readonly id: string; readonly body: Picture }[] = [];
  const waiting: ((message: Json) => void)[] = [];
  let sent = 0;
  const show = () => {
    env.show('queue/ready', { state: messages.length > 0 ? 'waiting' : 'empty', ready: messages.length, leased: 0, delayed: 0, waiting: waiting.length, messages: messages.slice(0, messagesShown).map(() => ({ mark: 'r', count: 0, until: null })) });
    env.show('queue/dead', { dead: 0, letters: '' });
  };
  show();
  return {
    receive: ({ body }) => {
      const message = { id: String((sent += 1)), body: body as Picture };
      const next = waiting.shift();
      if (next === undefined) messages.push(message);
      else next(message);
      show();
    },
    handle: () => {
      const message = messages.shift();
      const taken = message === undefined ? new Promise<Json>((resolve) => waiting.push(resolve)) : Promise.resolve<Json>(message);
      show();
      return taken;
    },
  };
}
