/** A state that lives outside React, for components to follow. */
export class Store<State> {
  private readonly listeners = new Set<() => void>();
  private state: State;

  constructor(state: State) {
    this.state = state;
  }

  readonly get = (): State => this.state;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    return () => void this.listeners.delete(changed);
  };

  /** Everybody who follows it is told at once. */
  readonly become = (state: State): void => {
    this.state = state;
    for (const changed of this.listeners) changed();
  };

  get isFollowed(): boolean {
    return this.listeners.size > 0;
  }
}
