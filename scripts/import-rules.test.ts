import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tool } from './command.mjs';
import { root } from './root.mjs';

/** Every row of the table of who may import what, as files of each kind with imports that it may and may not have. */
const rows: readonly { readonly who: string; readonly files: readonly string[]; readonly may: readonly string[]; readonly mayNot: readonly string[] }[] = [
  {
    who: "a pattern's file",
    files: ['patterns/retry/retry.ts', 'patterns/work-queue/work-queue.worker.ts', 'patterns/hand-clock.ts'],
    may: [],
    mayNot: [
      `import { sleep } from '../sleep.ts';`,
      `import type { Clock } from '../hand-clock.ts';`,
      `import { createHash } from 'node:crypto';`,
      `import { setup } from 'xstate';`,
      `import '@/simulation/kernel.ts';`,
      `export { sleep } from './sleep.ts';`,
      `const late = await import('./late.ts');`,
    ],
  },
  {
    who: "a pattern's test",
    files: ['patterns/retry/retry.test.ts', 'patterns/retry/retry.property.test.ts'],
    may: [
      `import { it } from 'node:test';`,
      `import assert from 'node:assert/strict';`,
      `import { retry } from './retry.ts';`,
      `import { HandClock } from '../hand-clock.ts';`,
    ],
    mayNot: [
      `import { simulate } from '../../simulation/simulate.ts';`,
      `import { scenario } from './scenario.ts';`,
      `import { topology } from './scenario/topology.ts';`,
      `import { expect } from 'vitest';`,
      `import { readFileSync } from 'node:fs';`,
      `import { setup } from 'xstate';`,
    ],
  },
  { who: "a pattern's test by example", files: ['patterns/retry/retry.test.ts'], may: [], mayNot: [`import fc from 'fast-check';`] },
  { who: "a pattern's property test", files: ['patterns/retry/retry.property.test.ts'], may: [`import fc from 'fast-check';`], mayNot: [] },
  {
    who: "a pattern's bench",
    files: ['patterns/retry/retry.bench.ts'],
    may: [`import { race } from '../../bench/race.ts';`, `import { retry } from './retry.ts';`, `import { retry as cockatielRetry } from 'cockatiel';`],
    mayNot: [`import { simulate } from '../../simulation/simulate.ts';`, `import { scenario } from './scenario.ts';`, `import { Icon } from '@/components/ui/icon.tsx';`],
  },
  {
    who: "a pattern's statechart",
    files: ['patterns/retry/retry.machine.ts'],
    may: [`import { setup } from 'xstate';`],
    mayNot: [
      `import type { RetryState } from './retry.ts';`,
      `import { useMachine } from '@xstate/react';`,
      `import { graph } from 'xstate/graph';`,
      `import { defineScenario } from '../../simulation/scenario.ts';`,
    ],
  },
  {
    who: 'a scenario',
    files: ['patterns/retry/scenario.ts'],
    may: [
      `import { defineScenario } from '../../simulation/scenario.ts';`,
      `import type { World } from '../../simulation/world.ts';`,
      `import { retryMachine } from './retry.machine.ts';`,
      `import { topology } from './scenario/topology.ts';`,
      `import type * as retryFile from './retry.ts';`,
      `import type * as breaker from '../circuit-breaker/circuit-breaker.ts';`,
    ],
    mayNot: [
      `import { retry } from './retry.ts';`,
      `import { CircuitBreaker } from '../circuit-breaker/circuit-breaker.ts';`,
      `import { simulate } from '../../simulation/simulate.ts';`,
      `import { useState } from 'react';`,
      `import { readFileSync } from 'node:fs';`,
      `import { Canvas } from '@/components/canvas.tsx';`,
      `import { setup } from 'xstate';`,
    ],
  },
  {
    who: 'a part of a scenario',
    files: ['patterns/retry/scenario/world.ts'],
    may: [
      `import type { World } from '../../../simulation/world.ts';`,
      `import { topology } from './topology.ts';`,
      `import { retryMachine } from '../retry.machine.ts';`,
      `import type * as retryFile from '../retry.ts';`,
    ],
    mayNot: [
      `import { retry } from '../retry.ts';`,
      `import { CircuitBreaker } from '../../circuit-breaker/circuit-breaker.ts';`,
      `import { Kernel } from '../../../simulation/kernel.ts';`,
      `import { useState } from 'react';`,
    ],
  },
  {
    who: 'the kernel',
    files: ['simulation/kernel.ts', 'simulation/nodes/network.ts'],
    may: [
      `import { createActor } from 'xstate';`,
      `import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';`,
      `import exp from '@stdlib/math-base-special-exp';`,
      `import ts from 'typescript';`,
      `import { EventHeap } from './time/event-heap.ts';`,
      `import { bounds } from '../bounds.ts';`,
    ],
    mayNot: [
      `import { useState } from 'react';`,
      `import { createRoot } from 'react-dom/client';`,
      `import { useMachine } from '@xstate/react';`,
      `import { ReactFlow } from 'reactflow';`,
      `import Link from 'next/link';`,
      `import { readFileSync } from 'node:fs';`,
      `import { scenario } from '../patterns/retry/scenario.ts';`,
      `import type { RetryOptions } from '../../patterns/retry/retry.ts';`,
      `import { Canvas } from '../components/canvas.tsx';`,
      `import { catalog } from '@/lib/catalog.ts';`,
      `import article from '../content/patterns/retry.mdx';`,
      `import lodash from 'lodash';`,
    ],
  },
  {
    who: "the kernel's test",
    files: ['simulation/kernel.test.ts'],
    may: [`import { it } from 'vitest';`, `import fc from 'fast-check';`, `import { performance } from 'node:perf_hooks';`],
    mayNot: [`import { retry } from '../patterns/retry/retry.ts';`, `import { useState } from 'react';`],
  },
  {
    who: 'a component',
    files: ['components/ui/button.tsx', 'components/playground/canvas/canvas.tsx'],
    may: [
      `import { useState } from 'react';`,
      `import { ReactFlow } from 'reactflow';`,
      `import { useMachine } from '@xstate/react';`,
      `import type { Kernel } from '@/simulation/kernel.ts';`,
      `import { flightsAt } from '@/simulation/views/flights-at.ts';`,
      `import { nodeFaultKinds } from '@/simulation/fault.ts';`,
      `import { Icon } from '@/components/ui/icon.tsx';`,
      `import { Icon as Sibling } from './icon.tsx';`,
    ],
    mayNot: [
      `import { simulate } from '@/simulation/simulate.ts';`,
      `import { EventHeap } from '../../simulation/time/event-heap.ts';`,
      `import { retry } from '@/patterns/retry/retry.ts';`,
      `import article from '@/content/patterns/retry.mdx';`,
      `import { catalog } from '@/lib/catalog.ts';`,
      `import Page from '@/app/page.tsx';`,
      `import { readFileSync } from 'node:fs';`,
    ],
  },
  {
    who: 'lib',
    files: ['lib/catalog.ts'],
    may: [`import { readFileSync } from 'node:fs';`, `import { join } from 'node:path';`, `import type { ScenarioData } from '../simulation/scenario.ts';`],
    mayNot: [
      `import { cache } from 'react';`,
      `import { notFound } from 'next/navigation';`,
      `import { Icon } from '@/components/ui/icon.tsx';`,
      `import { scenario } from '@/patterns/retry/scenario.ts';`,
      `import article from '../content/patterns/retry.mdx';`,
    ],
  },
  {
    who: 'app',
    files: ['app/page.tsx'],
    may: [`import { catalog } from '@/lib/catalog.ts';`, `import { Icon } from '@/components/ui/icon.tsx';`, `import Link from 'next/link';`],
    mayNot: [],
  },
  {
    who: 'anybody outside app',
    files: ['scripts/diagrams.ts', 'bench/run.ts', 'e2e/article.spec.ts', 'next.config.ts', 'components/a.tsx', 'lib/a.ts', 'simulation/a.ts', 'patterns/retry/scenario.ts'],
    may: [],
    mayNot: [`import { metadata } from '@/app/layout.tsx';`, `import Page from '../app/page.tsx';`],
  },
];

interface Bait {
  readonly file: string;
  readonly line: string;
  readonly isAllowed: boolean;
}
const baits: readonly Bait[] = rows.flatMap(({ files, may, mayNot }) =>
  files.flatMap((file) => [
    ...may.map((line) => ({ file, line, isAllowed: true })),
    ...mayNot.map((line) => ({ file, line, isAllowed: false })),
  ]),
);

const folder = mkdtempSync(join(tmpdir(), 'breakable-imports-'));
let refused: ReadonlySet<string>;

beforeAll(() => {
  const config = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8'));
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, $schema: undefined, options: { typeAware: false } }));
  const texts = new Map<string, string[]>();
  for (const { file, line } of baits) texts.set(file, [...(texts.get(file) ?? []), line]);
  for (const [file, lines] of texts) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), lines.join('\n'));
  }
  const { stdout } = spawnSync(process.execPath, [tool('oxlint'), '--format', 'json'], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code?: string; message: string; filename: string; labels: { span: { line: number } }[] }[] };
  // A file that cannot be parsed is not linted at all.
  expect(diagnostics.filter(({ code }) => code === undefined)).toEqual([]);
  refused = new Set(
    diagnostics
      .filter(({ code }) => code?.includes('no-restricted-imports'))
      .map(({ filename, labels }) => `${filename}: ${texts.get(filename)?.[(labels[0]?.span.line ?? 0) - 1]}`),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(rows)('lint lets $who', ({ files, may, mayNot }) => {
  if (may.length > 0) {
    it.each(may)('have %s', (line) => {
      expect(files.filter((file) => refused.has(`${file}: ${line}`))).toEqual([]);
    });
  }
  if (mayNot.length > 0) {
    it.each(mayNot)('not have %s', (line) => {
      expect(files.filter((file) => !refused.has(`${file}: ${line}`))).toEqual([]);
    });
  }
});
