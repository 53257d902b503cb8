import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { ConsumerEvent, Delivery, Effects, MessageQueue } from '../competing-consumers.ts';
import type { DeliveryName, Request } from './broker.ts';
import { brokenAfter, heldShown, joinsAtMs, leavesAtMs, patienceMs, restMs, waitMs } from './sizes.ts';
import type { Code, Picture, Setup } from './world.ts';

const nameOf = ({ id, body, deliveryCount }: Delivery<Picture>): DeliveryName => ({ message: id, picture: body.picture, delivery: deliveryCount });

/** One of the nodes on which workers run. It is there from the start, joins for a while, or is not needed. */
export function worker(env: Env, code: Code, setup: Setup, index: number): Process {
  const workers = setup.knobs.workers as number;
  const joins = index >= workers;
  if (joins && index >= workers + (setup.knobs.joining as number)) {
    env.show(env.id, { state: 'away', held: [], zombies: 0, done: 0 });
    return {};
  }
  const work = setup.control ? forgetful(env) : consumer(env, code, setup);
  const at = (ms: number, run: () => void) => env.clock.setTimeout(run, Math.max(0, ms - env.clock.now()));
  if (joins && env.clock.now() < leavesAtMs) {
    env.show(env.id, { state: 'away', held: [], zombies: 0, done: 0 });
    at(joinsAtMs, work.start);
    at(leavesAtMs, work.stop);
  } else if (!joins) work.start();
  return {};
}

interface Work {
  readonly start: () => void;
  readonly stop: () => void;
}

/** Does the work of a picture. */
async function thumbnails(env: Env, { ms, isBroken, picture }: Picture, delivery: number): Promise<void> {
  env.report('work.began', { picture, delivery });
  await env.work(isBroken ? ms * brokenAfter : ms);
  env.report(isBroken ? 'work.failed' : 'work.done', { picture, delivery });
  if (isBroken) throw new Error('The picture cannot be read.');
}

/** The pattern's consumer, with ports that go over links. */
function consumer(env: Env, code: Code, { knobs }: Setup): Work {
  const { Consumer } = code['competing-consumers'];
  /** By receipt: what is held, and how it stands with it. */
  const held = new Map<string, { readonly name: DeliveryName; mark: string; until: number | null }>();
  let state = 'away';
  let done = 0;
  let isShowing = false;
  /** Once for all that changes in one moment. */
  const show = () => {
    if (isShowing) return;
    isShowing = true;
    void Promise.resolve().then(showNow);
  };
  const showNow = () => {
    isShowing = false;
    const cells = [...held.values()];
    const zombies = cells.filter(({ mark }) => mark === 'z').length;
    const isWorking = cells.some(({ mark }) => mark === 'a');
    const shown = state === 'leaving' || state === 'away' ? state : zombies > 0 ? 'zombie' : isWorking ? 'working' : 'waiting';
    env.show(env.id, { state: shown, held: cells.slice(0, heldShown * 2).map(({ mark, until, name }) => ({ mark, count: name.delivery, until })), zombies, done });
  };
  const report = (kind: string, { message, picture, delivery }: DeliveryName) => env.report(kind, { message, picture, delivery });
  const nowAnd = (ms: number) => Math.round(env.clock.now() + ms);

  let poll = 0;
  const receive = async (max: number, forMs: number, signal: AbortSignal): Promise<readonly Delivery<Picture>[]> => {
    const number = (poll += 1);
    const leave = () => env.send('queue', { hangUp: number });
    signal.addEventListener('abort', leave);
    try {
      const deliveries = (await env.request('queue', { do: 'receive', max, waitMs: forMs, poll: number }, { timeoutMs: forMs + patienceMs })) as readonly Delivery<Picture>[];
      for (const each of deliveries) {
        held.set(each.receipt, { name: nameOf(each), mark: 'w', until: nowAnd(each.leaseMs) });
        report('delivery.arrived', nameOf(each));
      }
      return deliveries;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  };
  const tell = async (request: Request) => (await env.request('queue', request, { timeoutMs: patienceMs })) as boolean;
  /** Whatever the queue says, the message is not held any more. */
  const settle = async (receipt: string, request: (of: DeliveryName) => Request): Promise<boolean> => {
    const { name } = held.get(receipt)!;
    try {
      return await tell(request(name));
    } finally {
      held.delete(receipt);
      report('delivery.settled', name);
      show();
    }
  };
  const queue: MessageQueue<Picture> = {
    receive,
    extend: (receipt, ms) => tell({ do: 'extend', receipt, of: held.get(receipt)!.name, ms }),
    ack: (receipt) => settle(receipt, (of) => ({ do: 'ack', receipt, of })),
    nack: (receipt, delayMs, reason, counts) => settle(receipt, (of) => ({ do: 'nack', receipt, of, delayMs, reason, counts })),
  };
  const ask = async (body: Json) => (await env.request('pictures', body, { timeoutMs: patienceMs })) as boolean;
  const effects: Effects<DeliveryName> = {
    has: (key) => ask({ do: 'has', key }),
    store: (key, { message, delivery }, once) => ask({ do: 'store', key, once, message, delivery }),
  };
  const onEvent = ({ kind, message }: ConsumerEvent<Picture>) => {
    if (message === undefined) return;
    const one = held.get(message.receipt);
    if (kind === 'acked') done += 1;
    if (one !== undefined) {
      if (kind === 'started' || kind === 'known') one.mark = 'a';
      if (kind === 'extended') one.until = nowAnd(message.leaseMs);
      if (kind === 'lost') {
        const isAtWork = one.mark === 'a';
        report(isAtWork ? 'work.orphaned' : 'delivery.dropped', one.name);
        if (isAtWork) Object.assign(one, { mark: 'z', until: null });
        else held.delete(message.receipt);
      }
    }
    show();
  };
  const consumes = new Consumer<Picture, DeliveryName>({
    queue,
    effects,
    handle: async (message) => {
      await thumbnails(env, message.body, message.deliveryCount);
      return nameOf(message);
    },
    keyOf: ({ body }) => body.picture,
    idempotent: knobs.idempotent as boolean,
    prefetch: knobs.prefetch as number,
    heartbeats: knobs.heartbeat === true ? 3 : 0,
    waitMs,
    retryDelayMs: restMs,
    onEvent,
    clock: env.clock,
  });
  show();
  return {
    start: () => {
      state = 'waiting';
      env.report('worker.joined');
      consumes.start();
      show();
    },
    stop: () => {
      state = 'leaving';
      env.report('worker.leaving');
      show();
      void consumes.stop().then(() => {
        state = 'away';
        env.report('worker.left');
        show();
      });
    },
  };
}

/** Without the pattern: it takes a message, which is then its own alone, and works. What it drops is gone. */
function forgetful(env: Env): Work {
  let isOn = false;
  let done = 0;
  const show = (state: string) => env.show(env.id, { state, held: state === 'working' ? [{ mark: 'a', count: 1, until: null }] : [], zombies: 0, done });
  const next = async (): Promise<void> => {
    while (isOn) {
      show('waiting');
      try {
        const { id, body } = (await env.request('queue', { do: 'receive' }, { timeoutMs: 600_000 })) as { readonly id: string; readonly body: Picture };
        show('working');
        await thumbnails(env, body, 1);
        await env.request('pictures', { do: 'store', key: body.picture, once: false, message: id, delivery: 1 }, { timeoutMs: patienceMs });
        done += 1;
      } catch {
        await env.sleep(100);
      }
    }
    show('away');
  };
  return {
    start: () => {
      isOn = true;
      void next();
    },
    stop: () => void (isOn = false),
  };
}
