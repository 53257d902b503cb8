import { expect, it } from 'vitest';
import { sampleRun } from '@/simulation/views/frame-sample.ts';
import type { RunResult } from '@/simulation/run.ts';
import { editedSample, linkData, originalSample, sharedSample } from './link-sample.ts';
import { markdownText } from './markdown-text.ts';
import { runReport, type Reported } from './run-report.ts';
import { shareWords } from './share-words.ts';

const evil = '<img src=x onerror=alert(1)>\n# [click](https://evil.example) `code` *b* _i_ |cell| @all $x$ www.evil.example';
const run: RunResult = {
  ...sampleRun([]),
  hash: '0123456789abcdef',
  status: 'violated',
  durationUs: 1_000_000,
  endedAt: 400_000,
  promises: [
    { name: 'limited', kind: 'safety', status: 'broken', checks: 3, checkedAt: [], brokenAt: 400_000 },
    { name: 'kept', kind: 'safety', status: 'held', checks: 1, checkedAt: [] },
    { name: 'idle', kind: 'liveness', status: 'untested', checks: 0, checkedAt: [] },
  ],
  violation: { promise: 'limited', at: 400_000, row: 1, what: evil, chain: [{ row: 1, at: 400_000, node: 'stock', sentence: evil }, { row: 2, at: 100_000, node: '', sentence: 'A call came.' }] },
  stop: { reason: 'failed', what: evil, node: 'stock', file: 'sample', line: 12 },
};
const shared = sharedSample({}, { seed: 42, knobs: { slots: 2, rate: 20, rule: 'in a row', isolate: true }, edits: { sample: editedSample } });
const reported: Reported = {
  data: linkData, title: 'Sample', link: 'https://example.org/patterns/sample/#run=1&s=42', shared, run,
  blame: { isToBlame: true, kind: 'edit', place: { file: 'sample', line: 8, within: '', at: 390_000 }, number: 3 },
  originals: { sample: originalSample }, browser: 'Mozilla/5.0 `x`',
};

it('has all that is needed to have the run again, and what came of it', () => {
  const report = runReport(reported);
  for (const part of [
    '### Sample: a run of Breakable\n\n<https://example.org/patterns/sample/#run=1&s=42>\n',
    '| Catalog | 0.1.0, link format 1 |', '| Hash | `0123456789abcdef` |', "| Browser | `Mozilla/5.0 'x'` |", '| Experiment | Slow (`slow`) |', '| Seed | 42 |', '| Knobs | Slots 2; Isolate on |',
    '| Faults | Slow ×10 `stock`, 0.1 to 0.3 s |', '| Edited code | `sample.ts`, 1 line |', '| Moment | 0.400 s |', '| Ended | violated at 0.400 s of 1 s |',
    '- **broken** at 0.400 s after 3 checks: At most 8 calls at once\n- held, 1 check: kept\n- not exercised: idle',
    '2. because 0.100 s: A call came.\n3. because the edit: line 8 of `sample.ts`, last at 0.390 s.',
    '**Why it stopped**\n\nIt failed: ', '(`sample.ts` line 12, on stock)',
  ]) expect(report).toContain(part);
});

it('says that there is no run where there is none', () => {
  expect(runReport({ ...reported, run: undefined, blame: undefined })).toContain('| Ended | there is no run |');
});

it('lets no words of a run become its structure', () => {
  const structure = (report: string) => report.split('\n').map((line) => /^(#+ |\| |\|-|- |\d+\. |<|\*\*)?/.exec(line)?.[0]);
  const calm = { ...run, violation: { ...run.violation!, what: 'x', chain: run.violation!.chain.map((link) => ({ ...link, sentence: 'x' })) }, stop: { ...run.stop!, what: 'x' } };
  const report = runReport(reported);
  expect(structure(report)).toEqual(structure(runReport({ ...reported, run: calm })));
  expect(report).not.toMatch(/(?<!\\)<img|(?<!\\)\[click|https:\/\/evil|www\.evil|@all/);
});

it('keeps words readable, on one line, and brief', () => {
  expect(markdownText('checkout-1 took 2.5 s (again): #7, 50 %')).toBe('checkout-1 took 2.5 s (again): \\#7, 50 %');
  expect(markdownText(`a\r\n\u202Eb\tc`)).toBe('a �b c');
  expect(markdownText('x'.repeat(1000))).toHaveLength(300);
});

it('lists in words what a link carries', () => {
  expect(shareWords(shared, linkData, { sample: originalSample })).toEqual(['the experiment “Slow”', 'the seed 42', '2 knobs', '1 edited line', 'the moment 0.400 s']);
  const broken = sharedSample({ at: undefined, pane: 'code' }, { breakName: 'no-limit', mutant: 'unlimited', faults: [], control: true });
  expect(shareWords(broken, linkData, {})).toEqual(['the experiment “Slow”', 'the break “No limit”', 'no faults', 'the world without the pattern', 'the open tab']);
});
