import { isSame } from '@/simulation/is-same.ts';
import type { Edits } from '@/simulation/edits/edits.ts';
import { codeDeskOf, type CodeDesk, type DeskState } from '../editor/code-desk.ts';
import type { Opening } from '../link/opening.ts';
import { Store } from '../store.ts';
import { draftKeys, draftText, parseDraft, type Draft, type DraftRan } from './draft.ts';
import { draftShelf, type DraftShelf, type Keeping } from './draft-shelf.ts';
import { finishedRuns, type FinishedRuns } from './finished-runs.ts';

export interface DraftsState {
  /** Whether what stands on the desk is kept in this browser, or why it is not. */
  readonly keeping: Keeping;
  /** The reader knows that it is not kept. */
  readonly isTold: boolean;
  /** Why the code on the desk waits for the reader's word, as long as it does. */
  readonly waiting: NonNullable<Opening['waiting']>['why'] | undefined;
  /** The reader's own draft, where a link's code stands in its place. */
  readonly own: Draft | undefined;
  /** What another tab wrote later than this one. */
  readonly newer: Draft | undefined;
  /** There is something that `earlier()` would list. */
  readonly hasEarlier: boolean;
}
export interface KeeperPorts {
  readonly slug: string;
  readonly desk: CodeDesk;
  readonly shelf: DraftShelf;
  readonly finished: FinishedRuns;
  /** Wall clock, ms since 1970. */
  readonly now: () => number;
  /** An id that no other page gives. Small letters and digits. */
  readonly newId: () => string;
}
/** What a storage event says: null for the key when all was cleared. */
export type StorageNews = Pick<StorageEvent, 'key' | 'newValue'>;

/**
 * Writes down what stands on the desk, at every change, so that a page that is ended at any moment loses nothing. A page writes under an
 * id of its own from its first change on, and under a new one whenever whole texts took the place of others: what stood before stays an
 * earlier draft. A link's code becomes a draft once it is changed or run.
 */
export class DraftKeeper {
  private readonly ports: KeeperPorts;
  private readonly store = new Store<DraftsState>({ keeping: 'kept', isTold: false, waiting: undefined, own: undefined, newer: undefined, hasEarlier: false });
  /** The draft that stands on the desk: as it was found, or as this page wrote it. */
  private draft: Draft | undefined;
  /** The one that is being put there now. */
  private putting: Draft | undefined;
  /** Its id is this page's own. */
  private isOwn = false;
  /** All that this page gave. */
  private readonly ids = new Set<string>();
  /** When this tab last had a hand in it. */
  private lastAt: number | undefined;
  private desk: DeskState;
  private readonly dismissed = new Set<string>();

  constructor(ports: KeeperPorts) {
    this.ports = ports;
    this.desk = ports.desk.get();
    ports.desk.subscribe(() => this.follow());
  }

  readonly get = this.store.get;
  readonly subscribe = this.store.subscribe;

  /** Puts on the desk what the instrument opens with. A page that comes back to a pattern finds its desk as it left it, unless a link brings code. */
  open({ settings, waiting, shared }: Pick<Opening, 'settings' | 'waiting' | 'shared'>): void {
    const { shelf, slug, desk, now } = this.ports;
    const edits = waiting?.edits ?? settings.edits;
    const found = shelf.toOpen(slug);
    const isFirst = this.lastAt === undefined;
    this.lastAt ??= Math.max(shelf.place(slug)?.at ?? 0, found?.changedAt ?? 0) || now();
    const isFound = found !== undefined && (isSame(found.edits, edits) || (waiting !== undefined && waiting.why !== 'link'));
    // Of a draft, only what the pattern still has files for is opened.
    if (isFound && isFirst) this.put({ ...found, edits });
    else if (!isFound && hasCode(edits) && (waiting?.why === 'link' || shared !== undefined)) desk.show(edits, 'link');
    this.become({
      waiting: waiting !== undefined && isSame(waiting.edits, this.desk.edits) ? waiting.why : undefined,
      own: found !== undefined && !isFound && this.draft === undefined && hasCode(found.edits) ? found : undefined,
    });
    this.look();
  }

  /** Puts an earlier draft on the desk. The one that stands there stays. */
  show(draft: Draft): void {
    this.put(draft);
    this.lastAt = this.ports.now();
    this.settle(draft.id);
    this.become({ waiting: undefined, own: undefined, newer: undefined });
    this.look();
  }

  /** The reader does not want to hear of this any more. */
  dismiss(which: 'storage' | 'newer' | 'own'): void {
    if (which === 'storage') return this.become({ isTold: true });
    const { [which]: draft } = this.get();
    if (draft !== undefined) this.dismissed.add(draft.id);
    this.become({ [which]: undefined });
  }

  /** The drafts other than what stands on the desk, each text once, the newest first. */
  earlier(): readonly Draft[] {
    const others = this.ports.shelf.list(this.ports.slug).filter((each) => hasCode(each.edits) && !isSame(each.edits, this.desk.edits));
    return others.filter((draft, index) => !others.slice(0, index).some(({ edits }) => isSame(edits, draft.edits)));
  }

  /** A run of these texts is about to be ordered. If the page is ended now, they do not run unasked again. */
  noteRunning(edits: Edits): void {
    this.ports.finished.remove(this.ports.slug, edits);
    if (this.get().waiting !== undefined && isSame(edits, this.desk.edits)) {
      // Run at the reader's word, a link's code is the reader's.
      if (this.draft === undefined) this.write();
      this.become({ waiting: undefined, own: undefined });
    }
    this.mark(edits, 'running');
  }

  /** They came to an end, whatever it was. */
  noteEnded(edits: Edits): void {
    this.ports.finished.add(this.ports.slug, edits);
    this.mark(edits, 'ended');
  }

  /** They had to be ended. */
  noteHung(edits: Edits): void {
    this.mark(edits, 'hung');
  }

  /** Their run was given up before it could show anything. */
  noteLeft(edits: Edits): void {
    this.mark(edits, 'no');
  }

  /** Another tab wrote or removed something. */
  hear({ key, newValue }: StorageNews): void {
    const { slug } = this.ports;
    if (key !== null && !key.startsWith(draftKeys(slug))) return;
    this.hold();
    const draft = key === null ? undefined : parseDraft(slug, key, newValue);
    if (draft === undefined || (!this.get().hasEarlier && hasCode(draft.edits))) this.look();
    else if (this.isNews(draft)) this.become({ newer: draft });
  }

  /** Makes sure that what stands on the desk stands in storage, whoever removed it: asked also when the page may be about to go, and when it comes back. */
  hold(): void {
    const { shelf, slug } = this.ports;
    if (this.draft === undefined) return;
    const there = shelf.read(slug, this.draft.id);
    if (!this.isOwn) {
      if (there !== undefined) return;
      this.draft = { ...this.draft, id: this.giveId() };
      this.isOwn = true;
      shelf.setPlace(slug, { id: this.draft.id, at: this.draft.changedAt });
    } else if (this.get().keeping === 'kept' && there !== undefined && isSame(there.edits, this.draft.edits)) return;
    this.become({ keeping: shelf.keep(this.draft) });
  }

  private follow(): void {
    const before = this.desk;
    const { edits, origin, shownTimes, originals } = (this.desk = this.ports.desk.get());
    if (shownTimes !== before.shownTimes) {
      this.isOwn = false;
      this.draft = this.putting;
      if (this.putting !== undefined || origin === 'link') return;
      // When the originals are brought, what equals them leaves the desk: nobody wrote that.
    } else if (edits === before.edits || originals !== before.originals) return;
    this.write();
    this.become({ waiting: undefined, own: undefined, newer: undefined });
  }

  private put(draft: Draft): void {
    this.putting = draft;
    this.ports.desk.show(draft.edits, 'draft');
    this.putting = undefined;
  }

  /** Writes down what stands on the desk, under this page's own id. */
  private write(): void {
    const { shelf, slug, now } = this.ports;
    const isFirst = !this.isOwn;
    // Undoing may bring back exactly what this page wrote before.
    const known = isFirst ? shelf.list(slug).find(({ id, edits }) => this.ids.has(id) && isSame(edits, this.desk.edits)) : this.draft;
    this.lastAt = now();
    this.draft = { id: known?.id ?? this.giveId(), slug, edits: this.desk.edits, changedAt: this.lastAt, ran: 'no' };
    this.isOwn = true;
    this.become({ keeping: shelf.keep(this.draft) });
    if (!isFirst) return;
    this.settle(this.draft.id);
    this.look();
  }

  private giveId(): string {
    const id = this.ports.newId();
    this.ids.add(id);
    return id;
  }

  private settle(id: string): void {
    const { shelf, slug, now } = this.ports;
    shelf.setPlace(slug, { id, at: now() });
    shelf.prune(slug, id);
  }

  /** Of a draft that another page may be writing, nothing but this is changed, and only while it has these texts. */
  private mark(edits: Edits, ran: DraftRan): void {
    const { shelf, slug } = this.ports;
    if (this.draft === undefined || !(isSame(edits, this.draft.edits) || isSame(edits, this.desk.edits))) return;
    const there = shelf.read(slug, this.draft.id);
    const marked = { ...this.draft, ran };
    if (!this.isOwn && there !== undefined && draftText({ ...there, ran }) !== draftText(marked)) return;
    this.draft = marked;
    this.become({ keeping: shelf.keep(marked) });
  }

  /** Looks once through all drafts: for one that another tab wrote later, and whether there are others. */
  private look(): void {
    const drafts = this.ports.shelf.list(this.ports.slug);
    this.become({ newer: drafts.find((each) => this.isNews(each)), hasEarlier: drafts.some((each) => hasCode(each.edits) && each.id !== this.draft?.id) });
  }

  private isNews(draft: Draft): boolean {
    return hasCode(draft.edits) && !(this.isOwn && draft.id === this.draft?.id) && draft.changedAt > (this.lastAt ?? Infinity) && !this.dismissed.has(draft.id) && !isSame(draft.edits, this.desk.edits);
  }

  private become(change: Partial<DraftsState>): void {
    const state = this.get();
    if ((Object.keys(change) as (keyof DraftsState)[]).every((name) => state[name] === change[name])) return;
    this.store.become({ ...state, ...change });
  }
}

const hasCode = (edits: Edits): boolean => Object.keys(edits).length > 0;

const keepers = new Map<string, DraftKeeper>();

/** The page's one keeper of a pattern's drafts. */
export function draftKeeperOf(slug: string): DraftKeeper {
  let keeper = keepers.get(slug);
  if (keeper === undefined) keepers.set(slug, (keeper = new DraftKeeper({ slug, desk: codeDeskOf(slug), shelf: draftShelf, finished: finishedRuns, now: Date.now, newId })));
  return keeper;
}

const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12).padEnd(10, '0')}`;
