import { inWords } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';
import { isSound, type Numbered, type Values } from './sizes.ts';

export type Handlers = { readonly [kind: string]: (row: TraceRow) => void };

/** What the parts of a gateway are set to, for comparison: the number of workers is not a part's. */
export const setOf = ({ url, key, pool, failures, level }: Omit<Values, 'workers'>): string => [url, key, pool, failures, level].join(' · ');
export const partsOfRow = ({ data }: TraceRow): Values => ({ ...(data as unknown as Values) });

/** What was published, as the store wrote it down. */
export class Publications {
  readonly all: Numbered[] = [];
  private readonly sets = new Set<string>();
  private readonly pairs = new Set<string>();

  get newest(): Numbered | undefined {
    return this.all.at(-1);
  }
  /** The newest that has no rollout under way and could be run with. */
  get newestSound(): Numbered | undefined {
    return this.all.findLast(({ stable, next }) => next === null && isSound(stable));
  }
  hasSet(values: Values): boolean {
    return this.sets.has(setOf(values));
  }
  hasPair(url: string, key: string): boolean {
    return this.pairs.has(`${url} ${key}`);
  }
  readonly handlers: Handlers = {
    'settings.published': ({ data }) => {
      const document = data as unknown as Numbered;
      this.all.push(document);
      for (const values of [document.stable, document.next]) {
        if (values === null) continue;
        this.sets.add(setOf(values));
        this.pairs.add(`${values.url} ${values.key}`);
      }
    },
  };
}

/** Joins handlers: of those for one kind each is called, in order. */
export function together(...each: readonly Handlers[]): Handlers {
  const joined: Record<string, (row: TraceRow) => void> = {};
  for (const handlers of each) {
    for (const [kind, handle] of Object.entries(handlers)) {
      const before = joined[kind];
      joined[kind] = before === undefined ? handle : (row) => {
        before(row);
        handle(row);
      };
    }
  }
  return joined;
}

/** Tells when the process of a node is gone. */
export const whenDown = (gone: (node: string) => void): Handlers => ({
  'node.state': ({ node, data }) => {
    if (inWords(data.state) === 'down') gone(node);
  },
});
