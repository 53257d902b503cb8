import { fetchCodeView, type CodeView } from './code-view.ts';

export type CodeViewState = { readonly status: 'loading' | 'failed' } | { readonly status: 'stands'; readonly view: CodeView };

/** One pattern's code, fetched when something first looks at it, and again after a failure when it is asked for. */
export class CodeViewStore {
  private state: CodeViewState = { status: 'loading' };
  private isAsked = false;
  private readonly listeners = new Set<() => void>();
  private readonly load: () => Promise<CodeView>;

  constructor(load: () => Promise<CodeView>) {
    this.load = load;
  }

  readonly get = (): CodeViewState => this.state;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed);
    if (!this.isAsked) this.ask();
    return () => this.listeners.delete(changed);
  };

  readonly ask = (): void => {
    this.isAsked = true;
    this.become({ status: 'loading' });
    this.load().then((view) => this.become({ status: 'stands', view }), () => this.become({ status: 'failed' }));
  };

  private become(state: CodeViewState): void {
    this.state = state;
    for (const changed of this.listeners) changed();
  }
}

const stores = new Map<string, CodeViewStore>();

/** The page's one store of a pattern's code. */
export function codeViewStoreOf(slug: string): CodeViewStore {
  let store = stores.get(slug);
  if (store === undefined) stores.set(slug, (store = new CodeViewStore(() => fetchCodeView(slug))));
  return store;
}
