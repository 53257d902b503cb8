import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { isLikely } from './chance.ts';
import { ambassadorIds, copiesMax } from './sizes.ts';
import { whenAmbassadorDies, type Handlers } from './witness.ts';

/** With fewer shoppers than that a share says nothing. */
const shoppersLeast = 50;
/** What is that unlikely is a mistake: of a hash that stands, and of chance that is asked at every call. */
const [unlikelyOfHash, unlikelyOfChance] = [0.01, 1e-6];

const isOfNext = (target: unknown) => target === 'next' || ambassadorIds.some((id) => target === `${id}>next`);
const isPage = ({ node, kind }: TraceRow) => node === 'shoppers' && kind === 'request.ended';
const inSeconds = ({ at }: TraceRow) => `${(at / 1e6).toFixed(3)} s`;
const ending = ({ data }: TraceRow) => `${inWords(data.outcome)} after ${(Number(data.latencyUs) / 1000).toFixed(1)} ms`;

/** What goes to the next version of the store: shoppers, and copies. */
export const promisesOfVersions: readonly ScenarioPromise[] = [
  {
    name: 'mirror-unfelt',
    kind: 'safety',
    label: 'No shopper feels the mirror',
    meaning: 'Every page comes at the same microsecond, and with the same outcome, as in the same run without the faults of the next version. It holds where that version only gets copies, and no shoppers of its own.',
    beside: (faults, { mirrorPercent, splitPercent }) => (mirrorPercent === 0 || splitPercent !== 0 ? faults : faults.filter(({ target }) => !isOfNext(target))),
    watch: (judge, _knobs, beside) => {
      const pages = beside.filter(isPage);
      let seen = 0;
      let isStruck = false;
      return {
        'fault.applied': ({ data }) => void (isStruck ||= isOfNext(data.target)),
        'request.ended': (row) => {
          if (pages.length === 0 || !isPage(row)) return;
          const other = pages[seen];
          seen += 1;
          const isSame = other !== undefined && other.at === row.at && ending(other) === ending(row) && other.data.to === row.data.to;
          if (isSame && isStruck) judge.held();
          else if (!isSame) judge.broken(row, `A page of ${inWords(row.data.to)} was ${ending(row)}, at ${inSeconds(row)}; ${other === undefined ? 'without the faults of the mirror there is none' : `without the faults of the mirror the next one is ${ending(other)}, at ${inSeconds(other)}`}.`);
        },
      };
    },
  },
  {
    name: 'few-copies',
    kind: 'safety',
    label: 'Few copies are under way',
    meaning: `Each ambassador has ${copiesMax} copies under way at most, and drops what comes beyond that. A slow mirror fills nobody’s memory.`,
    watch: (judge) => {
      const underWay = new Map<string, number>();
      const add = (node: string, change: number) => {
        const now = (underWay.get(node) ?? 0) + change;
        underWay.set(node, now);
        return now;
      };
      return {
        'copy.sent': (row) => {
          const copies = add(row.node, 1);
          if (copies > copiesMax) judge.broken(row, `${row.node} has ${copies} copies under way; ${copiesMax} are allowed.`);
          else judge.held();
        },
        'copy.ended': ({ node }) => void add(node, -1),
        'node.state': whenAmbassadorDies(({ node }) => void underWay.delete(node)),
      };
    },
  },
  {
    name: 'mirror-as-asked',
    kind: 'safety',
    label: 'The mirror is what was asked for',
    meaning: 'Of all calls, the share that the knob says is copied, or dropped where too much is under way, as far as chance allows. A mirror that gets nothing proves nothing, and fails nobody.',
    watch: (judge, { mirrorPercent, splitPercent }): Handlers => {
      if (splitPercent !== 0) return {}; // what goes to the next version itself is not copied
      const stopping = new Set<string>();
      let [calls, copies] = [0, 0];
      const copied = () => void (copies += 1);
      return {
        'node.state': ({ node, data }) => void (data.state === 'stopping' ? stopping.add(node) : stopping.delete(node)),
        'copy.sent': copied,
        'copy.dropped': copied,
        'call.taken': (row) => {
          if (stopping.has(row.node)) return;
          if (!isLikely(copies, calls, (mirrorPercent as number) / 100, unlikelyOfChance)) judge.broken(row, `Of ${calls} calls ${copies} were copied or dropped; ${inWords(mirrorPercent!)} of a hundred were asked for.`);
          else if (mirrorPercent !== 0 && calls > 0) judge.held();
          calls += 1;
        },
      };
    },
  },
  {
    name: 'one-version',
    kind: 'safety',
    label: 'A shopper stays with one version',
    meaning: 'Whoever has the cart in the next version has it there at both pods and at every visit, even after an ambassador was started anew. Else the shopper looks twice and sees two carts.',
    watch: (judge) => {
      const versions = new Map<unknown, boolean>();
      return {
        'attempt.made': (row) => {
          const isNext = row.data.endpoint === 'next';
          const { cart } = row.data;
          const before = versions.get(cart);
          versions.set(cart, isNext);
          if (before === undefined) return;
          if (before === isNext) judge.held();
          else judge.broken(row, `${inWords(cart)} was asked for in ${isNext ? 'this version' : 'the next version'}, and now in ${isNext ? 'the next' : 'this one'}.`);
        },
      };
    },
  },
  {
    name: 'split-as-asked',
    kind: 'safety',
    label: 'The split is what was asked for',
    meaning: `Of the shoppers seen so far, the next version has the share that the knob says, within what chance allows in 99 of 100 cases (the exact binomial). Users are shared out by a hash, so it is a share of users and not of their visits.`,
    watch: (judge, { splitPercent }) => {
      const share = (splitPercent as number) / 100;
      const [seen, next] = [new Set<unknown>(), new Set<unknown>()];
      return {
        'attempt.made': (row) => {
          const { cart, endpoint } = row.data;
          if (seen.has(cart)) return;
          seen.add(cart);
          if (endpoint === 'next') next.add(cart);
          if (share > 0 && seen.size < shoppersLeast) return;
          if (!isLikely(next.size, seen.size, share, unlikelyOfHash)) judge.broken(row, `Of ${seen.size} shoppers the next version has ${next.size}; ${inWords(splitPercent!)} of a hundred were asked for.`);
          else if (share > 0) judge.held();
        },
      };
    },
  },
];
