import { inMs, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { enoughOf, neededOf } from './safety.ts';
import { pieceMs, reserveMs, wayMs } from './sizes.ts';
import { atOnceMs, watchSearches, type SeenRequest, type SeenSearch } from './witness.ts';

/** A timer may be this late, in ms. */
const lateMs = 2;
/** A word to a leaf, the end of what it is at, and its reply. */
const stopsWithinMs = 2 * wayMs[1] + pieceMs[1] + lateMs;
const key = (search: number, shard: number): string => `${search}/${shard}`;

/** Shards of a search of which nothing can come any more: all replicas were asked, and none is out. */
const lostOf = ({ asked, merged, out }: SeenSearch, { leaves, replicas }: Knobs): number =>
  [...asked].filter(([shard, { length }]) => length >= Math.min(replicas as number, leaves as number) && out.get(shard) === 0 && !merged.includes(shard)).length;

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
        failed: (seen, _, row) => {
          const lost = lostOf(seen, knobs);
          if ((knobs.leaves as number) - lost < neededOf(knobs)) judge.owe(String(seen.search), atOnceMs, row, `${lost} shards of search ${seen.search} were lost, so that ${neededOf(knobs)} of ${String(knobs.leaves)} could not answer, and it went on.`);
        },
        ended: ({ search }) => judge.paid(String(search)),
        stopped: () => judge.waiveAll(),
      }),
  },
  {
    name: 'asks-elsewhere',
    kind: 'liveness',
    label: 'A failed leaf is replaced at once',
    meaning: 'Where a request fails, the next replica of its shard is asked in that moment, if there are one that was not asked, time for its answer, and budget.',
    watch: (judge, knobs) =>
      watchSearches(knobs, {
        failed: (seen, shard, row, mayAskAgain) => {
          const asked = seen.asked.get(shard)!.length;
          const hasReplica = asked < Math.min(knobs.replicas as number, knobs.leaves as number);
          const hasTime = row.at < seen.deadline - reserveMs * 1000;
          if (hasReplica && hasTime && mayAskAgain) judge.owe(key(seen.search, shard), atOnceMs, row, `A request for shard ${shard} of search ${seen.search} failed, and no other replica was asked.`);
        },
        asks: ({ search }, shard) => judge.paid(key(search, shard)),
        ended: ({ asked, search }) => [...asked.keys()].forEach((shard) => judge.waive(key(search, shard))),
        stopped: () => judge.waiveAll(),
      }),
  },
  {
    name: 'losers-stop',
    kind: 'liveness',
    label: 'Work that nobody waits for stops',
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
