import { inMs, inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { ambassadorIds, openForMs, shardIds } from './sizes.ts';
import { whenAmbassadorDies, type Handlers } from './witness.ts';

/** After so many failures in a row, and with no success among them, a breaker has opened by any reckoning. */
const surely = 6;
/** Of so many outcomes of an endpoint at least one has failed where its breaker opens. */
const lookedAt = 10;

interface Way {
  /** The last outcomes, newest last. */
  outcomes: boolean[];
  failuresInARow: number;
  askedAt: number;
}
/** How the calls of each ambassador to each endpoint ended, as the network saw it. */
function ways() {
  const all = new Map<string, Way>();
  const of = (ambassador: string, endpoint: string): Way => {
    const key = `${ambassador} ${endpoint}`;
    const way = all.get(key) ?? { outcomes: [], failuresInARow: 0, askedAt: -Infinity };
    all.set(key, way);
    return way;
  };
  const handlers: Handlers = {
    'request.ended': ({ node, data }) => {
      if (!ambassadorIds.includes(node) || data.to === 'directory') return;
      const way = of(node, inWords(data.to));
      const isOk = data.outcome === 'ok';
      way.outcomes = [...way.outcomes, isOk].slice(-lookedAt);
      way.failuresInARow = isOk ? 0 : way.failuresInARow + 1;
    },
    'node.state': whenAmbassadorDies(({ node }) => {
      for (const key of all.keys()) if (key.startsWith(`${node} `)) all.delete(key);
    }),
  };
  return { of, handlers };
}

/** A smaller share of closed breakers than this, and none is heeded. */
const panicShare = 0.5;

/** Whom the breakers keep away, and whom they do not. */
export const promisesOfBreakers: readonly ScenarioPromise[] = [
  {
    name: 'left-alone',
    kind: 'safety',
    label: 'A shard that fails is left alone',
    meaning: `After ${surely} failures in a row a shard gets no more than a trial call every ${openForMs / 1000} s from that ambassador, unless it is in panic. The calls that it would have failed cost nobody an attempt.`,
    watch: (judge) => {
      const { of, handlers } = ways();
      const inPanic = new Set<string>();
      return {
        ...handlers,
        'shard.panic': ({ node }) => void inPanic.add(node),
        'attempt.made': (row) => {
          const isPanic = inPanic.delete(row.node);
          const endpoint = inWords(row.data.endpoint);
          if (!shardIds.includes(endpoint) || isPanic) return;
          const way = of(row.node, endpoint);
          const sinceUs = row.at - way.askedAt;
          way.askedAt = row.at;
          if (way.failuresInARow < surely) return;
          if (sinceUs < (openForMs - 5) * 1000) judge.broken(row, `${endpoint} has failed ${way.failuresInARow} calls of ${row.node} in a row, and is asked again after ${inMs(sinceUs)}.`);
          else judge.held();
        },
      };
    },
  },
  {
    name: 'only-the-failing',
    kind: 'safety',
    label: 'Only what fails is ejected',
    meaning: `An endpoint is ejected only where one of its own last ${lookedAt} calls has failed: each has its own breaker, and one dead shard closes the way to no other.`,
    watch: (judge) => {
      const { of, handlers } = ways();
      return {
        ...handlers,
        'shard.ejected': (row) => {
          const { outcomes } = of(row.node, inWords(row.data.shard));
          if (outcomes.includes(false)) judge.held();
          else judge.broken(row, `${row.node} has ejected ${inWords(row.data.shard)}, none of whose calls has failed.`);
        },
      };
    },
  },
  {
    name: 'somebody-asked',
    kind: 'safety',
    label: 'Somebody is always asked',
    meaning: 'A call never fails for want of an endpoint while any is listed, however many breakers are open. If most of them are, they are not heeded: what all shards have in common is at fault, and none would be left.',
    watch: (judge) => {
      const knowing = new Set<string>();
      return {
        'ring.changed': ({ node }) => void knowing.add(node),
        'node.state': whenAmbassadorDies(({ node }) => void knowing.delete(node)),
        'shard.panic': () => judge.held(),
        'call.ended': (row) => {
          if (row.data.how === 'NO_ENDPOINT' && knowing.has(row.node)) judge.broken(row, `${row.node} found nobody to ask for ${inWords(row.data.cart)}, though shards are listed.`);
        },
      };
    },
  },
  {
    name: 'panic-last',
    kind: 'safety',
    label: 'Panic only where most are out',
    meaning: 'An open breaker is heeded as long as half of the shards are not ejected. Before that a shard that is down is left alone, and those that are up carry what it would have.',
    watch: (judge) => {
      const listed = new Map<string, number>();
      const ejected = new Map(ambassadorIds.map((id) => [id, new Set<string>()]));
      return {
        'ring.changed': ({ node, data }) => void listed.set(node, data.shards as number),
        'shard.ejected': ({ node, data }) => void ejected.get(node)!.add(inWords(data.shard)),
        'shard.admitted': ({ node, data }) => void ejected.get(node)!.delete(inWords(data.shard)),
        'node.state': whenAmbassadorDies(({ node }) => ejected.get(node)!.clear()),
        'shard.panic': (row) => {
          const shard = inWords(row.data.shard);
          const [own, all] = shardIds.includes(shard) ? [shardIds, listed.get(row.node)!] : [[shard], 1];
          const out = own.filter((id) => ejected.get(row.node)!.has(id)).length;
          if (all - out < all * panicShare) judge.held();
          else judge.broken(row, `${row.node} asks ${shard} though its breaker is open, and has ejected ${out} of ${all} only.`);
        },
      };
    },
  },
];
