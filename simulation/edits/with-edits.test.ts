import { describe, expect, it } from 'vitest';
import { loadSimulation } from '../load-simulation.ts';
import { compiledEdit } from '../testing/compiled-edit.ts';
import { compiledSmallWorld } from '../testing/small-world.ts';
import type { EditedCode } from './edited-code.ts';

const door = `export function says(): string {
  const word = 'as it is';
  return word;
}`;
const bell = `export function says(): string {
  return 'ding';
}`;
const { simulate } = loadSimulation({
  ...compiledSmallWorld({
    nodes: ['house'],
    code: { door, bell },
    decisive: [{ line: 'return word', label: 'Speaks' }, { line: "return 'ding'", label: 'Rings', file: 'bell' }],
    start(world) {
      world.node('house', (env, code) => {
        const { door: one, bell: other } = code as unknown as Record<'door' | 'bell', { says(): string }>;
        env.log(`${one.says()} ${other.says()}`);
        return {};
      });
    },
  }),
  decisive: { '': [{ number: 0, line: 3 }, { number: 1, line: 2 }] },
});
const input = { experiment: 'only', seed: 1, knobs: {} };
const text = `// A line more.\n${door.replace('as it is', 'edited')}`;
const edited: EditedCode = { door: compiledEdit(text, { file: 'door', decisive: [{ number: 0, words: 'return word' }] }) };
const logged = (...values: Parameters<typeof simulate>) => simulate(...values).rows.flatMap(({ kind, data }) => (kind === 'log' ? [data['text']] : []));

describe('a run with edits', () => {
  it('runs the edited file in its place, and the others as they are', () => {
    expect(logged(input)).toEqual(['as it is ding']);
    expect(logged({ ...input, edits: { door: text } }, undefined, edited)).toEqual(['edited ding']);
    expect(logged(input)).toEqual(['as it is ding']);
  });

  it('says which texts ran, and where the decisive lines stood in them', () => {
    const result = simulate({ ...input, edits: { door: text } }, undefined, edited);
    expect(result.edits).toEqual({ door: text });
    expect(result.decisive.map(({ file, line, at }) => [file, line, at.length])).toEqual([['door', 4, 1], ['bell', 2, 1]]);
    expect(simulate(input).edits).toEqual({});
  });

  it('leaves out a decisive line that the edit has lost', () => {
    const lost = { door: compiledEdit(text.replace('return word', 'return `${word}`'), { file: 'door', decisive: [{ number: 0, words: 'return word' }] }) };
    expect(simulate({ ...input, edits: { door: text } }, undefined, lost).decisive.map(({ file }) => file)).toEqual(['bell']);
  });

  it('runs the code as it is without the pattern, with modules or without', () => {
    const control = { ...input, edits: { door: text }, control: true };
    expect(logged(control, undefined, edited)).toEqual(['as it is ding']);
    expect(logged(control)).toEqual(['as it is ding']);
    expect(simulate(control).edits).toEqual({ door: text });
  });

  it('refuses edits without modules, and modules without edits', () => {
    expect(() => simulate({ ...input, edits: { door: text } })).toThrow('The edit of door.ts is not compiled: compile its text and hand it over beside the input.');
    expect(() => simulate(input, undefined, edited)).toThrow('A compiled door.ts is handed over, but the input has no edit of it: add its text to the edits, or leave it out.');
    expect(() => simulate({ ...input, edits: { bell } }, undefined, edited)).toThrow('A compiled door.ts is handed over');
  });
});
