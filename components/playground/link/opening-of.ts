import { noEdits, type Edits } from '@/simulation/edits/edits.ts';
import { isSame } from '@/simulation/is-same.ts';
import { draftOf, hasRun, type OpeningDraft } from '../drafts/draft-of.ts';
import { openingSettings } from '../settings-after.ts';
import { decodeLink } from './decode-link.ts';
import type { LinkGround } from './link-ground.ts';
import type { Opening, SharedRun } from './opening.ts';

/** What this browser knows of the reader's own code. */
export interface KnownCode {
  readonly draftOf: (slug: string) => OpeningDraft | undefined;
  readonly hasRun: (slug: string, edits: Edits) => boolean;
}

/**
 * What the instrument opens with: the run that a link in the address brings, or the first experiment; and the reader's draft. Code runs
 * at once only if this browser ran exactly that to its end before.
 * @param comes whether the link stood there when the page was opened, as it also does after a reload, or was put there later
 */
export async function openingOf(fragment: string, ground: LinkGround, comes: 'with the page' | 'later', known: KnownCode = { draftOf, hasRun }): Promise<Opening> {
  const decoded = await decodeLink(fragment, ground);
  const draft = draftIn(ground, known);
  if (decoded.kind === 'run') return openingOfLink(decoded.shared, comes === 'with the page' && draft?.isOfTab === true ? draft : undefined, ground, known);
  const settings = openingSettings(ground.data);
  return {
    settings: draft?.ran === 'ended' ? { ...settings, edits: draft.edits } : settings,
    at: undefined,
    pane: 'tweak',
    waiting: draft?.ran === 'ended' ? undefined : waitingDraft(draft),
    shared: undefined,
    problem: decoded.kind === 'problem' ? decoded.sentence : '',
  };
}

/** @param draft what this tab was writing when it was reloaded: the address is then as old as its last run */
function openingOfLink(shared: SharedRun, draft: OpeningDraft | undefined, { data }: LinkGround, known: KnownCode): Opening {
  const { settings, at, pane } = shared;
  const hasCode = settings.edits !== noEdits;
  const isUntried = hasCode && !known.hasRun(data.slug, settings.edits);
  const opening = { settings: isUntried ? { ...settings, edits: noEdits } : settings, at, pane, shared, problem: '' };
  const isDraft = draft !== undefined && isSame(draft.edits, settings.edits);
  if (isUntried) return { ...opening, waiting: isDraft ? waitingDraft(draft) : { edits: settings.edits, why: 'link' } };
  return { ...opening, waiting: isDraft ? undefined : waitingDraft(draft) };
}

const waitingDraft = (draft: OpeningDraft | undefined): Opening['waiting'] =>
  draft && { edits: draft.edits, why: draft.ran === 'running' || draft.ran === 'hung' ? 'hung' : 'unrun' };

/** The draft, as far as it is of files that the pattern has: a file may have another name by now. */
function draftIn({ data }: LinkGround, known: KnownCode): OpeningDraft | undefined {
  const draft = known.draftOf(data.slug);
  const files = Object.entries(draft?.edits ?? noEdits);
  const present = files.filter(([file]) => data.code.includes(file));
  if (draft === undefined || present.length === 0) return undefined;
  return present.length === files.length ? draft : { ...draft, edits: Object.fromEntries(present), ran: 'no' };
}

/** Whether the live instrument has something to show before anybody presses it. */
export const opensItself = ({ settings, waiting, shared, problem }: Opening): boolean => shared !== undefined || problem !== '' || waiting !== undefined || settings.edits !== noEdits;
