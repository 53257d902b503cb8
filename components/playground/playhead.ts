/** Where the run stands on the screen, in virtual microseconds. It changes up to sixty times a second, so it lives outside React. */
export interface Playhead {
  readonly get: () => number;
  /** Calls `changed` after every move; returns the way to stop it. */
  readonly subscribe: (changed: () => void) => () => void;
}

export class MutablePlayhead implements Playhead {
  private readonly listeners = new Set<() => void>();
  private at: number;
  constructor(at = 0) {
    this.at = at;
  }
  readonly get = () => this.at;
  readonly subscribe = (changed: () => void) => {
    this.listeners.add(changed);
    return () => void this.listeners.delete(changed);
  };
  move(to: number) {
    if (to === this.at) return;
    this.at = to;
    for (const changed of this.listeners) changed();
  }
}
