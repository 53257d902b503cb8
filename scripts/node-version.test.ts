import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

const { nodeProblem, oldest } = createRequire(import.meta.url)('./node-version.cjs') as {
  nodeProblem: (version: string) => string | undefined;
  oldest: readonly [number, number];
};

describe('the version of Node', () => {
  it.each(['0.12.18', '12.22.0', '18.20.8', '20.8.1'])('%s is too old, and one line says which is needed and where it is', (version) => {
    expect(nodeProblem(version)).toMatch(new RegExp(`^Node ${version} is too old: Breakable needs Node ${oldest.join('.')} or newer\\. Install one from https://nodejs\\.org [^\n]*$`));
  });

  it.each(['20.9.0', '20.20.2', '21.0.0', '22.0.0', '24.11.1', '100.0.0'])('%s is recent enough', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it('is the one that package.json asks for', () => {
    const { engines } = createRequire(import.meta.url)('../package.json') as { engines: { node: string } };
    expect(engines.node).toBe(`>=${oldest.join('.')}`);
  });
});
