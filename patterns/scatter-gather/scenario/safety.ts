import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { search, together, nothing, type Found } from './products.ts';
import { hedgeWindow, neededOf, percentiles, pieceMs, wayMs } from './sizes.ts';
import { watchSearches } from './witness.ts';

const isPage = ({ kind }: TraceRow): boolean => kind !== 'search.failed';
const numbersOf = ({ data }: TraceRow): readonly number[] => (data.shards as readonly string[]).map((name) => Number(name.slice('shard '.length)));
const shardsOf = (count: number): string => `${count} ${count === 1 ? 'shard' : 'shards'}`;
const isSame = (page: TraceRow['data'], { count, top }: Found): boolean => page.count === count && JSON.stringify(page.top) === JSON.stringify(top);
const sorted = (shards: readonly number[]): string => [...shards].sort((one, other) => one - other).join();

/** After so many answers the usual times are known. */
const knownEnough = 100;
/** The delay is worked out anew when a twentieth of the times are new. */
const nearly = 0.06;

/** The code may do nothing that breaks these. They are judged from what went over the links, what was merged and what was answered. */
export const safety: readonly ScenarioPromise[] = [
  {
    name: 'one-answer-a-shard',
    kind: 'safety',
    label: 'A shard is merged once at most',
    meaning: 'Where two replicas of a shard answer, the first answer counts and the other is dropped. Merged twice, its products would count twice.',
    watch: (judge, knobs) => {
      /** Shards, by their search, that could have two answers. */
      const again = new Set<string>();
      const handlers = watchSearches(knobs, {
        merges: (seen, shard, row) => {
          if (seen?.merged.includes(shard) === true) judge.broken(row, `Shard ${shard} was merged into search ${seen.search} a second time.`);
          else if (again.has(`${seen?.search}/${shard}`)) judge.held();
        },
      });
      return { ...handlers, 'shard.asked-again': ({ data }) => void again.add(`${inWords(data.search)}/${inWords(data.shard)}`) };
    },
  },
  {
    name: 'nothing-after-return',
    kind: 'safety',
    label: 'Nothing merges after the return',
    meaning: 'What a search has answered stands. An answer that comes later is dropped, and does not change what its caller has in its hands.',
    watch: (judge, knobs) => ({
      ...watchSearches(knobs, {
        merges: (seen, shard, row) => {
          if (seen === undefined) judge.broken(row, `The answer of shard ${shard} was merged into search ${inWords(row.data.search)}, which had returned.`);
        },
      }),
      'answer.dropped': () => judge.held(),
    }),
  },
  {
    name: 'says-what-is-missing',
    kind: 'safety',
    label: 'A page names the shards it has',
    meaning: 'The shards that a page names are those that were merged, and it is called whole only where that is all of them. Else a shopper takes a few of the products for all.',
    watch: (judge, knobs) =>
      watchSearches(knobs, {
        ended: ({ merged, search: number }, row) => {
          if (!isPage(row)) return;
          const named = numbersOf(row);
          const isWhole = row.kind === 'search.whole';
          if (sorted(named) !== sorted(merged)) judge.broken(row, `The page of search ${number} names ${shardsOf(named.length)}, and ${merged.length} were merged.`);
          else if (isWhole !== (merged.length === knobs.leaves)) judge.broken(row, `The page of search ${number} has ${shardsOf(merged.length)} of ${inWords(knobs.leaves)}, and is called ${isWhole ? 'whole' : 'partial'}.`);
          else judge.held();
        },
      }),
  },
  {
    name: 'as-one-node',
    kind: 'safety',
    label: 'A page is as one node would say',
    meaning: 'A whole page is what a single node with all products would answer, hit for hit; a partial one is what it would answer of the shards that are named.',
    watch: (judge, knobs) => {
      const shards = knobs.leaves as number;
      /** By word, of the whole: it is asked for again and again. */
      const known = new Map<string, Found>();
      const answerOf = (word: string, numbers: readonly number[]): Found => {
        if (numbers.length < shards) return numbers.map((shard) => search(word, shard, shards)).reduce(together, nothing);
        if (!known.has(word)) known.set(word, search(word));
        return known.get(word)!;
      };
      return watchSearches(knobs, {
        ended: ({ search: number, word }, row) => {
          if (!isPage(row)) return;
          const wanted = answerOf(word, numbersOf(row));
          if (isSame(row.data, wanted)) judge.held();
          else judge.broken(row, `Search ${number} for “${word}” found ${inWords(row.data.count)} products in ${shardsOf(numbersOf(row).length)}, where one node finds ${wanted.count}.`);
        },
      });
    },
  },
  {
    name: 'quorum-kept',
    kind: 'safety',
    label: 'No page is below the quorum',
    meaning: 'With answers of fewer shards than the quorum a search fails. A page of next to nothing, with a note, is worse than an error: it looks like an answer.',
    watch: (judge, knobs) => {
      const needed = neededOf(knobs);
      return watchSearches(knobs, {
        ended: ({ merged, search: number }, row) => {
          if (!isPage(row)) return judge.held();
          if (merged.length < needed) judge.broken(row, `Search ${number} was answered with ${shardsOf(merged.length)}, where ${needed} are needed.`);
          else if (merged.length < (knobs.leaves as number)) judge.held();
        },
      });
    },
  },
  {
    name: 'within-budget',
    kind: 'safety',
    label: 'Further requests stay in budget',
    meaning: 'Requests beyond the first of a shard are at most the budgeted share of those, and what was saved up. Else hedges double the load just when all are slow.',
    watch: (judge, knobs) =>
      watchSearches(knobs, {
        asks: (seen, shard, leaf, row, mayAskAgain) => {
          if (row.kind === 'shard.asked') return;
          if (mayAskAgain) judge.held();
          else judge.broken(row, `${leaf} was asked for shard ${shard} in search ${seen.search} as well, and the budget for further requests was empty.`);
        },
      }),
  },
  {
    name: 'only-the-tail',
    kind: 'safety',
    label: 'Only the tail is hedged',
    meaning: 'A hedge is sent after longer than the share of first requests took that the percentile says, or nearly so. One that was overtaken counts as out until then. Judged while nothing is at fault.',
    watch: (judge, knobs) => {
      const percentile = percentiles[knobs.hedge as string];
      if (percentile === undefined || (knobs.waitFor !== 'all' && knobs.waitFor !== 'none-missing')) return {};
      /** How long first requests were out, in µs, in the order in which searches ended, and how many were known when a search began. */
      const times: number[] = [];
      const known = new Map<number, number>();
      const since = new Map<string, number>();
      const until = new Map<string, number>();
      const unknown = new Set<string>();
      let isCalm = true;
      return watchSearches(knobs, {
        began: ({ search }) => void known.set(search, times.length),
        asks: ({ out, search: number }, shard, _, row) => {
          const key = `${number}/${shard}`;
          if (row.kind === 'shard.asked') return void since.set(key, row.at);
          const count = known.get(number)!;
          if (!isCalm || out.get(shard) === 0 || count < knownEnough) return;
          const silentUs = row.at - since.get(key)!;
          const usual = times.slice(Math.max(0, count - hedgeWindow), count);
          const share = usual.filter((us) => us <= silentUs + 1_000).length / usual.length;
          if (share >= percentile - nearly) judge.held();
          else judge.broken(row, `Shard ${shard} of search ${number} was hedged after ${Math.round(silentUs / 1000)} ms, and only ${Math.round(share * 100)} of a hundred first requests had been answered in that time.`);
        },
        merged: ({ search: number }, shard, row) => void until.set(`${number}/${shard}`, row.at),
        failed: ({ search: number }, shard) => void unknown.add(`${number}/${shard}`),
        ended: ({ asked, search: number }, row) => {
          for (const shard of asked.keys()) {
            const key = `${number}/${shard}`;
            if (!unknown.has(key)) times.push((until.get(key) ?? row.at) - since.get(key)!);
          }
        },
        struck: () => {
          isCalm = false;
        },
      });
    },
  },
  {
    name: 'another-replica',
    kind: 'safety',
    label: 'No leaf is asked for a shard twice',
    meaning: 'A further request goes to a replica that was not asked in this search. The one that is slow or has failed would do no better.',
    watch: (judge, knobs) =>
      watchSearches(knobs, {
        asks: (seen, shard, leaf, row) => {
          const before = seen.asked.get(shard) ?? [];
          if (before.includes(leaf)) judge.broken(row, `${leaf} was asked for shard ${shard} a second time in search ${seen.search}.`);
          else if (before.length > 0) judge.held();
        },
      }),
  },
  {
    name: 'no-work-past-deadline',
    kind: 'safety',
    label: 'No leaf works past the deadline',
    meaning: 'Each request says how much time is left, so that a leaf ends by itself where the word that nobody waits any more is lost. Judged where nothing was delayed.',
    watch: (judge, knobs) =>
      watchSearches(knobs, {
        worked: ({ deadline, isOnTime, leaf, search: number, shard }, row) => {
          if (!isOnTime) return;
          const lateUs = row.at - (wayMs[1] + 2 * pieceMs[1]) * 1000 - deadline;
          if (lateUs > 0) judge.broken(row, `${leaf} worked on shard ${shard} for search ${number} until ${Math.round(lateUs / 1000)} ms after the answer could be of any use.`);
          else judge.held();
        },
      }),
  },
];
