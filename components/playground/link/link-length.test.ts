import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { encodeLink } from './encode-link.ts';
import { linkData, linkGround, sharedSample } from './link-sample.ts';

/** What stands before the fragment, at its longest. */
const page = `${'https://'.padEnd(30, 'o')}/patterns/external-configuration-store/#`;
const experiment = { ...linkData.experiments[1]!, name: 'recovery-under-load' };
const data: ScenarioData = { ...linkData, experiments: [linkData.experiments[0]!, experiment] };
/** Another experiment and seed, two knobs turned, its own fault, a moment and a pane. */
const plain = sharedSample(
  { at: 12_304_000, pane: 'code' },
  { experiment: experiment.name, seed: 48_213, knobs: { slots: 12, rate: 50, rule: 'in a row', isolate: false }, faults: [{ kind: 'cut', target: 'web>stock', atMs: 13_000, forMs: 10_000 }] },
);

it('fits a plain run into 200 characters, address and all', async () => {
  const link = page + (await encodeLink(plain, { ...linkGround, data }));
  expect(link.length).toBeLessThan(200);
});

const files = readdirSync('patterns', { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => [name, readFileSync(`patterns/${name}/${name}.ts`, 'utf8')] as const);
const conditions = ['this.state !== "open" && epoch > this.last', 'count + this.failures >= options.maximum', 'performance.now() < deadline + graceMs', 'isHealthy(await probe(target, signal))', 'attempt.startedAt !== undefined && retry'];

it.each(files)('fits five edited lines of %s into 500 characters, a condition of forty characters put into each', async (_, original) => {
  const lines = original.split('\n');
  const places = lines.map((line, index) => [line, index] as const).filter(([line]) => /^ {4,}\w/.test(line)).map(([, index]) => index);
  for (const [index, condition] of conditions.entries()) {
    const place = places[Math.floor(((index + 0.5) / conditions.length) * places.length)]!;
    lines[place] = lines[place]!.replace(/^ +/, (indent) => `${indent}if (${condition}) `);
  }
  const edited = { ...plain, settings: { ...plain.settings, faults: [], edits: { sample: lines.join('\n') } } };
  const link = page + (await encodeLink(edited, { data, version: '0.1.0', originals: () => Promise.resolve({ sample: original }) }));
  expect(link.length).toBeLessThan(500);
});
