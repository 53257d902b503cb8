import { inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { ambassadorIds, directoryPatienceMs, pods, refreshMs } from './sizes.ts';
import { whenAmbassadorDies } from './witness.ts';

/** How soon after a list is published all ambassadors use it, in ms. */
const soonMs = refreshMs + 2 * directoryPatienceMs;
/** More of its fair share than that a new shard may not move. */
const movedMost = 1.5;

/** Where a cart lives, and by which list. */
export const promisesOfKeys: readonly ScenarioPromise[] = [
  {
    name: 'one-shard',
    kind: 'safety',
    label: 'One list, one shard for a cart',
    meaning: 'By the same list every ambassador sends a cart to the same shard, in whatever order it was told of them, as long as it has ejected none. Else a cart is in two places, and neither knows it.',
    watch: (judge) => {
      const homes = new Map<string, { readonly shard: string; readonly by: string }>();
      const ejected = new Map(ambassadorIds.map((id) => [id, new Set<string>()]));
      return {
        'shard.ejected': ({ node, data }) => void ejected.get(node)!.add(inWords(data.shard)),
        'shard.admitted': ({ node, data }) => void ejected.get(node)!.delete(inWords(data.shard)),
        'node.state': whenAmbassadorDies(({ node }) => ejected.get(node)!.clear()),
        'attempt.made': (row) => {
          const { cart, version, endpoint, attempt } = row.data;
          if (attempt !== 1 || endpoint === 'next' || ejected.get(row.node)!.size > 0) return;
          const key = `${inWords(version)} ${inWords(cart)}`;
          const home = homes.get(key);
          if (home === undefined) homes.set(key, { shard: inWords(endpoint), by: row.node });
          else if (home.shard === endpoint) judge.held();
          else judge.broken(row, `By list ${inWords(version)} ${home.by} sent ${inWords(cart)} to ${home.shard}, and ${row.node} sends it to ${inWords(endpoint)}.`);
        },
      };
    },
  },
  {
    name: 'few-move',
    kind: 'safety',
    label: 'A new shard moves few carts',
    meaning: 'Of all carts, a new shard takes over what is its share, and at most half as much again: one in four where there are four. All others stay where they are, and nobody has to load them anew.',
    watch: (judge) => ({
      'ring.changed': (row) => {
        const { before, moved, keys, shards } = row.data as { before: number; moved: number; keys: number; shards: number };
        if (before === 0) return;
        if (moved > (movedMost * keys) / shards) judge.broken(row, `One shard more, ${shards} in all, and ${moved} of ${keys} carts moved; a fair share were ${Math.round(keys / shards)}.`);
        else judge.held();
      },
    }),
  },
  {
    name: 'one-list-soon',
    kind: 'liveness',
    label: 'All soon go by the same list',
    meaning: `While nothing is at fault, every ambassador goes by a new list ${soonMs / 1000} s after it was published. For so long two lists are in use at once, and a cart that moves may be asked for on two shards.`,
    watch: (judge) => {
      const knows = new Map<string, number>();
      let published = 0;
      let isCalm = true;
      const owe = (row: TraceRow) => {
        if (!isCalm) return;
        for (const [id, version] of knows) {
          if (version < published) judge.owe(id, soonMs, row, `${id} still goes by list ${version}, ${soonMs / 1000} s after list ${published} was there to be read.`);
        }
      };
      return {
        'ring.published': (row) => {
          published = row.data.version as number;
          owe(row);
        },
        'ring.forgotten': () => {
          published = 0;
          judge.waiveAll();
        },
        'ring.changed': ({ node, data }) => {
          knows.set(node, data.version as number);
          if (data.version === published) judge.paid(node);
        },
        'node.state': whenAmbassadorDies(({ node }) => {
          knows.delete(node);
          judge.waive(node);
        }),
        'fault.applied': () => {
          isCalm = false;
          judge.waiveAll();
        },
        'faults.over': (row) => {
          isCalm = true;
          owe(row);
        },
      };
    },
  },
  {
    name: 'never-back',
    kind: 'safety',
    label: 'No old and no empty list is taken',
    meaning: 'A list is replaced by a newer one that names somebody, or not at all. A directory that has lost its memory takes no shard away, and what was late on its way moves no cart back.',
    watch: (judge) => ({
      'list.refused': () => judge.held(),
      'ring.changed': (row) => {
        const { before, version, shards } = row.data as { before: number; version: number; shards: number };
        if (shards === 0) judge.broken(row, `${row.node} has taken a list on which nobody is.`);
        else if (version <= before) judge.broken(row, `${row.node} went by list ${before}, and has taken list ${version}.`);
      },
    }),
  },
  {
    name: 'ready-first',
    kind: 'safety',
    label: 'The app starts to a ready ambassador',
    meaning: 'The application is started when its ambassador knows whom to ask, and not when it merely runs. So the first call of an application is as good as any other.',
    watch: (judge) => {
      /** Ambassadors that know a list, and pods in which nothing has died since they began to start. */
      const knowing = new Set<string>();
      const starting = new Set<string>();
      const lost = whenAmbassadorDies(({ node, data }) => {
        knowing.delete(node);
        if (data.state === 'down') starting.delete(pods.find(({ ambassador }) => ambassador === node)!.id);
      });
      return {
        'pod.state': ({ data }) => {
          if (data.state === 'starting') starting.add(inWords(data.pod));
          else if (data.state === 'stopping' || data.state === 'gone') starting.delete(inWords(data.pod));
        },
        'ring.changed': ({ node }) => void knowing.add(node),
        'node.state': (row) => {
          lost(row);
          const pod = pods.find(({ app }) => app === row.node);
          if (pod === undefined || row.data.state !== 'up' || !starting.delete(pod.id)) return;
          if (knowing.has(pod.ambassador)) judge.held();
          else judge.broken(row, `${pod.app} was started, and ${pod.ambassador} knows nobody to ask.`);
        },
      };
    },
  },
];
