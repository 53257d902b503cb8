import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, Process, RequestError, Statechart } from '../../../simulation/world.ts';
import type { EndpointsEvent, Listing } from '../ambassador.endpoints.ts';
import type { CallEvent, Reply, Request } from '../ambassador.ts';
import { board } from './board.ts';
import { copiesMax, deadlineMs, directoryPatienceMs, localPatienceMs, longestMs, openForMs, refreshMs, splitSalt, trip } from './sizes.ts';
import type { Answer, Code, Setup, Wanted, Wire } from './world.ts';

const states: Readonly<Record<string, string>> = { asked: 'asking', again: 'elsewhere', answered: 'answered', failed: 'failed', expired: 'expired' };

/** What listens on localhost beside the cart service: the pattern's ambassador, with ports that go over links. Without the pattern it is a port that leads straight to one shard. */
export function ambassador(env: Env, code: Code, { knobs, control }: Setup): Process {
  if (control) return forwardedPort(env);
  const { Ambassador } = code.ambassador;
  const { HashRing, Remainder } = code['ambassador.ring'];
  const { CircuitBreaker } = code['circuit-breaker'];
  const place = (all: readonly string[]) => (knobs.placement === 'ring' ? new HashRing(all, knobs.points as number) : new Remainder(all));

  const endpoints = new code['ambassador.endpoints'].Endpoints({
    directory: async () => (await env.request('directory', null, { timeoutMs: directoryPatienceMs })) as readonly Listing[],
    place,
    breaker: () => new CircuitBreaker({ trip, openForMs, halfOpen: { maxWaitMs: deadlineMs }, clock: env.clock }),
    refreshMs,
    services: ['carts'],
    random: env.random,
    onEvent: (event) => noteEndpoints(event),
    clock: env.clock,
  });
  const shown = board(env, code, endpoints);
  const noteEndpoints = ({ kind, service, endpoint, error }: EndpointsEvent) => {
    if (kind === 'listed' && service === 'carts') shown.listed();
    else if (kind === 'stale' && error === undefined) env.report('list.refused');
    else if (kind === 'ejected' || kind === 'admitted' || kind === 'panic') env.report(`shard.${kind}`, { shard: endpoint });
    if (service === 'carts') shown.changed();
  };

  const charts = new Map<number, Statechart>();
  const noteCall = ({ kind, call, endpoint }: CallEvent) => {
    if (kind === 'copied') env.report('copy.ended', { endpoint });
    else if (kind === 'dropped') env.report('copy.dropped');
    else charts.get(call)?.took(kind, states[kind] ?? kind);
    if (kind === 'again' || kind === 'copied' || kind === 'dropped') shown.count(kind);
  };
  const caller = new Ambassador<Wanted, Answer>({
    service: 'carts',
    endpoints,
    keyOf: ({ body }) => body.cart,
    maxAttempts: knobs.attempts as number,
    tryTimeoutMs: knobs.tryTimeoutMs as number,
    timeoutMs: longestMs,
    notReceived: (error) => (error as RequestError).code === 'refused',
    split: { service: 'next', percent: knobs.splitPercent as number, salt: splitSalt, userOf: ({ body }) => body.cart },
    ...((knobs.mirrorPercent as number) > 0 ? { mirror: { service: 'next', percent: knobs.mirrorPercent as number, copiesMax } } : {}),
    send: async (endpoint, { method, headers, body }, { attempt, version, timeoutMs, signal }): Promise<Reply<Answer>> => {
      const { cart, order, request } = body;
      if (attempt === 0) env.report('copy.sent', { order, endpoint });
      else env.report('attempt.made', { request, order, cart, method, attempt, endpoint, version });
      const wire: Wire & { readonly isCopy: boolean } = { method, headers, body, isCopy: attempt === 0 };
      return { status: 200, headers: {}, body: (await env.request(endpoint, wire, { timeoutMs, signal })) as Answer };
    },
    onEvent: (event) => noteCall(event),
    clock: env.clock,
    random: env.random,
  });

  let calls = 0;
  let isListening = false;
  const listen = () => {
    isListening = true;
    env.ready();
  };
  void endpoints.start().then(listen, () => undefined); // or it is stopped before it knows anybody
  return {
    handle: async ({ body }) => {
      if (!isListening) throw new Refusal('not-listening', 'Nobody listens here yet.');
      const wanted = body as Request<Wanted>;
      const { cart, order, request } = wanted.body;
      const number = (calls += 1);
      charts.set(number, env.statechart(`request ${request}`));
      env.report('call.taken', { request });
      const end = (how: string) => env.report('call.ended', { request, order, cart, method: wanted.method, how });
      try {
        const { body: answer } = await caller.call(wanted);
        end('ok');
        return answer;
      } catch (error) {
        end(String((error as RequestError).code));
        throw error;
      } finally {
        charts.delete(number);
      }
    },
    stop: async () => {
      endpoints.stop();
      await caller.stop();
    },
  };
}

function forwardedPort(env: Env): Process {
  env.show(env.id, { state: 'port', version: 0, out: 0, again: 0, copies: 0, ring: [], keys: [] });
  env.ready();
  return { handle: ({ body }) => env.request('shard-1', { ...(body as Wire), isCopy: false }, { timeoutMs: localPatienceMs }) };
}
