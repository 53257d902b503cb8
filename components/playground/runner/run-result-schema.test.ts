import { describe, expect, it } from 'vitest';
import { sampleRun, shown } from '@/simulation/views/frame-sample.ts';
import { parseRunResult } from './run-result-schema.ts';

const run = sampleRun([shown(5, 'stock', { inFlight: 1 })], [
  { id: 1, link: 'web>stock', kind: 'reply', sentAt: 1, arrivesAt: 2, lost: '', outcome: 'late', request: 3 },
]);
const parsed = (change: object) => parseRunResult(JSON.stringify({ ...run, ...change }));

describe('parseRunResult', () => {
  it('takes a run as it is', () => {
    expect(parsed({})).toEqual(run);
    const violated = { status: 'violated', violation: { promise: 'limited', at: 5, row: 1, what: 'Nine at once.', chain: [{ row: 1, at: 5, node: 'stock', sentence: 'It let one in.' }] } };
    expect(parsed(violated)).toEqual({ ...run, ...violated });
  });

  it('refuses what is not a run', () => {
    expect(parseRunResult('no JSON')).toBeUndefined();
    expect(parseRunResult('null')).toBeUndefined();
    expect(parseRunResult(run)).toBeUndefined();
    expect(parsed({ status: 'splendid' })).toBeUndefined();
    expect(parsed({ hash: '<b>0123456789abcd' })).toBeUndefined();
    expect(parsed({ endedAt: -1 })).toBeUndefined();
    expect(parsed({ rows: [{ ...run.rows[0], at: 'soon' }] })).toBeUndefined();
    expect(parsed({ rows: [{ ...run.rows[0], data: [] }] })).toBeUndefined();
    expect(parsed({ flights: [{ ...run.flights[0], outcome: 'lucky' }] })).toBeUndefined();
    expect(parsed({ rows: [{ ...run.rows[0], node: 'n'.repeat(201) }] })).toBeUndefined();
  });

  it('drops fields that a run does not have', () => {
    expect(parsed({ markup: '<img>' })).toEqual(run);
  });
});
