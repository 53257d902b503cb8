import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countOf, countOfStep, inWords, sumOf } from './test-count.mjs';

function reportOf(content: unknown) {
  const path = join(mkdtempSync(join(tmpdir(), 'breakable-count-')), 'report.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('the count of tests', () => {
  it('is read from what vitest writes', () => {
    expect(countOf({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 })).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('is read from what Playwright writes, where a test that needed a second try has failed', () => {
    expect(countOf({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 } })).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });

  it('takes a step that failed without a failed test as one failure', () => {
    expect(countOfStep(undefined, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countOfStep(reportOf({ numPassedTests: 3, numFailedTests: 0 }), true)).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(countOfStep(reportOf({ numPassedTests: 3, numFailedTests: 2 }), true)).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });

  it('takes a runner that left no report, or half of one, as one failure', () => {
    expect(countOfStep('/no/such/report.json', false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countOfStep(reportOf('{"numPassed'), false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts nothing for a step that runs no tests and went well', () => {
    expect(countOfStep(undefined, false)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it('is added up over all runners and told in one line, skipped tests only where there are some', () => {
    const sum = sumOf([
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 4, failed: 1, skipped: 0 },
    ]);
    expect(inWords(sum)).toBe('7 passed, 1 failed');
    expect(inWords({ passed: 7, failed: 0, skipped: 2 })).toBe('7 passed, 0 failed, 2 skipped');
  });
});
