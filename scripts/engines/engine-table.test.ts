import { describe, expect, it } from 'vitest';
import { engineTable, type Report } from './engine-table.ts';

const engines = [{ name: 'One', project: 'one' }, { name: 'Other', project: 'other' }];
const tested = (projectName: string, status: string, ...notes: readonly (readonly [string, string])[]) => ({
  title: 'a test', tests: [{ projectName, status, annotations: notes.map(([type, description]) => ({ type, description })) }],
});
const reportOf = (...specs: readonly ReturnType<typeof tested>[]): Report => ({ suites: [{ suites: [{ specs }] }] });

describe('the table of engines', () => {
  it('adds numbers up, keeps words, and has a column for each engine', () => {
    const report = reportOf(tested('one', 'expected', ['Version', '148.0.1'], ['Programs', '2']), tested('one', 'expected', ['Programs', '3']), tested('other', 'expected', ['Version', '153.7'], ['Programs', '5']));
    expect(engineTable(report, engines)).toBe(
      ['|  | One | Other |', '| --- | --- | --- |', '| Version | 148.0.1 | 153.7 |', '| Programs | 5 | 5 |', '| Tests passed | 2 | 1 |', '| Tests failed | 0 | 0 |'].join('\n'),
    );
  });

  it('takes no notes of a test that failed, and counts it', () => {
    const report = reportOf(tested('one', 'unexpected', ['Programs', '2']), tested('one', 'expected', ['Programs', '1']), tested('other', 'expected'));
    expect(engineTable(report, engines)).toContain('| Programs | 1 | none |');
    expect(engineTable(report, engines)).toContain('| Tests failed | 1 | 0 |');
  });

  it('is not made where an engine ran nothing', () => {
    expect(() => engineTable(reportOf(tested('one', 'expected'), tested('other', 'skipped')), engines)).toThrow('No test ran in Other: see that the project "other" is one of playwright.config.ts.');
  });
});
