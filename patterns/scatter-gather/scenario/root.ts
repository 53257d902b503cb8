import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, RequestError } from '../../../simulation/world.ts';
import type { Hedge } from '../scatter-gather.hedge.ts';
import type { Part, PartEvent, PartReport, RequestContext } from '../scatter-gather.ts';
import { Board } from './board.ts';
import { nothing, together, type Found } from './products.ts';
import { burst, enoughOf, hedgeWindow, neededOf, neverMs, percentiles, reserveMs } from './sizes.ts';
import type { Code, Setup } from './world.ts';

export interface Query {
  readonly search: number;
  readonly word: string;
}
/** What comes of a search. A type and not an interface, so that it counts as plain data. */
export type Page = Found & { readonly isWhole: boolean; readonly shards: readonly string[] };
type Ask = (query: Query) => Promise<Page>;

export const shardName = (shard: number): string => `shard ${shard}`;
const shardOf = (name: string): number => Number(name.slice('shard '.length));
/** Chained placement: the first replica of a shard is on the leaf of its number, the next one on the leaf after it, round the circle. */
export const replicasOf = (shard: number, { leaves, replicas }: Knobs): readonly string[] =>
  Array.from({ length: Math.min(replicas as number, leaves as number) }, (_, replica) => `leaf-${((shard - 1 + replica) % (leaves as number)) + 1}`);

/** Takes the searches of shoppers, asks all shards, and answers with a page that says what it lacks. */
export function root(env: Env, code: Code, { knobs, control }: Setup): Process {
  const shards = Array.from({ length: knobs.leaves as number }, (_, index): Part => ({ name: shardName(index + 1), replicas: replicasOf(index + 1, knobs) }));
  const board = new Board(env, knobs, shards);
  const ask = control ? askForAll(env, shards) : gather(env, code, knobs, shards, board);
  const pageFor = async (query: Query): Promise<Page> => {
    const since = env.clock.now();
    env.report('search.began', { search: query.search, word: query.word });
    board.begins(query.search);
    try {
      const page = await ask(query);
      board.ends(query.search, page.isWhole ? 'whole' : 'partial', env.clock.now() - since);
      env.report(page.isWhole ? 'search.whole' : 'search.partial', { search: query.search, word: query.word, ...page });
      return page;
    } catch (error) {
      board.ends(query.search, 'failed', env.clock.now() - since);
      env.report('search.failed', { search: query.search, reason: (error as RequestError).code });
      throw error;
    }
  };
  /** By their number. One that a link brings twice is searched for once. */
  const pages = new Map<number, Promise<Page>>();
  return {
    handle: ({ body }) => {
      const query = body as unknown as Query;
      const page = pages.get(query.search) ?? pageFor(query);
      pages.set(query.search, page);
      return page;
    },
  };
}

/** The pattern, with ports that go over links. */
function gather(env: Env, code: Code, knobs: Knobs, shards: readonly Part[], board: Board): Ask {
  const { ScatterGather } = code['scatter-gather'];
  const hedge = hedgeOf(code, knobs);
  board.budget(hedge.balance, hedge.delayMs(), false);
  const send = (leaf: string, { search, word }: Query, request: RequestContext): Promise<Found> => {
    const shard = shardOf(request.part);
    const id = `${search}/${shard}/${request.attempt}`;
    const remainingMs = Math.round(request.remainingMs);
    env.report(request.attempt === 1 ? 'shard.asked' : 'shard.asked-again', { search, shard, leaf, attempt: request.attempt, remainingMs });
    board.budget(hedge.balance, hedge.delayMs(), request.attempt > 1);
    request.signal.addEventListener('abort', () => env.send(leaf, { cancel: id }));
    // The answer may be on its way already, so the request itself goes on: what comes of it then is for the pattern to drop.
    return env.request(leaf, { id, shard, shards: shards.length, word, remainingMs }, { timeoutMs: neverMs }) as Promise<Found>;
  };
  return async (query) => {
    const { search } = query;
    const charts = new Map(shards.map(({ name }) => [name, env.statechart(`${search}/${shardOf(name)}`)]));
    const onEvent = ({ kind, part, state }: PartEvent) => {
      charts.get(part)?.took(kind, state);
      board.part(search, shardOf(part), state);
      if (kind === 'dropped') env.report('answer.dropped', { search, shard: shardOf(part) });
    };
    const { result, isComplete, parts } = await new ScatterGather<Query, Found, Found>({
      send,
      empty: () => nothing,
      merge: (whole, answer, part) => {
        env.report('shard.merged', { search, shard: shardOf(part) });
        return together(whole, answer);
      },
      deadlineMs: knobs.deadlineMs as number,
      reserveMs,
      enough: enoughOf(knobs),
      atLeast: neededOf(knobs),
      hedge,
      onEvent,
      clock: env.clock,
    }).ask(query, shards);
    return { ...result, isWhole: isComplete, shards: parts.filter(hasAnswered).map(({ name }) => name) };
  };
}
const hasAnswered = ({ state }: PartReport): boolean => state === 'answered';

function hedgeOf(code: Code, { hedge, budget }: Knobs): Hedge {
  const percentile = percentiles[hedge as string];
  const when = percentile === undefined ? { delayMs: hedge === 'at-once' ? 0 : Infinity } : { percentile };
  return new code['scatter-gather.hedge'].Hedge({ ...when, ratio: (budget as number) / 100, burst, window: hedgeWindow });
}

/** Without the pattern: all shards are asked, and the page is there when the last has answered. One that fails is the end of it. */
function askForAll(env: Env, shards: readonly Part[]): Ask {
  return async ({ search, word }) => {
    const answers = await Promise.all(
      shards.map(({ name, replicas: [leaf = ''] }) => env.request(leaf, { id: `${search}/${shardOf(name)}/1`, shard: shardOf(name), shards: shards.length, word, remainingMs: neverMs }, { timeoutMs: neverMs }) as Promise<Found>),
    );
    return { ...answers.reduce(together, nothing), isWhole: true, shards: shards.map(({ name }) => name) };
  };
}
