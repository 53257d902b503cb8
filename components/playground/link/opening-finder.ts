import type { ScenarioData } from '@/simulation/scenario.ts';
import { originalCode } from '../editor/original-code.ts';
import { Store } from '../store.ts';
import { isRunLink } from './is-run-link.ts';
import { mayOpenItself } from './may-open-itself.ts';
import type { Opening } from './opening.ts';

/** Reads links: fetched once there is one, or with the instrument. */
export const loadOpening = () => import('./opening-of.ts');

export interface FoundOpening {
  /** What to open with, once it is known; 'missing' where what finds it out could not be fetched. A link that is put into the address later brings another. */
  readonly opening: Opening | 'missing' | undefined;
  /** The live instrument is to stand: the reader wants it, or it has something to show. */
  readonly isWanted: boolean;
}

/** Finds out what the instrument is to open with: at once where the address brings a run or there is a draft, otherwise when it is wanted. */
export class OpeningFinder {
  private readonly data: ScenarioData;
  private readonly version: string;
  private readonly store = new Store<FoundOpening>({ opening: undefined, isWanted: false });
  private looks = 0;

  constructor(data: ScenarioData, version: string) {
    this.data = data;
    this.version = version;
  }

  readonly get = this.store.get;
  readonly subscribe = this.store.subscribe;

  /** The reader wants the live instrument. */
  readonly want = (): void => {
    this.become({ isWanted: true });
    if (this.looks === 0) void this.look('with the page');
  };

  /** Follows the address. @returns the way to stop that */
  readonly start = (): (() => void) => {
    if (mayOpenItself(this.data.slug)) void this.look('with the page');
    // What was put into the address, whatever has been written over it since.
    const onHashChange = ({ newURL }: HashChangeEvent) => {
      const { hash } = new URL(newURL);
      if (isRunLink(hash)) void this.look('later', hash);
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  };

  private async look(comes: 'with the page' | 'later', fragment = location.hash): Promise<void> {
    const turn = (this.looks += 1);
    const { data, version } = this;
    try {
      const { openingOf, opensItself } = await loadOpening();
      const opening = await openingOf(fragment, { data, version, originals: () => originalCode(data.code) }, comes);
      // Another link may have come meanwhile.
      if (turn === this.looks) this.become({ opening, isWanted: this.get().isWanted || opensItself(opening) });
    } catch {
      if (turn === this.looks && this.get().opening === undefined) this.become({ opening: 'missing', isWanted: true });
    }
  }

  private become(change: Partial<FoundOpening>): void {
    this.store.become({ ...this.get(), ...change });
  }
}
