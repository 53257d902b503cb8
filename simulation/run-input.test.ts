import { describe, expect, it } from 'vitest';
import type { Fault } from './fault.ts';
import type { Knobs } from './scenario.ts';
import { editedTextMax, type Edits } from './edits/edits.ts';
import { resolveInput } from './run-input.ts';
import { dataOf } from './load-simulation.ts';
import { compiledSmallWorld, smallWorld } from './testing/small-world.ts';

const run = smallWorld({
  nodes: ['web', { id: 'shoppers', label: 'Shoppers', cards: [], faults: [] }],
  links: ['shoppers>web'],
  knobs: [
    { kind: 'number', name: 'size', label: '', group: '', help: '', min: 1, max: 9, step: 1, default: 3, unit: 'calls' },
    { kind: 'choice', name: 'rule', label: '', group: '', help: '', options: [{ value: 'count', label: '' }, { value: 'time', label: '' }], default: 'count' },
    { kind: 'switch', name: 'protect', label: '', group: '', help: '', default: true },
  ],
  start(world) {
    world.node('web', () => ({}));
    world.node('shoppers', () => ({}));
  },
});

describe('an input', () => {
  it('takes defaults for what it leaves out', () => {
    expect(run().knobs).toEqual({ size: 3, rule: 'count', protect: true });
    expect(run({ knobs: { size: 9 } }).knobs).toEqual({ size: 9, rule: 'count', protect: true });
  });

  it.each<[string, Knobs, string]>([
    ['an unknown knob', { sise: 1 }, 'No knob is named "sise"; there are: size, rule, protect.'],
    ['a number out of range', { size: 10 }, 'The knob size goes from 1 to 9 calls, not 10.'],
    ['a number that is none', { size: Number.NaN }, 'The knob size goes from 1 to 9 calls, not NaN.'],
    ['a choice that does not exist', { rule: 'never' }, 'The knob rule is one of count, time, not never.'],
    ['a switch that is no switch', { protect: 'yes' }, 'The knob protect is a switch: give true or false, not yes.'],
  ])('refuses %s', (_, knobs, message) => {
    expect(() => run({ knobs })).toThrow(message);
  });

  it('refuses an experiment, a mutant and a seed that do not exist', () => {
    expect(() => run({ experiment: 'other' })).toThrow('No experiment is named "other"; there are: only.');
    expect(() => run({ mutant: 'other' })).toThrow('No mutant is named "other"; there are: none.');
    expect(() => run({ seed: 1.5 })).toThrow('The seed must be a whole number from 0 to 2147483647, got 1.5.');
  });

  it.each<[string, unknown, RegExp]>([
    ['an unknown kind', { atMs: 0, kind: 'flood', target: 'web' }, /Fault 1 is of no kind named "flood"; there are: crash/],
    ['an unknown node', { atMs: 0, kind: 'crash', target: 'db' }, /No node is named "db"; there are: web, shoppers/],
    ['a node fault on a link', { atMs: 0, kind: 'crash', target: 'shoppers>web' }, /No node is named "shoppers>web"/],
    ['an unknown link', { atMs: 0, kind: 'cut', target: 'web>shoppers' }, /No link is named "web>shoppers"; there are: shoppers>web/],
    ['a fault that the node does not take', { atMs: 0, kind: 'crash', target: 'shoppers' }, /shoppers takes no crash; it takes: no faults/],
    ['a time before the start', { atMs: -1, kind: 'crash', target: 'web' }, /atMs must be from 0 to 3600000, got -1/],
    ['a length of nothing', { atMs: 0, forMs: 0, kind: 'crash', target: 'web' }, /forMs must be/],
    ['a ratio above one', { atMs: 0, kind: 'fail', target: 'web', ratio: 2 }, /ratio must be from 0 to 1, got 2/],
    ['a missing factor', { atMs: 0, kind: 'slow', target: 'web' }, /factor must be from 1 to 1000, got undefined/],
    ['a direction that is none', { atMs: 0, kind: 'cut', target: 'shoppers>web', direction: 'up' }, /direction is there, back or both, not up/],
    ['something else altogether', null, /Fault 1 is not an object/],
  ])('refuses %s', (_, fault, message) => {
    expect(() => run({ faults: [fault as Fault] })).toThrow(message);
  });
});

describe('edits', () => {
  const world = dataOf(compiledSmallWorld({ nodes: ['web'], code: { door: '' }, start: (registry) => registry.node('web', () => ({})) }));
  const data = { ...world, mutants: [{ name: 'open', label: '', standsFor: '', edits: [] }] };
  const resolved = (edits: unknown, mutant?: string) =>
    resolveInput(data, { experiment: 'only', seed: 1, knobs: {}, edits: edits as Edits, ...(mutant === undefined ? {} : { mutant }) }).edits;

  it('are the texts of files that run', () => {
    expect(resolved({ door: 'export {};' })).toEqual({ door: 'export {};' });
    expect(resolved(undefined)).toBe(resolved({}));
  });

  it.each<[string, unknown, string]>([
    ['an edit of a file that does not run', { window: '' }, 'No pattern file is named "window"; there are: door.'],
    ['an edit that is no text', { door: 3 }, 'The edit of door.ts is not a text: give the whole file as it reads with your changes.'],
    ['an edit that is too long', { door: 'x'.repeat(editedTextMax + 1) }, 'The edit of door.ts has 64001 characters, and 64000 is the most that can be run: shorten it.'],
  ])('refuse %s', (_, edits, message) => {
    expect(() => resolved(edits)).toThrow(message);
  });

  it('refuse to stand beside a mutant', () => {
    expect(resolved({}, 'open')).toEqual({});
    expect(() => resolved({ door: '' }, 'open')).toThrow("Edits and the mutant open cannot run together: leave one of them out, or make the mutant's change in the edit.");
  });
});
