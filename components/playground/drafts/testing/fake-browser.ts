import { noEdits, type Edits } from '@/simulation/edits/edits.ts';
import { createCodeDesk, type CodeDesk } from '../../editor/code-desk.ts';
import type { Opening } from '../../link/opening.ts';
import type { Draft } from '../draft.ts';
import { DraftKeeper, type StorageNews } from '../draft-keeper.ts';
import { DraftShelf } from '../draft-shelf.ts';
import { FinishedRuns } from '../finished-runs.ts';

export const slug = 'a-pattern';
export const originals: Edits = { main: 'as it is' };

const settings: Opening['settings'] = { experiment: '', settingsName: '', knobs: {}, seed: 1, speed: 1, faults: [], mutant: '', edits: noEdits, breakName: '', control: false };

/** One browser's storage, its tabs, and a clock that a test sets. */
export class FakeBrowser {
  readonly texts = new Map<string, string>();
  readonly pages = new Set<FakePage>();
  now = 1_000_000;
  /** In UTF-16 units. */
  unitsMax = Infinity;
  isOff = false;
  ids = 0;

  tab(session: ReadonlyMap<string, string> = new Map()): FakeTab {
    return new FakeTab(this, new Map(session));
  }
}

export class FakeTab {
  readonly browser: FakeBrowser;
  readonly session: Map<string, string>;
  private visited: FakePage | undefined;

  constructor(browser: FakeBrowser, session: Map<string, string>) {
    this.browser = browser;
    this.session = session;
  }

  get page(): FakePage {
    if (this.visited === undefined) throw new Error('The tab shows no page.');
    return this.visited;
  }

  get isAlive(): boolean {
    return this.visited !== undefined;
  }

  /** Loads the page. What stood there is ended without a word. */
  visit(link?: Edits): this {
    this.kill();
    this.visited = new FakePage(this, link);
    return this;
  }

  kill(): this {
    if (this.visited !== undefined) this.browser.pages.delete(this.visited);
    this.visited = undefined;
    return this;
  }

  duplicate(): FakeTab {
    return this.browser.tab(this.session).visit();
  }
}

/** One page load of the pattern. */
export class FakePage {
  readonly desk: CodeDesk = createCodeDesk();
  readonly shelf: DraftShelf;
  readonly finished: FinishedRuns;
  readonly keeper: DraftKeeper;
  /** What other pages wrote, and this one has not heard of yet. */
  private readonly unheard: StorageNews[] = [];

  constructor({ browser, session }: FakeTab, link: Edits | undefined) {
    const local = () => fakeStorage(browser.texts, browser, (key, newValue) => {
      for (const page of browser.pages) if (page !== this) page.unheard.push({ key, newValue });
    });
    this.shelf = new DraftShelf({ local, session: () => fakeStorage(session, browser) });
    this.finished = new FinishedRuns(local);
    this.keeper = new DraftKeeper({ slug, desk: this.desk, shelf: this.shelf, finished: this.finished, now: () => browser.now, newId: () => `id-${(browser.ids += 1)}` });
    const draft = this.draftToOpen();
    browser.pages.add(this);
    if (link !== undefined) this.keeper.open({ settings, waiting: { edits: link, why: 'link' }, shared: undefined });
    else if (draft?.ran === 'ended') this.keeper.open({ settings: { ...settings, edits: draft.edits }, waiting: undefined, shared: undefined });
    else this.keeper.open({ settings, waiting: draft && { edits: draft.edits, why: draft.ran === 'no' ? 'unrun' : 'hung' }, shared: undefined });
    this.desk.bring(originals);
  }

  /** As far as it is of files that the pattern has. */
  private draftToOpen(): Draft | undefined {
    const draft = this.shelf.toOpen(slug);
    if (draft === undefined) return undefined;
    const present = Object.entries(draft.edits).filter(([file]) => Object.hasOwn(originals, file));
    return present.length === Object.keys(draft.edits).length ? draft : { ...draft, edits: Object.fromEntries(present), ran: 'no' };
  }

  get text(): string {
    return this.desk.get().edits['main'] ?? originals['main'] ?? '';
  }

  write(text: string): void {
    this.desk.write('main', text);
  }

  hear(): void {
    for (const news of this.unheard.splice(0)) this.keeper.hear(news);
  }
}

function fakeStorage(texts: Map<string, string>, browser: FakeBrowser, tell: (key: string, value: string | null) => void = () => {}): Storage {
  if (browser.isOff) throw new DOMException('Storage is switched off.', 'SecurityError');
  return {
    get length() {
      return texts.size;
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => {
      const others = [...texts].filter(([name]) => name !== key).reduce((sum, [name, text]) => sum + name.length + text.length, 0);
      if (others + key.length + value.length > browser.unitsMax) throw new DOMException('There is no room.', 'QuotaExceededError');
      if (texts.get(key) === value) return;
      texts.set(key, value);
      tell(key, value);
    },
    removeItem: (key) => {
      if (texts.delete(key)) tell(key, null);
    },
    clear: () => texts.clear(),
  };
}
