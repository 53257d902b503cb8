import { inMs, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { enoughOf, neededOf, pieceMs, reserveMs, slowMs, wayMs } from './sizes.ts';
import { atOnceMs, watchSearches, type SeenRequest, type SeenSearch } from './witness.ts';

/** A timer may be this late, in ms. */
const lateMs = 2;
/** A word to a leaf, the end of what it is at, and its reply. */
const stopsWithinMs = 2 * wayMs[1] + pieceMs[1] + lateMs;
/** After so many answers the usual times are known. */
const knownEnough = 100;
/** Where more of the answers are slow, chance may have them among the ordinary ones: a hedge after the 95th percentile then waits as long. */
const slowShare = 0.04;
const key = (search: number, shard: number): string => `${search}/${shard}`;

const replicasOf = ({ leaves, replicas }: Knobs): number => Math.min(replicas as number, leaves as number);
/** Shards of a search of which nothing can come any more: none is out, and none follows, as one does in this moment where a request has just failed and another may be sent. */
const lostOf = ({ asked, merged, out }: SeenSearch, failed: number, isFollowed: boolean): number =>
  [...asked.keys()].filter((shard) => out.get(shard) === 0 && !merged.includes(shard) && !(shard === failed && isFollowed)).length;

/** These must happen within their time. */
export const liveness: readonly ScenarioPromise[] = [
  {
    name: 'answers-by-deadline',
    kind: 'liveness',
    label: 'A search ends by its deadline',
    meaning: 'Whatever the leaves do, a search has returned or failed when its time is over. One leaf that hangs must not hang the shop.',
    watch: (judge, knobs) =>
      watchSearches(knobs, {
        began: ({ search }, row) => judge.owe(String(search), (knobs.deadlineMs as number) + lateMs, row, `Search ${search} has neither returned nor failed ${inMs(((knobs.deadlineMs as number) + lateMs) * 1000)} after it began.`),
        ended: ({ search }) => judge.paid(String(search)),
        stopped: () => judge.waiveAll(),
      }),
  },
  {
    name: 'ends-with-enough',
    kind: 'liveness',
    label: 'Enough answers end a search',
    meaning: 'A search that has as many answers as it waits for returns in that moment, and does not wait for the slowest leaf.',
    watch: (judge, knobs) =>
      watchSearches(knobs, {
        merged: ({ merged, search }, _, row) => {
          if (merged.length === enoughOf(knobs)) judge.owe(String(search), atOnceMs, row, `Search ${search} had the answers of ${merged.length} shards, which are enough, and went on waiting.`);
        },
        ended: ({ search }) => judge.paid(String(search)),
        stopped: () => judge.waiveAll(),
      }),
  },
  {
    name: 'fails-early',
    kind: 'liveness',
    label: 'A lost search fails at once',
    meaning: 'As soon as so many shards are lost that the quorum cannot be reached, the search fails. To wait for the deadline would change nothing.',
    watch: (judge, knobs) =>
      watchSearches(knobs, {
        failed: (seen, shard, row, mayAskAgain) => {
          const isFollowed = mayAskAgain && seen.asked.get(shard)!.length < replicasOf(knobs) && row.at < seen.deadline - reserveMs * 1000;
          const lost = lostOf(seen, shard, isFollowed);
          if ((knobs.leaves as number) - lost < neededOf(knobs)) judge.owe(String(seen.search), atOnceMs, row, `${lost} shards of search ${seen.search} were lost, so that ${neededOf(knobs)} of ${String(knobs.leaves)} could not answer, and it went on.`);
        },
        ended: ({ search }) => judge.paid(String(search)),
        stopped: () => judge.waiveAll(),
      }),
  },
  {
    name: 'asks-elsewhere',
    kind: 'liveness',
    label: 'A failed request goes elsewhere',
    meaning: 'Where a request fails, the next replica of its shard is asked in that moment, if there is one that was not asked yet, and time and budget for it.',
    watch: (judge, knobs) =>
      watchSearches(knobs, {
        failed: (seen, shard, row, mayAskAgain) => {
          const asked = seen.asked.get(shard)!.length;
          const hasReplica = asked < replicasOf(knobs);
          const hasTime = row.at < seen.deadline - reserveMs * 1000;
          if (hasReplica && hasTime && mayAskAgain) judge.owe(key(seen.search, shard), atOnceMs, row, `A request for shard ${shard} of search ${seen.search} failed, and no other replica was asked.`);
        },
        asks: ({ search }, shard) => judge.paid(key(search, shard)),
        ended: ({ asked, search }) => [...asked.keys()].forEach((shard) => judge.waive(key(search, shard))),
        stopped: () => judge.waiveAll(),
      }),
  },
  {
    name: 'silent-asked-again',
    kind: 'liveness',
    label: 'A silent shard is asked again',
    meaning: 'With hedges, and once it is known how long answers take, a shard that is silent for longer than any ordinary answer was asked of its second leaf too, if the budget has one for it. Judged while nothing is at fault and few answers are slow.',
    watch: (judge, knobs) => {
      const isOn = (knobs.hedge === 'p95' || knobs.hedge === 'p50') && (knobs.slowPercent as number) <= 2 && knobs.waitFor === 'all' && replicasOf(knobs) > 1 && (knobs.deadlineMs as number) > slowMs + 2 * reserveMs;
      if (!isOn) return {};
      let [known, slow] = [0, 0];
      let isCalm = true;
      /** When each shard of a search was first asked. */
      const askedAt = new Map<string, number>();
      return watchSearches(knobs, {
        sent: ({ search, shard }, _, row, mayHedge) => {
          const id = key(search, shard);
          const isTold = known >= knownEnough && slow < known * slowShare;
          if (!mayHedge) judge.waiveAll();
          else if (isCalm && isTold && !askedAt.has(id)) judge.owe(id, slowMs, row, `Shard ${shard} of search ${search} was silent for ${inMs(slowMs * 1000)}, and no other leaf was asked.`);
          if (!askedAt.has(id)) askedAt.set(id, row.at);
        },
        asks: (seen, shard, _, row) => {
          if (row.kind === 'shard.asked-again') judge.paid(key(seen.search, shard));
        },
        merged: ({ search }, shard, row) => {
          if (row.at - askedAt.get(key(search, shard))! >= slowMs * 1000) slow += 1;
          judge.waive(key(search, shard));
        },
        ended: ({ asked, merged, search }) => {
          known += merged.length;
          slow += asked.size - merged.length;
          for (const shard of asked.keys()) judge.waive(key(search, shard));
        },
        struck: () => {
          isCalm = false;
          judge.waiveAll();
        },
        stopped: () => judge.waiveAll(),
      });
    },
  },
  {
    name: 'losers-stop',
    kind: 'liveness',
    label: 'Unwanted work stops',
    meaning: 'When another replica has answered, or the search has ended, those who are still at work are told, and stop within a round trip. Judged where neither leaf nor link was struck.',
    watch: (judge, knobs) => {
      /** Requests that are out, by their number. */
      const out = new Map<string, SeenRequest>();
      const stop = (search: number, shard: number | undefined, row: Parameters<typeof judge.owe>[2]) => {
        for (const [id, request] of out) {
          if (request.search !== search || (shard !== undefined && request.shard !== shard)) continue;
          judge.owe(id, stopsWithinMs, row, `${request.leaf} still worked on shard ${request.shard} for search ${search} ${inMs(stopsWithinMs * 1000)} after nobody waited for it any more.`);
          out.delete(id);
        }
      };
      return watchSearches(knobs, {
        sent: (request, id) => {
          if (request.isCalm) out.set(id, request);
        },
        replied: (_, id) => {
          out.delete(id);
          judge.paid(id);
        },
        merged: ({ search }, shard, row) => stop(search, shard, row),
        ended: ({ search }, row) => stop(search, undefined, row),
        struck: () => {
          judge.waiveAll();
          for (const [id, { isCalm }] of out) if (!isCalm) out.delete(id);
        },
        stopped: () => {
          judge.waiveAll();
          out.clear();
        },
      });
    },
  },
];
