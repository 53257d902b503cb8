import { describe, expect, it } from 'vitest';
import { tidyRules } from './rules.ts';
import { sourceFiles, type SourceFile } from './source-file.ts';
import { root } from '../root.mjs';

const files = sourceFiles(root);

/** A pattern that the baits can name. */
const retry: readonly SourceFile[] = [
  { path: 'patterns/retry/scenario.ts', text: '' },
  { path: 'patterns/retry/retry.ts', text: 'export class Retry {}' },
  { path: 'patterns/work-queue/work-queue.worker.ts', text: '' },
];

const long = (lines: number) => 'const a = 1;\n'.repeat(lines);

/** For each rule: files that break it in the lines given, and files that keep it. */
const baits: Readonly<Record<string, { readonly breaks: readonly [path: string, text: string, ...lines: number[]][]; readonly keeps: readonly [path: string, text: string][] }>> = {
  "A pattern's own file imports nothing, not even a type": {
    breaks: [
      ['patterns/retry/retry.ts', `\nimport { a } from './a.ts';`, 2],
      ['patterns/retry/retry.ts', `import type { Clock } from '../clock.ts';`, 1],
      ['patterns/work-queue/work-queue.worker.ts', `export { a } from './a.ts';`, 1],
      ['patterns/retry/retry.ts', `const a = await import('./a.ts');`, 1],
      ['patterns/retry/retry.ts', `const a = require('node:fs');`, 1],
      ['patterns/retry/retry.ts', `\n\nlet a: import('./a.ts').A;`, 3],
    ],
    keeps: [
      ['patterns/retry/retry.ts', `// It imports nothing.\nexport const a = 'import b from "b"';`],
      ['patterns/retry/retry.test.ts', `import { retry } from './retry.ts';`],
      ['patterns/retry/retry.machine.ts', `import { setup } from 'xstate';`],
    ],
  },
  "A scenario takes a pattern's files as types only: the build hands it their values": {
    breaks: [
      ['patterns/retry/scenario.ts', `import { Retry } from './retry.ts';`, 1],
      ['patterns/retry/scenario.ts', `import { Worker } from '../work-queue/work-queue.worker.ts';`, 1],
      ['patterns/retry/scenario/world.ts', `\nimport { Retry } from '../retry.ts';`, 2],
    ],
    keeps: [
      ['patterns/retry/scenario.ts', `import type * as retry from './retry.ts';`],
      ['patterns/retry/scenario.ts', `import { machine } from './retry.machine.ts';\nimport { topology } from './scenario/topology.ts';`],
      ['patterns/retry/scenario/world.ts', `import { topology } from './topology.ts';\nimport { defineScenario } from '../../../simulation/scenario.ts';`],
    ],
  },
  'An article imports nothing: its tags come from mdx-components.tsx': {
    breaks: [['content/patterns/retry.mdx', `# Retry\n\nimport Chart from '@/components/chart.tsx';`, 3]],
    keeps: [['content/patterns/retry.mdx', "It must import nothing.\n\n```ts\nimport { Retry } from './retry.ts';\n```\n"]],
  },
  'No file outside patterns/, content/ and the tests names a slug: the folder is the registry': {
    breaks: [
      ['components/card.tsx', `if (slug === 'retry') return null;`, 1],
      ['app/page.tsx', `\nimport { Retry } from '@/patterns/retry/retry.ts';`, 2],
      ['lib/catalog.ts', 'const path = `patterns/retry/scenario.ts`;', 1],
    ],
    keeps: [
      ['components/card.tsx', `const retryInMs = 3; // A retry costs more than a call.`],
      ['patterns/retry/scenario.ts', `const slug = 'retry';`],
      ['simulation/kernel.test.ts', `load('retry');`],
    ],
  },
  'No file is longer than 300 lines, apart from tests': {
    breaks: [['simulation/kernel.ts', long(301), 301]],
    keeps: [
      ['simulation/kernel.ts', long(300)],
      ['simulation/kernel.test.ts', long(301)],
      ['app/globals.css', long(301)],
    ],
  },
  'Nothing is left for later, and no test runs alone or is skipped': {
    breaks: [
      ['lib/a.ts', `const a = 1; // TODO: more`, 1],
      ['docs/a.md', `\nFIXME`, 2],
      ['lib/a.test.ts', `it.only('works', () => {});`, 1],
      ['e2e/a.spec.ts', `test.skip('works', () => {});`, 1],
    ],
    keeps: [['lib/a.ts', `// What is to do is done.`]],
  },
  'No file only hands on what other files export': {
    breaks: [
      ['components/ui/index.ts', `export { Button } from './button.tsx';\nexport * from './card.tsx';`, 1],
      ['components/ui/all.ts', `import './a.ts';\nexport type { Button } from './button.tsx';`, 1],
    ],
    keeps: [['components/ui/button.tsx', `export { Icon } from './icon.tsx';\nexport const Button = 1;`]],
  },
  'A component reaches outside React in one place: at most one effect a file': {
    breaks: [['components/a.tsx', `function A() {\n  useEffect(() => {});\n  useLayoutEffect(() => {});\n}`, 3]],
    keeps: [
      ['components/a.tsx', `import { useEffect } from 'react';\nfunction A() { useEffect(() => {}); }`],
      ['components/a.test.tsx', `useEffect(() => {}); useEffect(() => {});`],
    ],
  },
  'No file holds a path of one machine': {
    breaks: [
      ['lib/a.ts', `const a = '/home/ada/breakable';`, 1],
      ['docs/a.md', `See /Users/ada/notes.md or \`/tmp/x\`.`, 1],
      ['.ci/run', `cd /root/breakable`, 1],
      ['docs/a.md', `As ../shared/design says.`, 1],
    ],
    keeps: [['lib/a.ts', `const a = 'patterns/home/home.ts'; // https://example.org/home/page`]],
  },
  'package-lock.json holds no addresses of a registry': {
    breaks: [['package-lock.json', `{\n  "resolved": "https://registry.example/a.tgz"\n}`, 2]],
    keeps: [['package-lock.json', `{ "integrity": "sha512-a" }`]],
  },
  'Simulated code has neither real time nor real chance, nor functions that engines disagree on, but as the default of a port': {
    breaks: [
      ['simulation/kernel.ts', `const a = Math.random();\nconst b = Date.now();`, 1, 2],
      ['simulation/kernel.ts', `const b = new Date();\nsetTimeout(run, 1);\nglobalThis.setTimeout(run, 1);\nqueueMicrotask(run);`, 1, 2, 3, 4],
      ['simulation/kernel.ts', `const a = Math.exp(1) + 1.5 ** b;`, 1, 1],
      ['patterns/retry/retry.ts', `export class Retry {\n  wait() { return Math.random(); }\n}`, 2],
      ['patterns/retry/retry.ts', `function now() {\n  return performance.now();\n}`, 2],
      ['patterns/retry/scenario/world.ts', `export function start() {\n  setTimeout(run, 1);\n}`, 2],
    ],
    keeps: [
      ['simulation/kernel.ts', `// Math.random() is not used.\nconst a = 'Date.now()'; clock.setTimeout(run, 1); new Date(5); Math.sqrt(2); 2 ** 31;`],
      ['simulation/globals/math.ts', `const a = Math.exp(1);`],
      ['patterns/retry/retry.ts', `export const systemClock = { now: () => performance.now(), setTimeout: (run, ms) => setTimeout(run, ms) };`],
      ['patterns/retry/retry.ts', `function report(error) {\n  queueMicrotask(() => { throw error; });\n}`],
      ['patterns/retry/retry.test.ts', `const a = Date.now();`],
      ['components/a.tsx', `const a = Math.random();`],
    ],
  },
};

describe.each(tidyRules)('$name:', ({ name, problems }) => {
  const { breaks, keeps } = baits[name] ?? { breaks: [], keeps: [] };
  const linesOf = (path: string, text: string) => problems({ path, text }, retry);

  it('holds in this repository', () => {
    expect(files.flatMap((file) => problems(file, files).map((line) => `${file.path}:${line}`))).toEqual([]);
  });

  it('is seen to be broken', () => {
    expect(breaks).not.toEqual([]);
    for (const [path, text, ...lines] of breaks) expect({ path, text, lines: linesOf(path, text) }).toEqual({ path, text, lines });
  });

  it('lets pass what keeps it', () => {
    expect(keeps).not.toEqual([]);
    for (const [path, text] of keeps) expect({ path, text, lines: linesOf(path, text) }).toEqual({ path, text, lines: [] });
  });
});

describe('the rules', () => {
  it('read the files that they are about', () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toContain('package-lock.json');
    expect(paths).toContain('.ci/run');
    expect(paths).toContain('simulation/kernel.ts');
    expect(paths.filter((path) => path.includes('node_modules'))).toEqual([]);
  });
});
