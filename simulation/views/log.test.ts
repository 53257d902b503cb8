import { describe, expect, it } from 'vitest';
import { sampleData, sampleRun, shown } from './frame-sample.ts';
import { linesUpTo, logOf, newestLines } from './log.ts';

const row = (at: number, node: string, kind: string, data = {}) => ({ at, node, kind, data });
const run = sampleRun([
  row(0, '', 'run.started'),
  shown(0, 'stock', { mode: 'open' }),
  row(10, '', 'fault.applied', { target: 'web>stock', kind: 'cut' }),
  row(20, 'web', 'request.ended', { to: 'stock', outcome: 'timeout', code: 'timeout', latencyUs: 1_000_000 }),
  row(30, 'stock', 'breaker.opened', { failures: 3 }),
  row(40, 'stock', 'statechart', { chart: 'b', event: 'tripped', from: 'closed', expected: 'open', reported: 'closed' }),
]);
const log = logOf(run, sampleData);

describe('logOf', () => {
  it('tells what happened and leaves out what only carries the picture', () => {
    expect(log.lines.map(({ where, text }) => `${where}: ${text}`)).toEqual([
      'world: fault struck web to stock: cut',
      'web: stock did not answer within 1000 ms',
      'stock: breaker opened: failures 3',
      'stock: tripped: closed to closed',
    ]);
  });

  it('sorts what happened by what it tells of', () => {
    expect(log.lines.map(({ kind }) => kind)).toEqual(['faults', 'calls', 'reports', 'states']);
  });

  it('tells the causes of a broken promise by their sentences and numbers, even those that it leaves out otherwise', () => {
    const chain = [{ row: 5, at: 30, node: 'stock', sentence: 'It opened on one call' }, { row: 2, at: 0, node: 'stock', sentence: 'because it stood open' }];
    const broken = sampleRun(run.rows, [], { violation: { promise: 'limited', at: 30, row: 5, what: '', chain } });
    expect(logOf(broken, sampleData).lines.filter(({ cause }) => cause > 0).map(({ row, cause, text }) => [row, cause, text])).toEqual([[2, 2, 'because it stood open'], [5, 1, 'It opened on one call']]);
  });

  it('marks a code that left its statechart', () => {
    expect(log.lines.at(-1)!.tone).toBe('fail');
  });

  it('gives the newest lines up to a moment, newest first', () => {
    expect(newestLines(log, linesUpTo(log, 30), 2).map(({ at }) => at)).toEqual([30, 20]);
    expect(newestLines(log, linesUpTo(log, 5), 200)).toEqual([]);
  });
});
