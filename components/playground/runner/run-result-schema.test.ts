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

  const row = (change: object) => parsed({ rows: [{ ...run.rows[0], ...change }] });

  it.each([
    ['rows after the end', () => row({ at: run.endedAt + 1 })],
    ['rows that are numbered otherwise', () => row({ id: 2 })],
    ['a cause that is not before its effect', () => row({ cause: 1 })],
    ['a cause that is the effect of its effect', () => parsed({ rows: [{ ...run.rows[0], cause: 2 }, { ...run.rows[0], id: 2, cause: 1 }] })],
    ['rows out of order', () => parsed({ rows: [{ ...run.rows[0], at: 5 }, { ...run.rows[0], id: 2, at: 4 }] })],
    ['a row of the kernel without what the views need', () => row({ kind: 'request.ended', data: {} })],
    ['an end that names a start after it', () => row({ kind: 'request.ended', data: { request: 1, to: 'stock', outcome: 'ok', code: '', latencyUs: 1, started: 1 } })],
    ['data that is nested without end', () => row({ data: JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`) as object })],
    ['long words', () => row({ kind: 'shown', data: { card: 'c'.repeat(201), gauges: {} } })],
    ['a message that arrives before it is sent', () => parsed({ flights: [{ ...run.flights[0], arrivesAt: 0 }] })],
    ['messages of one number', () => parsed({ flights: [run.flights[0], run.flights[0]] })],
    ['an end after the end', () => parsed({ endedAt: run.durationUs + 1 })],
    ['checks out of order', () => parsed({ promises: [{ name: 'a', kind: 'safety', status: 'held', checks: 2, checkedAt: [2, 1] }] })],
    ['a violation in a row that is not there', () => parsed({ status: 'violated', violation: { promise: 'a', at: 1, row: 9, what: '', chain: [] } })],
    ['a chain that leads to a row that is not there', () => parsed({ status: 'violated', violation: { promise: 'a', at: 1, row: 1, what: '', chain: [{ row: 0, at: 0, node: '', sentence: '' }] } })],
    ['times of a line without their nodes', () => parsed({ decisive: [{ file: 'a', line: 1, label: '', at: [1], nodes: [] }] })],
  ])('refuses %s', (_, attempt) => {
    expect(attempt()).toBeUndefined();
  });

  it('takes a prototype out of data', () => {
    const json = JSON.stringify({ ...run, rows: [{ ...run.rows[0], data: { card: 'stock', gauges: { a: 1 } } }] }).replace('"a":1', '"a":1,"__proto__":{"b":2}');
    expect(parseRunResult(json)?.rows[0]?.data).toEqual({ card: 'stock', gauges: { a: 1 } });
    expect(Object.hasOwn(parseRunResult(json)!.rows[0]!.data.gauges as object, '__proto__')).toBe(false);
  });

  it('drops fields that a run does not have', () => {
    expect(parsed({ markup: '<img>' })).toEqual(run);
  });
});
