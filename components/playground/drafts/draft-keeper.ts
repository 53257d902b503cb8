import { isSame } from '@/simulation/is-same.ts';
import type { Edits } from '@/simulation/edits/edits.ts';
import type { CodeDesk, DeskState } from '../editor/code-desk.ts';
import type { Opening } from '../link/opening.ts';
import { Store } from '../store.ts';
import { draftKeys, parseDraft, type Draft, type DraftRan } from './draft.ts';
import { noDrafts, type DraftsState } from './drafts-state.ts';
import type { FinishedRuns } from './finished-runs.ts';
import { StandingDraft, type StandingPorts } from './standing-draft.ts';

export interface KeeperPorts extends StandingPorts {
  readonly desk: CodeDesk;
  readonly finished: FinishedRuns;
  /** Wall clock, ms since 1970. */
  readonly now: () => number;
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
  private readonly store = new Store<DraftsState>(noDrafts);
  private readonly standing: StandingDraft;
  /** The draft that is being put on the desk now. */
  private putting: Draft | undefined;
  /** When this tab last had a hand in one. */
  private lastAt: number | undefined;
  private desk: DeskState;
  private readonly dismissed = new Set<string>();

  constructor(ports: KeeperPorts) {
    this.ports = ports;
    this.standing = new StandingDraft(ports);
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
      own: found !== undefined && !isFound && this.standing.get() === undefined && hasCode(found.edits) ? found : undefined,
    });
    this.look();
  }

  /** Puts an earlier draft on the desk. The one that stands there stays. */
  show(draft: Draft): void {
    this.put(draft);
    this.lastAt = this.ports.now();
    this.standing.settle(this.lastAt);
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
      if (this.standing.get() === undefined) this.write();
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

  /** Makes sure that what stands on the desk stands in storage: asked also when the page may be about to go, and when it comes back. */
  hold(): void {
    this.standing.hold();
    this.become({ keeping: this.standing.keeping });
  }

  private follow(): void {
    const before = this.desk;
    const { edits, origin, shownTimes, originals } = (this.desk = this.ports.desk.get());
    if (shownTimes !== before.shownTimes) {
      this.standing.take(this.putting);
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

  /** Writes down what stands on the desk. */
  private write(): void {
    this.lastAt = this.ports.now();
    const isFirst = this.standing.write(this.desk.edits, this.lastAt);
    this.become({ keeping: this.standing.keeping });
    if (!isFirst) return;
    this.standing.settle(this.lastAt);
    this.look();
  }

  private mark(edits: Edits, ran: DraftRan): void {
    const draft = this.standing.get();
    if (draft === undefined || !(isSame(edits, draft.edits) || isSame(edits, this.desk.edits))) return;
    this.standing.mark(ran);
    this.become({ keeping: this.standing.keeping });
  }

  /** Looks once through all drafts: for one that another tab wrote later, and whether there are others. */
  private look(): void {
    const drafts = this.ports.shelf.list(this.ports.slug);
    this.become({ newer: drafts.find((each) => this.isNews(each)), hasEarlier: drafts.some((each) => hasCode(each.edits) && each.id !== this.standing.get()?.id) });
  }

  private isNews({ id, edits, changedAt }: Draft): boolean {
    const isAnothers = !this.standing.isWrittenAs(id) && changedAt > (this.lastAt ?? Infinity);
    return isAnothers && hasCode(edits) && !this.dismissed.has(id) && !isSame(edits, this.desk.edits);
  }

  private become(change: Partial<DraftsState>): void {
    const state = this.get();
    if ((Object.keys(change) as (keyof DraftsState)[]).every((name) => state[name] === change[name])) return;
    this.store.become({ ...state, ...change });
  }
}

const hasCode = (edits: Edits): boolean => Object.keys(edits).length > 0;
