import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env, Process, World } from '../../../simulation/world.ts';
import type * as HedgeFile from '../scatter-gather.hedge.ts';
import type * as ScatterGatherFile from '../scatter-gather.ts';
import { leaf } from './leaf.ts';
import { words } from './products.ts';
import { root, type Page } from './root.ts';
import { answersShown, leafIds, patienceMs } from './sizes.ts';

export interface Code {
  readonly 'scatter-gather': typeof ScatterGatherFile;
  readonly 'scatter-gather.hedge': typeof HedgeFile;
}
export interface Setup {
  readonly knobs: Knobs;
  readonly control: boolean;
}

/** Shoppers search the shop; the root asks the leaves, each of which holds a shard of the products and copies of others. */
export function start(world: World<Code>, setup: Setup): void {
  world.node('shoppers', (env) => shoppers(env, setup.knobs));
  world.node('search', (env, code) => root(env, code, setup));
  for (const id of leafIds) world.node(id, (env) => leaf(env, setup.knobs));
}

function shoppers(env: Env, { arrivals, deadlineMs }: Knobs): Process {
  let answers = '';
  const show = (mark: string) => {
    answers = (answers + mark).slice(-answersShown);
    env.show('shoppers', { answers });
  };
  env.show('shoppers', { rate: arrivals as number, answers });
  env.arrivals(arrivals as number, ({ number: search, random }) => {
    const word = words[Math.floor(random() * words.length)]!;
    env.request('search', { search, word }, { timeoutMs: (deadlineMs as number) + patienceMs }).then(
      (page) => show((page as Page).isWhole ? 'o' : 'p'),
      () => show('x'),
    );
  });
  return {};
}
