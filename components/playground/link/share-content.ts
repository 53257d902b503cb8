import { noEdits } from '@/simulation/edits/edits.ts';
import { codeDeskOf } from '../editor/code-desk.ts';
import { originalCode } from '../editor/original-code.ts';
import { isSame } from '@/simulation/is-same.ts';
import { decodeLink } from './decode-link.ts';
import { encodeLink } from './encode-link.ts';
import { isRunLink } from './is-run-link.ts';
import { runReport } from './run-report.ts';
import { shareWords } from './share-words.ts';
import { shownRun, type ShownRun } from './shown-run.ts';

/** What the Share menu has to show. */
export interface ShareContent {
  /** The whole address: of the run, or as it stands where there is none yet. */
  readonly link: string;
  /** What it carries. */
  readonly words: readonly string[];
  /** Why the link would not be opened, or ''. */
  readonly problem: string;
  /** The desk has code that differs from what ran: it is not in the link. */
  readonly leavesOutCode: boolean;
  /** Markdown; '' where there is no run yet. */
  readonly report: string;
}

/** What only the page knows. */
export interface SharingPage {
  /** The pattern's name for readers. */
  readonly title: string;
  /** The catalog's version. */
  readonly version: string;
  /** Its address without a fragment, and the fragment with its #, or ''. */
  readonly address: string;
  readonly fragment: string;
  /** How the browser names itself. */
  readonly browser: string;
}

/** Rejects for nothing: what is wrong is said in the content. */
export async function shareContent(page: SharingPage): Promise<ShareContent> {
  const shown = shownRun();
  const bare: ShareContent = { link: page.address + (isRunLink(page.fragment) ? page.fragment : ''), words: [], problem: '', leavesOutCode: false, report: '' };
  if (shown === undefined) return bare;
  try {
    return await contentOf(shown, page);
  } catch {
    return { ...bare, problem: 'The link has no run in it: the code that was edited could not be fetched once more. Check the connection, then open this again.' };
  }
}

async function contentOf({ data, shared, run, blame }: ShownRun, page: SharingPage): Promise<ShareContent> {
  const { edits } = shared.settings;
  const originals = edits === noEdits ? noEdits : await originalCode(data.code);
  const ground = { data, version: page.version, originals: () => Promise.resolve(originals) };
  const fragment = await encodeLink(shared, ground);
  const decoded = await decodeLink(fragment, ground);
  const link = `${page.address}#${fragment}`;
  return {
    link,
    words: shareWords(shared, data, originals),
    problem: decoded.kind === 'problem' ? decoded.sentence : '',
    leavesOutCode: !isSame(codeDeskOf(data.slug).get().edits, edits),
    report: runReport({ data, title: page.title, link, shared, run, blame, originals, browser: page.browser }),
  };
}
