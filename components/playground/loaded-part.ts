import { Store } from './store.ts';

export type PartState<Part> = { readonly status: 'loading' | 'failed' } | { readonly status: 'stands'; readonly part: Part };

/** Something that is fetched when it is first looked at, and again after a failure when it is asked for. */
export class LoadedPart<Part> {
  private readonly store = new Store<PartState<Part>>({ status: 'loading' });
  private isAsked = false;
  private readonly load: () => Promise<Part>;

  constructor(load: () => Promise<Part>) {
    this.load = load;
  }

  readonly get = this.store.get;

  readonly subscribe = (changed: () => void): (() => void) => {
    if (!this.isAsked) this.fetch();
    return this.store.subscribe(changed);
  };

  readonly ask = (): void => {
    this.store.become({ status: 'loading' });
    this.fetch();
  };

  private fetch(): void {
    this.isAsked = true;
    const { become } = this.store;
    this.load().then((part) => become({ status: 'stands', part }), () => become({ status: 'failed' }));
  }
}
