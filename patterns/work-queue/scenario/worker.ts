import type { Env, Process } from '../../../simulation/world.ts';
import type { ClusterRequest } from './cluster.ts';
import { answerMs, failsAfter, pauseMs, tryMs, type WorkerPod } from './sizes.ts';
import type { Code, Setup } from './world.ts';

type Attempt = { readonly item: string; readonly attempt: number; readonly text: string };
const attemptIn = ({ volume }: Env) => JSON.parse(volume.read('job') ?? '{}') as Attempt;

/** The worker manager in a pod: the pattern's, between the coordinator, the volume and the record. */
export function helper(env: Env, code: Code, { control }: Setup): Process {
  const { item, attempt, text } = attemptIn(env);
  const show = (state: string) => env.show(env.id, { state, item });
  const onCluster = async (request: ClusterRequest, signal?: AbortSignal) => (await env.request('cluster', request, { timeoutMs: answerMs, ...(signal === undefined ? {} : { signal }) })) as boolean;
  if (control) {
    // Without the pattern there is a line at the end of the script, which sends what there is.
    env.volume.write('item', text);
    env.ready();
    show('ready');
    return {
      stop: async () => {
        if (env.volume.read('result') !== undefined) await onCluster({ do: 'add', ending: { item, outcome: 'done', attempt }, once: false }).catch(() => undefined);
      },
    };
  }
  const { WorkerManager } = code['work-queue.worker'];
  const worker = new WorkerManager({
    job: { item, attempt },
    source: { get: async (id, signal) => ((await env.request('source', { do: 'get', item: id }, { timeoutMs: answerMs, signal })) as string | null) ?? undefined },
    files: { read: (name) => env.volume.read(name), write: (name, written) => env.volume.write(name, written) },
    record: { add: (ending, signal) => onCluster({ do: 'add', ending, once: true }, signal) },
    tryMs,
    answerMs,
    pauseMs,
    onEvent: ({ kind }) => {
      if (kind === 'error') show('asking again');
      else if (kind === 'ready') show('ready');
    },
    clock: env.clock,
  });
  show('taking');
  void worker.start().then(() => env.ready(), () => env.exit(1));
  return {
    stop: async () => {
      show('handing over');
      await worker.stop().catch(() => env.report('result.lost', { item, attempt }));
    },
  };
}

/** The application: it reads a file, works, and writes another. It knows nothing of queues, items that come again, or pods. */
export function transcode(env: Env, { knobs }: Setup, { pod }: WorkerPod): Process {
  const { item, attempt } = attemptIn(env);
  const text = env.volume.read('item');
  const report = (kind: string) => env.report(kind, { item, attempt, pod });
  const show = (state: string, until: number | null = null) => env.show(env.id, { state, item, until });
  env.report('work.began', { item, attempt, pod, hasItem: text !== undefined });
  const work = async () => {
    if (text === undefined) return env.exit(1);
    const { ms } = JSON.parse(text) as { readonly ms: number };
    const fails = env.random() * 100 < (knobs.failing as number);
    show('at work', Math.round(env.clock.now() + ms));
    await env.work(fails ? ms * failsAfter : ms);
    if (fails) {
      report('work.failed');
      return env.exit(1);
    }
    env.volume.write('result', `${item} at 720p`);
    report('work.done');
    show('done');
    env.exit(0);
  };
  show('starting');
  void work();
  return {};
}
