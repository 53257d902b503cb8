import { isSame } from '@/simulation/is-same.ts';
import type { Edits } from '@/simulation/edits/edits.ts';
import { draftText, type Draft, type DraftRan } from './draft.ts';
import type { DraftShelf, Keeping } from './draft-shelf.ts';

export interface StandingPorts {
  readonly slug: string;
  readonly shelf: DraftShelf;
  /** An id that no other page gives. Small letters and digits. */
  readonly newId: () => string;
}

/**
 * The draft that stands on the desk, as it was found or as this page wrote it. A page writes under ids of its own: one that it found is left
 * as it is, and is another page's to write.
 */
export class StandingDraft {
  private readonly ports: StandingPorts;
  private draft: Draft | undefined;
  /** Its id is this page's own. */
  private isOwn = false;
  /** All that this page gave. */
  private readonly ids = new Set<string>();
  private kept: Keeping = 'kept';

  constructor(ports: StandingPorts) {
    this.ports = ports;
  }

  readonly get = (): Draft | undefined => this.draft;

  /** Whether it is kept as it was last written, or why it is not. */
  get keeping(): Keeping {
    return this.kept;
  }

  /** Whether this page writes under that id. */
  isWrittenAs(id: string): boolean {
    return this.isOwn && id === this.draft?.id;
  }

  /** What was found stands now, or nothing. */
  take(found: Draft | undefined): void {
    this.draft = found;
    this.isOwn = false;
  }

  /** What is on the desk stands now. @returns whether these are the first texts under this id since others stood */
  write(edits: Edits, changedAt: number): boolean {
    const { shelf, slug } = this.ports;
    const isFirst = !this.isOwn;
    // Undoing may bring back exactly what this page wrote before.
    const known = isFirst ? shelf.list(slug).find((each) => this.ids.has(each.id) && isSame(each.edits, edits)) : this.draft;
    this.isOwn = true;
    this.keep({ id: known?.id ?? this.giveId(), slug, edits, changedAt, ran: 'no' });
    return isFirst;
  }

  /** Says that this tab is at it, and lets too old ones go. */
  settle(at: number): void {
    const { shelf, slug } = this.ports;
    if (this.draft === undefined) return;
    shelf.setPlace(slug, { id: this.draft.id, at });
    shelf.prune(slug, this.draft.id);
  }

  /** Of a draft that another page may be writing, nothing but this is changed, and only while it has these texts. */
  mark(ran: DraftRan): void {
    if (this.draft === undefined) return;
    const there = this.read(this.draft);
    const marked = { ...this.draft, ran };
    if (this.isOwn || there === undefined || draftText({ ...there, ran }) === draftText(marked)) this.keep(marked);
  }

  /** Makes sure that it stands in storage, whoever removed it. */
  hold(): void {
    if (this.draft === undefined) return;
    const there = this.read(this.draft);
    if (this.isOwn) {
      if (this.kept !== 'kept' || there === undefined || !isSame(there.edits, this.draft.edits)) this.keep(this.draft);
    } else if (there === undefined) {
      const { slug, shelf } = this.ports;
      const draft = { ...this.draft, id: this.giveId() };
      this.isOwn = true;
      shelf.setPlace(slug, { id: draft.id, at: draft.changedAt });
      this.keep(draft);
    }
  }

  private keep(draft: Draft): void {
    this.draft = draft;
    this.kept = this.ports.shelf.keep(draft);
  }

  private read({ id }: Draft): Draft | undefined {
    return this.ports.shelf.read(this.ports.slug, id);
  }

  private giveId(): string {
    const id = this.ports.newId();
    this.ids.add(id);
    return id;
  }
}
