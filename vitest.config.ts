import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;
const slow = ['**/*.property.test.ts', '**/contract.test.ts'];

/** Unit tests are quick; property and contract tests run thousands of programs and simulations, and get a minute each. */
export default defineConfig({
  resolve: { alias: { 'node:test': `${root}/scripts/node-test-on-vitest.ts`, '@': root } },
  test: {
    pool: 'threads',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['{simulation,patterns,lib,components,scripts}/**/*.test.ts'], exclude: slow, testTimeout: 15_000 },
      },
      {
        extends: true,
        test: { name: 'property', include: slow.map((glob) => `{simulation,patterns,lib,components,scripts}/${glob}`), testTimeout: 60_000 },
      },
    ],
  },
});
