export type PartState<Part> = { readonly status: 'loading' | 'failed' } | { readonly status: 'stands'; readonly part: Part };

/** Something that is fetched when it is first looked at, and again after a failure when it is asked for. */
export class LoadedPart<Part> {
  private state: PartState<Part> = { status: 'loading' };
  private isAsked = false;
  private readonly listeners = new Set<() => void>();
  private readonly load: () => Promise<Part>;

  constructor(load: () => Promise<Part>) {
    this.load = load;
  }

  readonly get = (): PartState<Part> => this.state;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    if (!this.isAsked) this.fetch();
    return () => this.listeners.delete(changed);
  };

  readonly ask = (): void => {
    this.become({ status: 'loading' });
    this.fetch();
  };

  private fetch(): void {
    this.isAsked = true;
    this.load().then((part) => this.become({ status: 'stands', part }), () => this.become({ status: 'failed' }));
  }

  private become(state: PartState<Part>): void {
    this.state = state;
    for (const changed of this.listeners) changed();
  }
}
