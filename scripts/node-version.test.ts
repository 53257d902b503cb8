import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './root.mjs';

const { nodeProblem } = createRequire(import.meta.url)('./node-version.cjs') as { nodeProblem: (version: string) => string | undefined };

describe('the version of Node', () => {
  it.each(['0.12.18', '12.22.0', '18.20.8', '20.9.0', '20.18.3', '21.7.3', '22.0.0', '22.11.0'])('%s is too old, and one line says which is needed and where it is', (version) => {
    expect(nodeProblem(version)).toMatch(new RegExp(`^Node ${version} is too old: Breakable needs Node 20\\.19, 22\\.12 or newer\\. Install one from https://nodejs\\.org [^\n]*$`));
  });

  it.each(['20.19.0', '20.20.2', '22.12.0', '22.21.1', '23.0.0', '24.11.1', '100.0.0'])('%s is recent enough', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it('is the one that package.json and the documents ask for', () => {
    const read = (path: string) => readFileSync(join(root, path), 'utf8');
    expect((JSON.parse(read('package.json')) as { engines: { node: string } }).engines.node).toBe('^20.19.0 || >=22.12.0');
    for (const path of ['README.md', 'CONTRIBUTING.md']) expect(read(path)).toContain('20.19, 22.12 or newer');
  });
});
