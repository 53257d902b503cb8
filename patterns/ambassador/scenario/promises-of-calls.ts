import { inMs, inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { appIds, deadlineMs, pods } from './sizes.ts';
import { Trouble, whenAmbassadorDies } from './witness.ts';

/** What an attempt has to leave of a call, in ms, for another shard that may have to load the cart. */
const leftForAnotherMs = 150;

/** What becomes of one request of the application. */
export const promisesOfCalls: readonly ScenarioPromise[] = [
  {
    name: 'added-once',
    kind: 'safety',
    label: 'An add reaches the shards once',
    meaning: 'What adds to a cart is received once at most, whatever fails, and a store that has it is sent no copy. If its reply is lost, the application hears of a failure, and it is for the shopper to look and decide.',
    watch: (judge) => {
      const received = new Map<unknown, string>();
      const had = new Set<string>();
      return {
        'cart.asked': (row) => {
          const { method, isCopy, order, cart } = row.data;
          if (method !== 'POST') return;
          const once = `${row.node} ${inWords(order)}`;
          if (had.has(once)) judge.broken(row, `${row.node} received twice what order ${inWords(order)} adds to ${inWords(cart)}${isCopy === true ? ', now as a copy' : ''}.`);
          had.add(once);
          if (isCopy === true) return;
          const before = received.get(order);
          if (before === undefined) judge.held();
          else judge.broken(row, `What shopper’s order ${inWords(order)} adds to ${inWords(cart)} was received by ${before}, and now by ${row.node}.`);
          received.set(order, row.node);
        },
      };
    },
  },
  {
    name: 'reads-survive',
    kind: 'safety',
    label: 'One bad shard fails no read',
    meaning: 'While one shard at most is dead, hung, slow or out of reach, every look at a cart is answered, and every add that was refused: another shard is asked. It holds where one attempt leaves time for another.',
    watch: (judge, knobs) => {
      const trouble = new Trouble();
      const beganAt = new Map<unknown, number>();
      const elsewhere = new Set<unknown>();
      if ((knobs.attempts as number) < 2 || (knobs.tryTimeoutMs as number) > deadlineMs - leftForAnotherMs) return {};
      return {
        ...trouble.handlers,
        'call.taken': ({ at, data }) => void beganAt.set(data.request, at),
        'attempt.made': ({ data }) => {
          if (data.endpoint === 'next') elsewhere.add(data.request);
        },
        'call.ended': (row) => {
          const { request, cart, method, how } = row.data;
          if ((method !== 'GET' && how !== 'refused') || elsewhere.has(request) || (beganAt.get(request) ?? 0) < trouble.quietSince(row.node)) return;
          const [shard] = trouble.shards();
          if (how !== 'ok') judge.broken(row, `The ${method === 'GET' ? 'look at' : 'add to'} ${inWords(cart)} failed (${inWords(how)}), though ${shard === undefined ? 'nothing is' : `only ${shard} is`} in trouble.`);
          else if (shard !== undefined) judge.held();
        },
      };
    },
  },
  {
    name: 'asks-another',
    kind: 'safety',
    label: 'A retry asks another shard',
    meaning: 'No endpoint is asked twice for one call. The one that failed has shown what it will do; another may do better.',
    watch: (judge) => {
      const asked = new Map<unknown, string[]>();
      return {
        'attempt.made': (row) => {
          const { request, endpoint } = row.data;
          const before = asked.get(request) ?? [];
          if (before.includes(inWords(endpoint))) judge.broken(row, `Request ${inWords(request)} goes to ${inWords(endpoint)} a second time.`);
          else if (before.length > 0) judge.held();
          asked.set(request, [...before, inWords(endpoint)]);
        },
      };
    },
  },
  {
    name: 'few-attempts',
    kind: 'safety',
    label: 'No more attempts than allowed',
    meaning: 'For one visit of a shopper, shards are asked as often as the knob allows, and no more. Where the application retries as well, the two numbers multiply.',
    watch: (judge, { attempts }) => {
      const made = new Map<unknown, number>();
      return {
        'attempt.made': (row) => {
          const { order } = row.data;
          const times = (made.get(order) ?? 0) + 1;
          made.set(order, times);
          if (times > (attempts as number)) judge.broken(row, `For visit ${inWords(order)} shards were asked ${times} times; ${inWords(attempts!)} are allowed.`);
          else if (times > 1) judge.held();
        },
      };
    },
  },
  {
    name: 'in-time',
    kind: 'liveness',
    label: 'Each call ends by its deadline',
    meaning: `There is an answer or an error within the ${deadlineMs} ms that the application has asked for, whatever the shards do. All attempts share them.`,
    watch: (judge) => {
      const open = new Map<string, string>();
      const waiveThoseOf = (ambassador: string) => {
        for (const [request, node] of open) {
          if (node !== ambassador) continue;
          judge.waive(request);
          open.delete(request);
        }
      };
      const died = whenAmbassadorDies(({ node }) => waiveThoseOf(node));
      return {
        'call.taken': (row) => {
          const request = inWords(row.data.request);
          open.set(request, row.node);
          judge.owe(request, deadlineMs + 1, row, `Request ${request} has neither an answer nor an error after its deadline of ${inMs(deadlineMs * 1000)}.`);
        },
        'call.ended': ({ data }) => {
          if (open.delete(inWords(data.request))) judge.paid(inWords(data.request));
        },
        'node.state': (row) => {
          died(row);
          if (row.data.state === 'paused') waiveThoseOf(row.node);
        },
      };
    },
  },
  {
    name: 'told-time',
    kind: 'safety',
    label: 'A shard is told how long it has',
    meaning: 'With each attempt goes how many ms it may take, and that is never more than the call has left. So a shard need not work for a caller that has gone.',
    watch: (judge) => {
      const endsAt = new Map<unknown, number>();
      const left = new Map<string, number>();
      const key = (request: unknown, endpoint: unknown) => `${inWords(request as string)} ${inWords(endpoint as string)}`;
      return {
        'call.taken': ({ at, data }) => void endsAt.set(data.request, at + deadlineMs * 1000),
        'attempt.made': ({ at, data }) => void left.set(key(data.request, data.endpoint), ((endsAt.get(data.request) ?? at) - at) / 1000),
        'cart.asked': (row) => {
          const { request, isCopy, toldMs } = row.data;
          const leftMs = left.get(key(request, row.node));
          if (isCopy === true || leftMs === undefined) return;
          if (Number(toldMs) > 0 && Number(toldMs) <= leftMs + 1) judge.held();
          else judge.broken(row, `${row.node} is told that it has ${inWords(toldMs!)} ms for request ${inWords(request!)}, which has ${Math.round(leftMs)} ms left.`);
        },
      };
    },
  },
  {
    name: 'only-localhost',
    kind: 'safety',
    label: 'The app speaks to localhost only',
    meaning: 'The application opens no connection but to the ambassador in its own pod. So all that it would have to know of shards is known elsewhere.',
    watch: (judge) => ({
      'request.started': (row) => {
        if (!appIds.includes(row.node)) return;
        if (pods.some(({ app, ambassador }) => app === row.node && ambassador === row.data.to)) judge.held();
        else judge.broken(row, `${row.node} speaks to ${inWords(row.data.to)}, and not to its ambassador.`);
      },
    }),
  },
  {
    name: 'end-to-end',
    kind: 'safety',
    label: 'Headers of a connection stay with it',
    meaning: 'What the application says of its connection to localhost (connection, keep-alive, and what they name) is no business of a shard’s, and is not forwarded.',
    watch: (judge) => ({
      'cart.asked': (row) => {
        if (row.data.hops === 0) judge.held();
        else judge.broken(row, `${row.node} was told what concerns the connection to localhost alone.`);
      },
    }),
  },
];
