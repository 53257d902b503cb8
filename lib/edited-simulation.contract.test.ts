import { describe, expect, it } from 'vitest';
import { buildWhatIsStale, builtSlugs, loadSimulationFile } from '../scripts/simulation-of.ts';
import type { RunInput } from '../simulation/run.ts';
import { editedSimulation, simulateEdited } from './edited-simulation.ts';

buildWhatIsStale();
const slug = builtSlugs()[0]!;
const { data, simulate } = loadSimulationFile(slug);
const [file] = data.code;
const [{ name, seed }] = data.experiments as [(typeof data.experiments)[number]];
const input: RunInput = { experiment: name, seed, knobs: {} };
const running = (text: string) => simulateEdited(slug, { ...input, edits: { [file!]: text } });

describe('a run of edited code', () => {
  it('says where the code cannot be compiled', () => {
    expect(() => running('const open = ;\nexport const close = ;')).toThrow(new RegExp(`^${file!}\\.ts:1:14 Expression expected\\.\n${file!}\\.ts:2:22 `));
  });

  it('says what is wrong with the input', () => {
    expect(() => simulateEdited(slug, { ...input, edits: { 'no-such-file': '' } })).toThrow('No pattern file is named "no-such-file"; there are: ');
    expect(() => editedSimulation(slug, {})({ ...input, seed: -1 })).toThrow('The seed must be');
  });

  it('tells of code that fails as it starts, as a run that could not go on', () => {
    const { status, stop } = running('throw new Error("not today");');
    expect([status, stop?.what]).toEqual(['failed', expect.stringContaining('not today') as string]);
  });

  it.each([
    ['makes no code from text', '(() => 0).constructor("return process")();'],
    ['has nothing of Node', 'console.constructor.constructor("return process")();'],
  ])('%s', (_, text) => {
    expect(running(text).status).toBe('failed');
  });

  it('leaves no trace in the runs after it', () => {
    const before = simulate(input).hash;
    const { push } = [];
    running('Array.prototype.push = () => 0; throw 1;');
    expect(simulate(input).hash).toBe(before);
    expect([].push).toBe(push);
    expect(editedSimulation(slug, {})(input).hash).toBe(before);
  });

  it('ends what hangs in one call, and says so', () => {
    const hanging = `/^(a+)+$/.test('${'a'.repeat(40)}b');`;
    expect(() => editedSimulation(slug, { [file!]: hanging }, 200)(input)).toThrow('The edited code did not come to an end within 0.2 s');
  });
});
