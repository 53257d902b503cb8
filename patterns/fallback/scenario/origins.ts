import { inWords } from '../../../simulation/scenario.ts';
import type { TraceRow } from '../../../simulation/trace.ts';

/** Follows which picks were made when, and tells from where a page really has its own. */
export function origins() {
  const madeAt = new Map<string, number>();
  return {
    handlers: { 'picks.made': ({ at, data }: TraceRow) => void madeAt.set(data.picks as string, at) },
    /** How old a page's picks are at the time of its row, in ms; undefined for picks that nobody made. */
    ageMs: ({ at, data }: TraceRow) => {
      const made = madeAt.get(data.picks as string);
      return made === undefined ? undefined : (at - made) / 1000;
    },
    of: ({ data }: TraceRow): string => {
      const [maker = '', page] = (data.picks as string).split(' ');
      return !madeAt.has(data.picks as string) ? 'static list' : page === inWords(data.page) ? maker : 'cache';
    },
  };
}
