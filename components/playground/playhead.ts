import { PlayheadPace } from './playhead-pace.ts';

/** Where the run stands on the screen, in virtual microseconds. It changes up to sixty times a second, so it lives outside React. */
export interface Playhead {
  readonly get: () => number;
  /** Calls `changed` when what depends on the time is to be read anew: after a move, and while it runs as often as the page can afford. Returns the way to stop it. */
  readonly subscribe: (changed: () => void) => () => void;
  /** Calls `moved` with every frame in which it moves. For what is drawn on a canvas: whatever moves an element has the whole page layered anew. */
  readonly everyMove: (moved: () => void) => () => void;
}

export class MutablePlayhead implements Playhead {
  private readonly readers = new Set<() => void>();
  private readonly followers = new Set<() => void>();
  private readonly pace = new PlayheadPace();
  private at: number;
  /** Where it was when the readers were last told. */
  private toldAt: number;

  constructor(at = 0) {
    this.at = at;
    this.toldAt = at;
  }

  readonly get = () => this.at;
  readonly subscribe = (changed: () => void) => joined(this.readers, changed);
  readonly everyMove = (moved: () => void) => joined(this.followers, moved);

  /** Puts it somewhere; everybody is told at once. */
  move(to: number) {
    this.follow(to);
    this.rest();
  }
  /** Runs on to there, in the frame that began at `now` ms. */
  run(to: number, now: number) {
    this.follow(to);
    if (this.pace.isDue(now)) this.rest();
  }
  /** It runs no further: those who have not heard of its last moves are told. */
  rest() {
    if (this.toldAt === this.at) return;
    this.toldAt = this.at;
    for (const changed of this.readers) changed();
  }

  private follow(to: number) {
    if (to === this.at) return;
    this.at = to;
    for (const moved of this.followers) moved();
  }
}

function joined(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
