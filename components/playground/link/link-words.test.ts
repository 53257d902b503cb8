import { expect, it } from 'vitest';
import { sampleRun } from '@/simulation/views/frame-sample.ts';
import type { RunResult } from '@/simulation/run.ts';
import { inputOf } from '../playground-context.ts';
import { editedSample, sharedSample } from './link-sample.ts';
import { linkWords } from './link-words.ts';

const shared = sharedSample({ version: '0.0.9' });
const ranLike = ({ settings }: typeof shared, hash: string): RunResult => ({ ...sampleRun([]), ...inputOf(settings), mutant: '', edits: settings.edits, hash });
const state = { opening: { problem: '', shared }, run: ranLike(shared, shared.hash), waiting: undefined, version: '0.1.0' };
const here = '0123456789abcdef';

it('says nothing of a run that is the shared one', () => {
  expect(linkWords(state)).toEqual([]);
});

it('says that a run differs from the one that was shared, with both hashes and versions', () => {
  expect(linkWords({ ...state, run: ranLike(shared, here) })).toEqual([
    { about: 'difference', title: 'This run differs from the one that was shared:', words: `its hash was 2bde76f11aac4887, here it is ${here} (made with 0.0.9, this is 0.1.0).` },
  ]);
  const words = (version: string) => linkWords({ ...state, opening: { problem: '', shared: { ...shared, version } }, run: ranLike(shared, here) })[0]?.words;
  expect(words('0.1.0')).toContain('(both were made with 0.1.0)');
  expect(words('')).toContain('(this is 0.1.0)');
});

it('does not compare what is not the shared run', () => {
  const edited = sharedSample({}, { edits: { sample: editedSample } });
  expect(linkWords({ ...state, run: ranLike(sharedSample({}, { seed: 8 }), here) })).toEqual([]);
  expect(linkWords({ ...state, opening: { problem: '', shared: edited }, run: ranLike(shared, here) })).toEqual([]);
  expect(linkWords({ ...state, opening: { problem: '', shared: edited }, run: ranLike(edited, here) })).toHaveLength(1);
  expect(linkWords({ ...state, opening: { problem: '', shared: { ...shared, hash: '' } }, run: ranLike(shared, here) })).toEqual([]);
});

it('says what was wrong with a link before it says that code waits', () => {
  expect(linkWords({ ...state, opening: { problem: 'This link cannot be read.', shared: undefined }, waiting: 'hung' }).map(({ about }) => about)).toEqual(['problem', 'waiting']);
});
