import type { Edits } from '@/simulation/edits/edits.ts';

/** Whether exactly these texts ran: `running` is left behind by a page that was ended meanwhile, `hung` by a run that had to be ended. */
export type DraftRan = 'no' | 'running' | 'ended' | 'hung';

/** What the reader made of one pattern, as it stood when they last changed it. */
export interface Draft {
  /** Its own in this browser. Only the page that gave it writes the texts under it. */
  readonly id: string;
  readonly slug: string;
  /** Whole texts by file; none for the code as it is, which is also something that was last written. */
  readonly edits: Edits;
  /** Wall clock, ms since 1970. */
  readonly changedAt: number;
  readonly ran: DraftRan;
}

/** Of the value in storage, in UTF-16 units: more is neither written nor read. A browser holds about 5 million of them for all pages of a site. */
export const draftUnitsMax = 1_000_000;

/** The number is the format's: a later format has keys of its own, and leaves these alone. */
export const draftKeys = (slug: string): string => `breakable.draft.1.${slug}.`;

export const draftKey = ({ slug, id }: Pick<Draft, 'slug' | 'id'>): string => draftKeys(slug) + id;

export const draftText = ({ edits, changedAt, ran }: Draft): string => JSON.stringify({ edits, changedAt, ran });

/** Storage is a stranger's too. @returns undefined for what is not a draft of this pattern in this format */
export function parseDraft(slug: string, key: string, text: string | null): Draft | undefined {
  const id = key.slice(draftKeys(slug).length);
  if (text === null || text.length > draftUnitsMax || !key.startsWith(draftKeys(slug)) || !/^[a-z0-9-]{1,64}$/.test(id)) return undefined;
  try {
    const { edits, changedAt, ran } = JSON.parse(text) as { readonly [Field in keyof Draft]?: unknown };
    if (!isEdits(edits) || !isRan(ran) || typeof changedAt !== 'number' || !(changedAt >= 0 && changedAt <= dateMax)) return undefined;
    return { id, slug, edits, changedAt, ran };
  } catch {
    return undefined;
  }
}

/** The last moment that a date can be. */
const dateMax = 8.64e15;

const isRan = (value: unknown): value is DraftRan => value === 'no' || value === 'running' || value === 'ended' || value === 'hung';

const isEdits = (value: unknown): value is Edits =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((text) => typeof text === 'string');
