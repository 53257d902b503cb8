import { describe, expect, it } from 'vitest';
import type { Edits } from '@/simulation/edits/edits.ts';
import type { OpeningDraft } from '../drafts/draft-of.ts';
import { openingSettings } from '../settings-after.ts';
import { encodeLink } from './encode-link.ts';
import { editedSample, linkData, linkGround, originalSample, sharedSample } from './link-sample.ts';
import { openingOf, opensItself, type KnownCode } from './opening-of.ts';

const edits: Edits = { sample: editedSample };
const other: Edits = { sample: `${originalSample}\n// mine` };
const known = (draft?: Partial<OpeningDraft>, ran: readonly Edits[] = []): KnownCode => ({
  draftOf: () => draft && { edits: other, ran: 'no', isOfTab: true, ...draft },
  hasRun: (_, asked) => ran.some((each) => each['sample'] === asked['sample']),
});
const open = (fragment: string, what: KnownCode = known(), comes: 'with the page' | 'later' = 'with the page') => openingOf(fragment, linkGround, comes, what);
const plain = openingSettings(linkData);
const linkOf = async (settings: Parameters<typeof sharedSample>[1]) => `#${await encodeLink(sharedSample({ pane: 'log' }, settings), linkGround)}`;

describe('without a link', () => {
  it('the first experiment opens, and nothing opens by itself', async () => {
    const opening = await open('#break-it');
    expect(opening).toEqual({ settings: plain, at: undefined, pane: 'tweak', waiting: undefined, shared: undefined, problem: '' });
    expect(opensItself(opening)).toBe(false);
  });

  it('a draft that came to its end before runs at once', async () => {
    const opening = await open('', known({ ran: 'ended' }));
    expect(opening).toMatchObject({ settings: { edits: other }, waiting: undefined });
    expect(opensItself(opening)).toBe(true);
  });

  it.each([['no', 'unrun'], ['running', 'hung'], ['hung', 'hung']] as const)('a draft that ran "%s" is shown and waits', async (ran, why) => {
    const opening = await open('', known({ ran }));
    expect(opening).toMatchObject({ settings: { edits: {} }, waiting: { edits: other, why } });
    expect(opensItself(opening)).toBe(true);
  });

  it('files that the pattern does not have any more are left out of a draft, which then is another', async () => {
    expect(await open('', known({ edits: { ...other, gone: 'x' }, ran: 'ended' }))).toMatchObject({ waiting: { edits: other, why: 'unrun' } });
    expect(opensItself(await open('', known({ edits: { gone: 'x' } })))).toBe(false);
  });
});

describe('a link', () => {
  it('brings its run, its moment and its pane', async () => {
    const opening = await open(await linkOf({ seed: 42 }));
    expect(opening).toMatchObject({ settings: { ...plain, seed: 42 }, at: 400_000, pane: 'log', waiting: undefined, problem: '' });
    expect(opening.shared?.hash).toBe('2bde76f11aac4887');
    expect(opensItself(opening)).toBe(true);
  });

  it('has its edited code wait, and all else apply', async () => {
    const opening = await open(await linkOf({ seed: 42, edits }));
    expect(opening).toMatchObject({ settings: { seed: 42, edits: {} }, waiting: { edits, why: 'link' } });
    expect(opening.shared?.settings.edits).toEqual(edits);
  });

  it.each([['running', 'hung'], ['hung', 'hung'], ['no', 'unrun']] as const)('with the code that this very tab wrote waits as the draft does that ran "%s"', async (ran, why) => {
    const opening = await open(await linkOf({ edits }), known({ edits, ran }));
    expect(opening).toMatchObject({ settings: { edits: {} }, waiting: { edits, why } });
  });

  it('has code that this browser ran to its end run at once', async () => {
    expect(await open(await linkOf({ edits }), known(undefined, [edits]))).toMatchObject({ settings: { edits }, waiting: undefined });
  });

  it('that a reload finds goes with what this tab was writing', async () => {
    const link = await linkOf({ edits });
    expect(await open(link, known({}, [edits]))).toMatchObject({ settings: { edits }, waiting: { edits: other, why: 'unrun' } });
    expect(await open(await linkOf({ seed: 42 }), known({ ran: 'hung' }))).toMatchObject({ settings: { seed: 42, edits: {} }, waiting: { edits: other, why: 'hung' } });
    expect(await open(link, known({ edits }, [edits]))).toMatchObject({ settings: { edits }, waiting: undefined });
  });

  it('shows its own code where the draft is another tab’s, or where it came later', async () => {
    const link = await linkOf({ edits });
    expect((await open(link, known({ isOfTab: false }, [edits]))).waiting).toBeUndefined();
    expect((await open(link, known({}, [edits]), 'later')).waiting).toBeUndefined();
    expect((await open(link, known())).waiting).toEqual({ edits, why: 'link' });
  });

  it('that is wrong opens what the page opens with, and says so', async () => {
    const opening = await open('#run=1&x=storm', known({}));
    expect(opening).toMatchObject({ settings: plain, at: undefined, pane: 'tweak', shared: undefined, waiting: { why: 'unrun' } });
    expect(opening.problem).toMatch(/has no experiment “storm”/);
    expect(opensItself(opening)).toBe(true);
  });
});
