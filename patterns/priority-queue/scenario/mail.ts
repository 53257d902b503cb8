import type { JsonObject } from '../../../simulation/trace.ts';
import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, Process, RequestError } from '../../../simulation/world.ts';
import type { Delivery } from '../priority-queue.ts';
import { Board } from './board.ts';
import { answerMs, restMs, senders, topPriority } from './sizes.ts';
import { store } from './store.ts';
import type { Code, Mail, Setup } from './world.ts';

/** A sender as mail knows it. */
interface Consumer {
  readonly id: string;
  /** The class that it serves; undefined where it serves all. */
  readonly only: number | undefined;
  out: number;
  isResting: boolean;
}

/** Takes mail in, and gives it to whichever sender has room, in the order of the queue. */
export function mail(env: Env, code: Code, setup: Setup): Process {
  const { knobs, control } = setup;
  const prefetch = knobs.prefetch as number;
  const queue = store(env, code, setup);
  const board = new Board(env, knobs, queue);
  const consumers = senders.map((id, at): Consumer => ({ id, only: knobs.architecture === 'dedicated' && !control ? topPriority - at : undefined, out: 0, isResting: false }));

  const dispatch = () => {
    for (const consumer of consumers.toSorted((one, other) => one.out - other.out)) {
      if (consumer.isResting || consumer.out * 2 > prefetch) continue; // it asks for more when half of what it may hold is sent
      for (const delivery of queue.take(prefetch - consumer.out, consumer.only)) {
        consumer.out += 1;
        void hand(consumer, delivery);
      }
    }
    board.show();
  };

  const hand = async (consumer: Consumer, delivery: Delivery<Mail>) => {
    const { item, since } = delivery.message;
    board.handed(item, since);
    env.report('mail.handed', { mail: item.mail, to: consumer.id });
    let why: string;
    try {
      const { isDeferred } = (await env.request(consumer.id, { ...item, since }, { timeoutMs: answerMs(prefetch), urgent: item.priority === topPriority })) as { isDeferred: boolean };
      why = isDeferred ? 'deferred' : '';
    } catch (error) {
      why = (error as RequestError).code;
      consumer.isResting = true;
      env.clock.setTimeout(() => {
        consumer.isResting = false;
        dispatch();
      }, restMs);
    }
    consumer.out -= 1;
    if (why === '') {
      env.report('mail.done', { mail: item.mail, by: consumer.id });
      queue.ack(delivery);
    } else {
      env.report('mail.returned', { mail: item.mail, by: consumer.id, why });
      queue.nack(delivery);
      books();
    }
    dispatch();
  };

  /** What the queue says that it holds, for whoever counts with it. */
  const books = () => {
    const levels = queue.metrics();
    const sum = (what: 'waiting' | 'out') => levels.reduce((total, level) => total + level[what], 0);
    env.report('mail.books', { waiting: sum('waiting'), out: sum('out') });
  };
  const keepBooks = () => void env.clock.setTimeout(() => (books(), keepBooks()), 1_000);
  keepBooks();
  board.show();

  return {
    handle: ({ body }) => {
      const wanted = body as unknown as Mail;
      try {
        queue.push(wanted);
      } catch (error) {
        const { code: reason, reason: why } = error as { code: string; reason: string };
        if (reason !== 'QUEUE_FULL') throw error;
        env.report('mail.refused', { ...wanted, why });
        throw new Refusal(reason);
      }
      env.report('mail.queued', { ...wanted });
      dispatch();
      return {};
    },
    receive: ({ body }) => {
      const { raise, withdraw } = body as JsonObject as { raise?: string; withdraw?: string };
      if (raise !== undefined) queue.raise(raise);
      if (withdraw !== undefined) queue.withdraw(withdraw);
      dispatch();
    },
  };
}
