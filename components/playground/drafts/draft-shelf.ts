import { draftKey, draftKeys, draftText, draftUnitsMax, parseDraft, type Draft } from './draft.ts';

/** The browser's two stores. Each may throw when it is only looked at, as where they are switched off. */
export interface DraftStores {
  readonly local: () => Storage;
  /** Lives as long as the tab. */
  readonly session: () => Storage;
}
/** Whether a draft stands in storage; otherwise why it does not, and stays in memory. */
export type Keeping = 'kept' | 'full' | 'off' | 'long';

/** Which draft a tab is at, and since when (ms since 1970). */
export interface TabsPlace {
  readonly id: string;
  readonly at: number;
}

/** So many drafts of a pattern are kept. */
const draftsMax = 10;

/** The drafts of this browser, each under a key of its own, so that no two tabs write the same. Never throws. */
export class DraftShelf {
  private readonly stores: DraftStores;
  /** What could not be stored, by key. It is lost with the page. */
  private readonly unkept = new Map<string, Draft>();

  constructor(stores: DraftStores) {
    this.stores = stores;
  }

  /** A pattern's drafts, the one that changed last first. */
  list(slug: string): readonly Draft[] {
    const found = new Map<string, Draft>();
    for (const draft of this.stored(slug)) found.set(draftKey(draft), draft);
    for (const [key, draft] of this.unkept) if (draft.slug === slug) found.set(key, draft);
    return [...found.values()].sort(latestFirst);
  }

  read(slug: string, id: string): Draft | undefined {
    const key = draftKey({ slug, id });
    return this.unkept.get(key) ?? attempt(() => parseDraft(slug, key, this.stores.local().getItem(key)));
  }

  /** Writes it down at once. */
  keep(draft: Draft): Keeping {
    const key = draftKey(draft);
    this.unkept.set(key, draft);
    const text = draftText(draft);
    if (text.length > draftUnitsMax) return 'long';
    try {
      this.stores.local().setItem(key, text);
    } catch (error) {
      return /quota/i.test((error as Error | undefined)?.name ?? '') ? 'full' : 'off';
    }
    this.unkept.delete(key);
    return 'kept';
  }

  /** Where there are too many, lets the oldest go: never the one in use, and never what could not be read. */
  prune(slug: string, inUse: string): void {
    const others = this.stored(slug).filter(({ id }) => id !== inUse);
    for (const draft of others.slice(draftsMax - 1)) attempt(() => this.stores.local().removeItem(draftKey(draft)));
  }

  place(slug: string): TabsPlace | undefined {
    const text = attempt(() => this.stores.session().getItem(placeKey(slug)));
    const [, at, id] = /^(\d{1,15}) ([a-z0-9-]{1,64})$/.exec(text ?? '') ?? [];
    return id === undefined ? undefined : { id, at: Number(at) };
  }

  setPlace(slug: string, { id, at }: TabsPlace): void {
    attempt(() => this.stores.session().setItem(placeKey(slug), `${Math.round(at)} ${id}`));
  }

  /** The draft that a visit opens with: the tab's own, in a new tab the newest. */
  toOpen(slug: string): Draft | undefined {
    const place = this.place(slug);
    return (place && this.read(slug, place.id)) ?? this.list(slug)[0];
  }

  private stored(slug: string): readonly Draft[] {
    const found: Draft[] = [];
    attempt(() => {
      const storage = this.stores.local();
      for (let index = 0; index < storage.length; index += 1) {
        const key = storage.key(index);
        const draft = key?.startsWith(draftKeys(slug)) ? parseDraft(slug, key, storage.getItem(key)) : undefined;
        if (draft !== undefined) found.push(draft);
      }
    });
    return found.sort(latestFirst);
  }
}

const latestFirst = (one: Draft, other: Draft) => other.changedAt - one.changedAt;

const placeKey = (slug: string) => `breakable.draft.1.${slug}`;

/** Nothing where it throws: a browser may refuse any look at its storage. */
function attempt<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** The page's one shelf. */
export const draftShelf = new DraftShelf({ local: () => localStorage, session: () => sessionStorage });
