import type { Json, JsonObject } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { patienceMs, queryMs, type Service } from './sizes.ts';

/** What anybody may ask of a service that nobody changes any more. The adapter asks for its status, and has it checked. */
export type Request = { readonly do: 'work'; readonly customer: string } | { readonly do: 'status'; readonly by?: 'customer' } | { readonly do: 'check' };
/** An answer in the form that the service happens to have. The number is for the record. */
export type Status = { readonly reading: number; readonly text: string };

/** Tells its status: the text, and for the record how many records that has and what they mean in base units. */
export function teller(env: Env, service: Service): (text: string, records: number, means: JsonObject) => Status {
  let reading = 0;
  return (text, records, means) => {
    reading += 1;
    env.report('service.told', { of: service, reading, records, means });
    return { reading, text };
  };
}
/** Does a check and says for the record when it was asked and when it was done. */
export async function checked(env: Env, service: Service, work: () => Promise<Json> | Json): Promise<Json> {
  const asked = Math.round(env.clock.now());
  await work();
  env.report('service.checked', { of: service, asked });
  return true;
}

const shelves = ['North "A"', 'C:\\stock\\2', 'Cellar'];

/** Stock has a page of text for people. What it reserves it asks of its database. */
export function stock(env: Env): Process {
  const startedAt = env.clock.now();
  const startedWall = env.wallNow();
  const left = new Map(shelves.map((shelf, place) => [shelf, 400 + 100 * place]));
  let [reserved, refused] = [0, 0];
  let queryTook: number | undefined;
  const tell = teller(env, 'stock');
  env.report('service.started', { of: 'stock', wallMs: startedWall });
  const show = (page: readonly string[]) => env.show('stock', { page });
  show([]);
  const reserve = async (): Promise<Json> => {
    const askedAt = env.clock.now();
    const shelf = shelves[Math.floor(env.random() * shelves.length)]!;
    try {
      await env.request('database', { do: 'query' }, { timeoutMs: patienceMs - 500 });
    } catch (error) {
      refused += 1;
      throw error;
    }
    queryTook = Math.round(env.clock.now() - askedAt);
    reserved += 1;
    left.set(shelf, left.get(shelf)! - 1);
    return true;
  };
  const status = (): Status => {
    const uptimeS = Math.round((env.clock.now() - startedAt) / 100) / 10;
    const heapMiB = 64 + (reserved % 32);
    const page = [
      `query time: ${queryTook === undefined ? 'n/a' : `${queryTook} ms`}`,
      `reserved: ${reserved}`,
      `uptime: ${uptimeS} s`,
      `refused: ${refused}`,
      `heap: ${heapMiB} MiB`,
      ...[...left].map(([shelf, items]) => `shelf ${shelf}: ${items}`),
    ];
    const means: JsonObject = {
      stock_reserved_total: reserved,
      stock_refused_total: refused,
      stock_heap_bytes: heapMiB * 1_048_576,
      ...(queryTook === undefined ? {} : { stock_query_seconds: queryTook / 1000 }),
      ...Object.fromEntries([...left].map(([shelf, items]) => [`stock_shelf_items{shelf=${shelf}}`, items])),
    };
    queryTook = undefined;
    show(page);
    return tell(`${page.join('\n')}\n`, page.length, means);
  };
  return {
    handle: ({ body }) => {
      const request = body as Request;
      if (request.do === 'status') return status();
      if (request.do === 'work') return reserve();
      return checked(env, 'stock', () => env.request('database', { do: 'query' }, { timeoutMs: queryMs }));
    },
  };
}

/** Payments tells its numbers in JSON, in ms and kB. */
export function payments(env: Env): Process {
  const startedAt = env.clock.now();
  const calls = { ok: 0, declined: 0 };
  const byCustomer = new Map<string, number>();
  let busyMs = 0;
  const tell = teller(env, 'payments');
  env.report('service.started', { of: 'payments', wallMs: env.wallNow() });
  const show = (page: readonly string[]) => env.show('payments', { page });
  show([]);
  const pay = async (customer: string): Promise<Json> => {
    const took = 20 + Math.floor(env.random() * 40);
    const isDeclined = env.random() < 0.1;
    await env.work(took);
    busyMs += took;
    calls[isDeclined ? 'declined' : 'ok'] += 1;
    byCustomer.set(customer, (byCustomer.get(customer) ?? 0) + 1);
    return !isDeclined;
  };
  const status = (by: 'customer' | undefined): Status => {
    const uptime_ms = Math.round(env.clock.now() - startedAt);
    const heap_kb = 40_000 + calls.ok * 10;
    const of = by === undefined ? {} : { customers: Object.fromEntries(byCustomer) };
    const means: JsonObject = {
      'payments_calls_total{outcome=ok}': calls.ok,
      'payments_calls_total{outcome=declined}': calls.declined,
      payments_busy_seconds_total: busyMs / 1000,
      payments_heap_bytes: heap_kb * 1000,
      ...(by === undefined ? {} : Object.fromEntries([...byCustomer].map(([customer, count]) => [`payments_customer_calls_total{customer=${customer}}`, count]))),
    };
    const answer = { calls, busy_ms: busyMs, heap_kb, uptime_ms, ...of };
    show(Object.entries(answer).flatMap(([key, value]) => (typeof value === 'number' ? [`"${key}": ${value}`] : Object.entries<number>(value).map(([inner, count]) => `"${key}": {"${inner}": ${count}}`))));
    return tell(JSON.stringify(answer), 5 + (by === undefined ? 0 : byCustomer.size), means);
  };
  return {
    handle: ({ body }) => {
      const request = body as Request;
      if (request.do === 'status') return status(request.by);
      return request.do === 'work' ? pay(request.customer) : checked(env, 'payments', () => true);
    },
  };
}
