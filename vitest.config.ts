import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const folders = '{simulation,patterns,lib,components,app,scripts,bench}/**';
const property = `${folders}/*.property.test.{ts,tsx}`;
const contract = `${folders}/{contract,*.contract}.test.ts`;
/** What a new pattern begins as is tested where it is written to. */
const template = 'scripts/new-pattern/template/**';

/** Unit tests are quick; property and contract tests run thousands of programs and simulations, and get their time. */
export default defineConfig({
  resolve: { alias: { 'node:test': `${root}scripts/node-test-on-vitest.ts`, '@': root } },
  test: {
    pool: 'threads',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: [`${folders}/*.test.{ts,tsx}`], exclude: [property, contract, template], testTimeout: 15_000 } },
      { extends: true, test: { name: 'property', include: [property], exclude: [template], setupFiles: ['scripts/property-seed.ts'], testTimeout: 60_000 } },
      { extends: true, test: { name: 'contract', include: [contract], testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
});
