import type { Knobs } from '../../../simulation/scenario.ts';
import type { Env } from '../../../simulation/world.ts';
import { kinds, starvingMs } from './sizes.ts';
import type { Store } from './store.ts';
import type { Mail } from './world.ts';

/** Shows what waits. */
export class Board {
  private readonly env: Env;
  private readonly places: number;
  private readonly queue: Store;
  constructor(env: Env, knobs: Knobs, queue: Store) {
    this.env = env;
    this.places = (knobs.places as number) * (knobs.architecture === 'one' ? 1 : kinds.length);
    this.queue = queue;
  }

  /** How long the last of each kind waited, once it is given to a sender. */
  handed({ kind }: Mail, since: number): void {
    this.env.show('mail', { [`${kind}Ms`]: Math.round(this.env.clock.now() - since) });
  }

  show(): void {
    const levels = this.queue.metrics();
    const classes = kinds.map(({ label, id, priority }) => ({ label, mark: id[0]!, waiting: levels[priority]!.waiting, since: levels[priority]!.oldestSince }));
    const total = levels.reduce((sum, { waiting }) => sum + waiting, 0);
    const held = levels.reduce((sum, { waiting, out }) => sum + waiting + out, 0);
    const now = this.env.clock.now();
    const oldestMs = Math.max(0, ...levels.map(({ oldestSince }) => (oldestSince === null ? 0 : now - oldestSince)));
    const lowestSince = levels[0]!.oldestSince;
    const state = oldestMs > starvingMs ? 'starving' : held >= this.places ? 'full' : total > 5 ? 'backlog' : 'flowing';
    this.env.show('mail', { classes, total, state, lowestAgeMs: lowestSince === null ? 0 : Math.round((now - lowestSince) / 100) * 100 });
  }
}
