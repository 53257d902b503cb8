import { draftKey, draftKeys, draftText, draftUnitsMax, isSameCode, parseDraft, type Draft } from './draft.ts';

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
    attempt(() => {
      const storage = this.stores.local();
      for (let index = 0; index < storage.length; index += 1) {
        const key = storage.key(index);
        const draft = key?.startsWith(draftKeys(slug)) ? parseDraft(slug, key, storage.getItem(key)) : undefined;
        if (draft !== undefined) found.set(draftKey(draft), draft);
      }
    });
    for (const [key, draft] of this.unkept) if (draft.slug === slug) found.set(key, draft);
    return [...found.values()].sort((one, other) => other.changedAt - one.changedAt);
  }

  read(slug: string, id: string): Draft | undefined {
    const key = draftKey({ slug, id });
    return this.unkept.get(key) ?? attempt(() => parseDraft(slug, key, this.stores.local().getItem(key)));
  }

  /** Writes it down at once. Where there is no room, earlier forms of what stands elsewhere make place first. */
  keep(draft: Draft): Keeping {
    const keeping = this.write(draft);
    if (keeping !== 'full') return keeping;
    for (const spare of this.byWorth(draft.slug).filter(({ isSpare }) => isSpare)) {
      if (spare.draft.id === draft.id) continue;
      this.remove(spare.draft);
      const retried = this.write(draft);
      if (retried !== 'full') return retried;
    }
    return 'full';
  }

  /** Lets the least worth go where there are too many: never those in use, and never what could not be read. */
  prune(slug: string, inUse: readonly string[]): void {
    const drafts = this.byWorth(slug);
    let over = drafts.length - draftsMax;
    for (const { draft } of drafts) {
      if (over <= 0) return;
      if (inUse.includes(draft.id)) continue;
      this.remove(draft);
      over -= 1;
    }
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

  private write(draft: Draft): Keeping {
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

  private remove(draft: Draft): void {
    this.unkept.delete(draftKey(draft));
    attempt(() => this.stores.local().removeItem(draftKey(draft)));
  }

  /** The least worth first: what stands once more in a newer draft or was written on from there, oldest first; then the others, oldest first. */
  private byWorth(slug: string): readonly { readonly draft: Draft; readonly isSpare: boolean }[] {
    const drafts = this.list(slug);
    const rated = drafts.map((draft, index) => ({
      draft,
      isSpare: drafts.some(({ from }) => from === draft.id) || drafts.slice(0, index).some(({ edits }) => isSameCode(edits, draft.edits)),
    }));
    return rated.reverse().sort((one, other) => Number(other.isSpare) - Number(one.isSpare));
  }
}

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
