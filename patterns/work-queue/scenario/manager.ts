import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process, Statechart } from '../../../simulation/world.ts';
import type { Ending, Job, ManagerEvent } from '../work-queue.ts';
import type { ClusterRequest } from './cluster.ts';
import { answerMs, itemsShown, keepMs, passMs, restAfterMs } from './sizes.ts';
import type { SourceRequest } from './uploads.ts';
import type { Code, Setup } from './world.ts';

const markOf = { active: 'a', resting: 'r', done: 'd', failed: 'f' } as const;

/** One of the managers: the pattern's, with ports that go over links. */
export function manager(env: Env, code: Code, { knobs }: Setup): Process {
  const { QueueManager } = code['work-queue'];
  const marks = new Map<string, keyof typeof markOf>();
  const charts = new Map<string, Statechart>();
  let state = 'looking';
  /** What the source listed for the look under way. */
  let listed: readonly string[] = [];
  const show = () => {
    const { progress } = queue;
    env.show(env.id, { state, ...progress, items: `${[...marks.values()].map((mark) => markOf[mark]).join('')}${'p'.repeat(progress.pending)}`.slice(-itemsShown) });
  };
  const ask = (to: string, body: Json, signal: AbortSignal) => env.request(to, body, { timeoutMs: answerMs, signal });
  const onSource = (request: SourceRequest, signal: AbortSignal) => ask('source', request, signal);
  const onCluster = (request: ClusterRequest, signal: AbortSignal) => ask('cluster', request, signal);
  const noSignal = new AbortController().signal;

  const onItem = ({ item, event, state: now }: Extract<ManagerEvent, { kind: 'item' }>) => {
    if (now === 'gone' || now === 'pending') {
      // Nobody lists it, or knows of it, any more: if it is seen again, its life begins anew.
      charts.delete(item);
      marks.delete(item);
      return;
    }
    let chart = charts.get(item);
    if (chart === undefined) charts.set(item, (chart = env.statechart(`${item}, ${env.id}`)));
    chart.took(event, now);
    marks.set(item, now);
  };
  const onEvent = (event: ManagerEvent) => {
    if (event.kind === 'item') onItem(event);
    if (event.kind === 'looked') env.report('manager.looked', { ...event.progress, states: Object.fromEntries(listed.map((item) => [item, marks.get(item) ?? 'pending'])) });
    if (event.kind === 'error') env.report('manager.failed', { what: event.error instanceof Error ? event.error.message : String(event.error) });
    state = event.kind === 'error' ? 'unanswered' : 'looking';
    show();
  };
  const queue = new QueueManager({
    // It could do more than the pattern asks of a source.
    source: { list: async (signal: AbortSignal) => (listed = (await onSource({ do: 'list' }, signal)) as readonly string[]), remove: async (item: string) => void (await onSource({ do: 'remove', item }, noSignal)) } as { list(signal: AbortSignal): Promise<readonly string[]> },
    jobs: {
      list: async (signal) => {
        env.report('manager.asked');
        listed = [];
        return (await onCluster({ do: 'jobs' }, signal)) as readonly Job[];
      },
      create: async (job, signal) => (await onCluster({ do: 'create', job }, signal)) as boolean,
      remove: async (name, signal) => void (await onCluster({ do: 'remove', name }, signal)),
    },
    record: {
      list: async (signal) => (await onCluster({ do: 'endings' }, signal)) as readonly Ending[],
      add: async (ending, signal) => (await onCluster({ do: 'add', ending, once: true }, signal)) as boolean,
      forget: async (item, signal) => void (await onCluster({ do: 'forget', item }, signal)),
    },
    name: 'transcode',
    parallelism: knobs.parallelism as number,
    backoffLimit: knobs.backoffLimit as number,
    backoffMs: (attempt) => restAfterMs(knobs.restMs as number, attempt),
    pollMs: knobs.pollMs as number,
    passMs,
    keepMs,
    onEvent,
    clock: env.clock,
  });
  show();
  env.report('manager.started');
  queue.start();
  return { stop: () => queue.stop() };
}

/** The second manager, where there is none. */
export function noManager(env: Env): Process {
  env.show(env.id, { state: 'none', pending: 0, active: 0, resting: 0, done: 0, failed: 0, items: '' });
  return {};
}
