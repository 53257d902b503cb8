import { exactly, type Bar } from '../../bench/bar.ts';
import { race, ratio, type Contestant } from '../../bench/race.ts';
import { CircuitBreaker } from '../circuit-breaker/circuit-breaker.ts';
import { Ambassador, type Reply, type Request } from './ambassador.ts';
import { Endpoints } from './ambassador.endpoints.ts';
import { HashRing, Remainder, movedKeys, type Placement } from './ambassador.ring.ts';

const [few, many] = [3, 300];
const shards = (count: number) => Array.from({ length: count }, (_, number) => `10.0.${Math.floor(number / 250)}.${number % 250}:8080`);
const keys = Array.from({ length: 20_000 }, (_, number) => `cart ${number}`);
const reply: Reply<string> = { status: 200, headers: { 'content-type': 'application/json' }, body: '' };
/** What every contestant calls: an endpoint that answers at once, so that what is measured is the ambassador. */
const send = async () => reply;

/** Calls of one key after the other, through as many endpoints, each with its breaker. */
async function throughEndpoints(count: number): Promise<Contestant> {
  const endpoints = new Endpoints({ directory: () => [{ service: 'carts', version: 1, endpoints: shards(count) }], place: (all) => new HashRing(all), breaker: () => new CircuitBreaker() });
  await endpoints.start();
  endpoints.stop();
  const ambassador = new Ambassador<string>({ service: 'carts', endpoints, send, keyOf: ({ body }) => body });
  const requests = keys.map((body): Request<string> => ({ method: 'GET', headers: { accept: 'application/json' }, body }));
  return {
    name: `${count}`,
    run: async (times) => {
      for (let done = 0; done < times; done += 1) await ambassador.call(requests[done % requests.length]!);
    },
  };
}

/** How many keys a new shard moves, in its fair shares of them: one of as many as there are then. */
function moved(place: (endpoints: readonly string[]) => Placement, before: number): number {
  const count = movedKeys(keys, place(shards(before)), place(shards(before + 1))).length;
  return (count / keys.length) * (before + 1);
}

/** A call through few endpoints and through many, in one race, and what a new endpoint moves. */
export async function bench(): Promise<readonly Bar[]> {
  const bare: Contestant = {
    name: 'bare',
    run: async (times) => {
      for (let done = 0; done < times; done += 1) await send();
    },
  };
  const results = await race([bare, await throughEndpoints(few), await throughEndpoints(many)]);
  const calls = `Ambassador: a key is looked up, its endpoint's breaker asked, and a request forwarded`;
  const keysMoved = 'Ambassador: keys that move when a shard is added, as a ratio to its fair share';
  return [
    { group: calls, name: `${many} endpoints to ${few}`, value: ratio(results, `${many}`, `${few}`), unit: '×', target: { atMost: 2 } },
    { group: calls, name: `${few} endpoints to a bare async call`, value: ratio(results, `${few}`, 'bare'), unit: '×' },
    ...[3, 12, 99].map((before): Bar => ({ group: keysMoved, name: `hash ring, ${before} and one more`, value: exactly(moved((all) => new HashRing(all), before)), unit: '×', target: { atMost: 1.5 } })),
    { group: keysMoved, name: 'remainder, 3 and one more', value: exactly(moved((all) => new Remainder(all), 3)), unit: '×' },
  ];
}
