import { describe, expect, it } from 'vitest';
import type { RunResult } from '../run.ts';
import { blameOf } from './blame.ts';

const place = { file: 'door', line: 4, within: '', at: 900 };
const run: RunResult = {
  slug: 'small', experiment: 'only', seed: 1, knobs: { size: 3 }, faults: [{ kind: 'crash', target: 'web', atMs: 5 }], mutant: '', edits: {}, control: false,
  status: 'ended', durationUs: 5000, endedAt: 5000, events: 1, hash: '', rows: [], flights: [], suspended: [], metrics: {}, decisive: [],
  promises: [{ name: 'safe', kind: 'safety', status: 'held', checks: 1, checkedAt: [1] }, { name: 'live', kind: 'liveness', status: 'untested', checks: 0, checkedAt: [] }],
};
const broken: RunResult = {
  ...run, edits: { door: 'x' }, status: 'violated', endedAt: 1000, lastEdited: place,
  violation: { promise: 'safe', at: 1000, row: 1, what: 'It is not safe.', chain: [] },
};
const breaking = (promise: string, endedAt: number): RunResult => ({
  ...run, status: 'violated', endedAt, violation: { promise, at: endedAt, row: 1, what: '', chain: [] },
  promises: run.promises.map((report) => (report.name === promise ? { ...report, status: 'broken', brokenAt: endedAt } : report)),
});

describe('the changed place to blame', () => {
  it('is where the run was last, when the code as it is keeps the promise to the end', () => {
    expect(blameOf(broken, run)).toBe(place);
    expect(blameOf({ ...broken, edits: {}, mutant: 'open' }, run)).toBe(place);
    expect(blameOf({ ...broken, violation: { ...broken.violation!, promise: 'live' } }, run)).toBe(place);
  });

  it('is the same when that stops later, for another reason', () => {
    expect(blameOf(broken, breaking('live', 1001))).toBe(place);
    expect(blameOf(broken, { ...run, status: 'exhausted', endedAt: 1001 })).toBe(place);
  });

  it.each<[string, RunResult]>([
    ['breaks the same promise before', breaking('safe', 999)],
    ['breaks the same promise at the same time', breaking('safe', 1000)],
    ['breaks the same promise later', breaking('safe', 2000)],
    ['breaks another promise before', breaking('live', 999)],
    ['breaks another promise at the same time', breaking('live', 1000)],
    ['stops before', { ...run, status: 'exhausted', endedAt: 1000 }],
    ['fails at once', { ...run, status: 'failed', endedAt: 0, promises: [] }],
    ['does not know the promise', { ...run, promises: [] }],
    ['is edited too', { ...run, edits: { door: 'y' } }],
    ['is a wrong version', { ...run, mutant: 'open' }],
    ['is another pattern', { ...run, slug: 'other' }],
    ['is another experiment', { ...run, experiment: 'other' }],
    ['has another seed', { ...run, seed: 2 }],
    ['is without the pattern', { ...run, control: true }],
    ['has another knob', { ...run, knobs: { size: 4 } }],
    ['has a knob more', { ...run, knobs: { size: 3, other: 1 } }],
    ['has a knob of another name', { ...run, knobs: { other: 3 } }],
    ['has no faults', { ...run, faults: [] }],
    ['has another fault', { ...run, faults: [{ kind: 'crash', target: 'web', atMs: 6 }] }],
    ['has a longer fault', { ...run, faults: [{ kind: 'crash', target: 'web', atMs: 5, forMs: 1 }] }],
  ])('is none where the other run %s', (_, original) => {
    expect(blameOf(broken, original)).toBeUndefined();
  });

  it('is none where no promise broke, or no changed place was reached', () => {
    const { violation: _violation, ...kept } = broken;
    expect(blameOf(kept, run)).toBeUndefined();
    const { lastEdited: _place, ...elsewhere } = broken;
    expect(blameOf(elsewhere, run)).toBeUndefined();
  });
});
