import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, World } from '../../../simulation/world.ts';
import type * as ManagerFile from '../work-queue.ts';
import type * as WorkerFile from '../work-queue.worker.ts';
import { cluster } from './cluster.ts';
import { manager, noManager } from './manager.ts';
import { script } from './script.ts';
import { backOffMs, graceMs, replacedAfterMs, workers } from './sizes.ts';
import { sellers, source, uploads, type EndedAt } from './uploads.ts';
import { helper, transcode } from './worker.ts';

export interface Code {
  readonly 'work-queue': typeof ManagerFile;
  readonly 'work-queue.worker': typeof WorkerFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}

/** Sellers upload videos. The coordinator sees to it that each is transcoded, by jobs that a cluster runs in pods of two containers. */
export function start(world: World<Code>, setup: Setup): void {
  const managed = (env: Env, code: Code) => (setup.control ? script(env, setup) : manager(env, code, setup));
  /** How it comes to the uploads is no matter of the pattern: they know it at once. */
  const endedAt: EndedAt = new Map();
  world.pod('coordinator', { containers: [{ node: 'source', kind: 'helper' }, { node: 'manager', kind: 'app' }], backOffMs, replacedAfterMs });
  for (const { pod, helper: first, app } of workers) {
    world.pod(pod, { containers: [{ node: first, kind: 'helper' }, { node: app, kind: 'app' }], restart: 'never', graceMs, backOffMs, start: 'on-demand' });
  }
  world.node('sellers', (env) => sellers(env, setup));
  world.node('uploads', (env) => uploads(env, endedAt));
  world.node('source', source);
  world.node('manager', managed);
  world.node('manager-2', (env, code) => (setup.knobs.second === true ? managed(env, code) : noManager(env)));
  world.node('cluster', (env) => cluster(env, endedAt));
  for (const worker of workers) {
    world.node(worker.helper, (env, code) => helper(env, code, setup));
    world.node(worker.app, (env) => transcode(env, setup, worker));
  }
}
