import type { Env } from '../../../simulation/world.ts';

/** How often a leader is seen to run, in ms on its own clock, and after how long one that is not seen stands still or is dead: a slow clock beats half as often. */
const beatMs = 100;
const freshMs = 250;

/** What a replica believes of itself, until when it was seen to run. */
interface Belief {
  readonly token: number;
  seenAt: number;
}

/** Sees who runs and believes that it leads, for the picture and the trace. Nobody in the world decides by it. */
export class Onlooker {
  /** A clock that no fault turns, in ms. */
  now = (): number => 0;
  /** Told when somebody leads again after nobody did. */
  onGap: (ms: number) => void = () => undefined;
  private readonly beliefs = new Map<string, Belief>();
  /** When a replica that ran was last seen to lead. */
  private ledAt: number | undefined = undefined;

  /** A replica begins a new life, and believes nothing. */
  born(id: string): void {
    this.beliefs.delete(id);
  }
  /** Returns what ends its watch. One that crashes is seen no more, and one that stands still is seen again when it wakes. */
  began(env: Env, token: number): () => void {
    const belief: Belief = { token, seenAt: this.now() };
    if (!this.told(env, belief) && this.ledAt !== undefined) {
      const ms = Math.round(this.now() - this.ledAt);
      env.report('term.gap', { ms });
      this.onGap(ms);
    }
    this.beliefs.set(env.id, belief);
    const see = () => {
      const isAwake = this.now() - belief.seenAt <= freshMs;
      belief.seenAt = this.ledAt = this.now();
      if (!isAwake) this.told(env, belief);
    };
    let timer: unknown;
    const beat = () => {
      see();
      timer = env.clock.setTimeout(beat, beatMs);
    };
    beat();
    return () => {
      env.clock.clearTimeout(timer);
      see();
      this.beliefs.delete(env.id);
    };
  }
  /** Whether another one runs that believes so too. */
  private told(env: Env, { token }: Belief): boolean {
    const other = [...this.beliefs].find(([id, { seenAt }]) => id !== env.id && this.now() - seenAt <= freshMs);
    if (other !== undefined) env.report('term.overlapped', { token, other: other[0], otherToken: other[1].token });
    return other !== undefined;
  }
}
