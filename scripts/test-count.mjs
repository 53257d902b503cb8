import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} TestCount */

/**
 * What a runner's JSON report counts: vitest's, or Playwright's.
 * @param {{
 *   numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number,
 *   stats?: { expected: number, unexpected: number, flaky: number, skipped: number },
 * }} report
 * @returns {TestCount}
 */
export function countOf({ stats, numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 }) {
  if (stats) return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

/**
 * What a runner wrote down before it ended. A step that fails without a failed test (a file that does not load) counts as one failure,
 * so that no sum says "0 failed" of a run that failed.
 * @param {string | undefined} path its report; undefined for a step that runs no tests.
 * @param {boolean} hasFailed
 * @returns {TestCount}
 */
export function countOfStep(path, hasFailed) {
  /** @type {TestCount} */
  let count = { passed: 0, failed: 0, skipped: 0 };
  try {
    if (path) count = countOf(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    hasFailed = true;
  }
  return hasFailed && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/**
 * @param {readonly TestCount[]} counts
 * @returns {TestCount}
 */
export function sumOf(counts) {
  const sum = (/** @type {keyof TestCount} */ what) => counts.reduce((total, count) => total + count[what], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/**
 * `12 passed, 0 failed`
 * @param {TestCount} count
 */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
