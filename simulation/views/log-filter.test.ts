import { describe, expect, it } from 'vitest';
import { filteredLog, noFilter, type LogFilter } from './log-filter.ts';
import { logOfLines, type LogLine } from './log.ts';

const line = (row: number, change: Partial<LogLine>): LogLine => ({ row, at: row * 10, node: 'web', where: 'Web', kind: 'calls', tone: 'ok', text: 'Stock answered after 5 ms', cause: 0, ...change });
const log = logOfLines([line(1, {}), line(2, { node: 'stock', where: 'Stock', kind: 'states', text: 'crashed' }), line(3, { node: '', where: 'world', kind: 'faults', text: 'fault struck Stock', cause: 1 })]);
const passing = (filter: Partial<LogFilter>) => filteredLog(log, { ...noFilter, ...filter }).lines.map(({ row }) => row);

describe('filteredLog', () => {
  it('lets all pass where nothing is asked for, as the same log', () => {
    expect(filteredLog(log, noFilter)).toBe(log);
  });

  it('takes the lines of a node, of the world, of a kind, and those that the chain of causes names', () => {
    expect([passing({ node: 'stock' }), passing({ node: 'world' }), passing({ kind: 'calls' }), passing({ kind: 'causes' })]).toEqual([[2], [3], [1], [3]]);
  });

  it('finds a text in any case of letters, in what happened and in where', () => {
    expect([passing({ text: ' STOCK ' }), passing({ text: 'stock', kind: 'states' }), passing({ text: 'nothing such' })]).toEqual([[1, 2, 3], [2], []]);
  });

  it('keeps the times beside the lines', () => {
    expect([...filteredLog(log, { ...noFilter, kind: 'faults' }).times]).toEqual([30]);
  });
});
