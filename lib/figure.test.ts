import { describe, expect, it } from 'vitest';
import type { RunInput, RunResult } from '../simulation/run.ts';
import type { ScenarioData } from '../simulation/scenario.ts';
import { figureText } from './figure.ts';

const data = { slug: 'lamp', experiments: [{ name: 'dusk', seed: 3 }] } as unknown as ScenarioData;
const inputs: RunInput[] = [];
const simulate = (input: RunInput) => {
  inputs.push(input);
  return {
    experiment: input.experiment,
    metrics: { lit: input.control ? 2 : 9, broken: 4 },
    rows: [
      { id: 1, at: 1_260_000, node: 'hall', kind: 'lamp.state', cause: 0, data: { to: 'on' } },
      { id: 2, at: 5_000_000, node: 'yard', kind: 'lamp.state', cause: 0, data: { to: 'on' } },
    ],
  } as unknown as RunResult;
};
const text = (query: object) => figureText(data, simulate, { experiment: 'dusk', ...query });

describe('a figure of an article', () => {
  it('is a metric of the run of its experiment and seed, or a difference of two', () => {
    expect(text({ metric: 'lit' })).toBe('9');
    expect(text({ metric: 'lit', minus: 'broken' })).toBe('5');
    expect(text({ metric: 'lit', control: true })).toBe('2');
    expect(inputs.map(({ seed, control }) => [seed, control])).toEqual([[3, false], [3, true]]);
  });

  it('is the moment of a row', () => {
    expect(text({ first: { kind: 'lamp.state', to: 'on' } })).toBe('1.3 s');
    expect(text({ last: { kind: 'lamp.state', to: 'on' } })).toBe('5.0 s');
    expect(text({ first: { kind: 'lamp.state', node: 'yard' } })).toBe('5.0 s');
  });

  it('ends the build where the run has no such thing', () => {
    expect(() => text({ experiment: 'dawn', metric: 'lit' })).toThrow('names no experiment of lamp; there are dusk');
    expect(() => text({ metric: 'dim' })).toThrow('names no metric; there are lit, broken');
    expect(() => text({ first: { kind: 'lamp.state', to: 'off' } })).toThrow('a row that its run has not');
  });
});
