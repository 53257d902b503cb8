import type { Env } from '../../../simulation/world.ts';
import { drainEveryMs, wishTimeoutMs } from './sizes.ts';

/** Wishes that wait for their store on web's own disk. They survive a crash of web, and are handed on one by one. */
export class Outbox {
  private readonly env: Env;
  private readonly places: number;

  constructor(env: Env, places: number) {
    this.env = env;
    this.places = places;
    this.show();
    void this.drain();
  }

  /** Keeps a wish, or throws where there is no place. */
  keep(wish: number): { readonly wish: number } {
    if (this.kept.length >= this.places) throw new Error('The outbox is full.');
    this.commit([...this.kept, wish]);
    this.env.report('wish.kept', { wish });
    return { wish };
  }

  private get kept(): readonly number[] {
    return (this.env.disk.get('outbox') as number[] | undefined) ?? [];
  }

  private commit(outbox: readonly number[]): void {
    this.env.disk.commit({ outbox: [...outbox] });
    this.show();
  }

  private show(): void {
    this.env.show('web/outbox', { kept: this.kept.length });
  }

  /** Tries the oldest until the store takes it, then the next. A wish that was taken and whose answer got lost is sent again, and stored once. */
  private async drain(): Promise<void> {
    for (;;) {
      const [wish] = this.kept;
      const isHandedOn = wish !== undefined && (await this.handOn(wish));
      if (isHandedOn) this.commit(this.kept.filter((other) => other !== wish));
      else await this.env.sleep(drainEveryMs);
    }
  }

  private handOn(wish: number): Promise<boolean> {
    return this.env.request('wishes', { wish }, { timeoutMs: wishTimeoutMs }).then(
      () => true,
      () => false,
    );
  }
}
