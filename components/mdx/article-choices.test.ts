import { describe, expect, it } from 'vitest';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { experimentChoices, faultChoices, knobChoices, mutantChoices } from './article-choices.ts';

const data = {
  experiments: [{ name: 'slow' }, { name: 'flapping' }],
  breaks: [{ name: 'hangs', mutant: 'no-deadline' }, { name: 'too-eager' }],
  mutants: [{ name: 'no-deadline' }, { name: 'never-shown' }],
  knobs: [{ name: 'waitMs' }, { name: 'rule' }],
} as unknown as ScenarioData;

describe('a tag of the article', () => {
  it('opens its experiment before it turns knobs, so that the experiment does not turn them back', () => {
    expect(experimentChoices(data, { knobs: { waitMs: 300, rule: 'time' }, seed: 7, control: true, name: 'slow' })).toEqual([
      { type: 'experiment.chosen', name: 'slow' },
      { type: 'knob.turned', name: 'waitMs', value: 300 },
      { type: 'knob.turned', name: 'rule', value: 'time' },
      { type: 'seed.chosen', seed: 7 },
      { type: 'control.switched', isOn: true },
    ]);
  });
  it('turns one knob or several, in the open experiment or in its own', () => {
    expect(knobChoices(data, { name: 'waitMs', value: 300 })).toEqual([{ type: 'knob.turned', name: 'waitMs', value: 300 }]);
    expect(knobChoices(data, { knobs: { waitMs: 300, rule: 'time' }, experiment: 'slow' }).map(({ type }) => type)).toEqual(['experiment.chosen', 'knob.turned', 'knob.turned']);
    expect(() => knobChoices(data, { name: 'waitMs' })).toThrow('<Knob> turns nothing');
  });
  it('adds a fault after its experiment has set its own', () => {
    expect(faultChoices(data, { experiment: 'slow', kind: 'crash', target: 'stock', atMs: 2000 })).toEqual([
      { type: 'experiment.chosen', name: 'slow' },
      { type: 'fault.added', fault: { kind: 'crash', target: 'stock', atMs: 2000 } },
    ]);
  });
  it('shows a break by its own name or by that of its wrong version', () => {
    expect(mutantChoices(data, { name: 'too-eager' })).toEqual([{ type: 'break.chosen', name: 'too-eager' }]);
    expect(mutantChoices(data, { name: 'no-deadline' })).toEqual([{ type: 'break.chosen', name: 'hangs' }]);
  });
  it('that names what does not exist is an error that lists what does', () => {
    expect(() => experimentChoices(data, { name: 'fast' })).toThrow('<Experiment> names the experiment "fast"; there are slow, flapping.');
    expect(() => knobChoices(data, { knobs: { size: 1 } })).toThrow('<Knob> names the knob "size"; there are waitMs, rule.');
    expect(() => faultChoices(data, { experiment: 'fast', kind: 'crash', target: 'stock', atMs: 2000 })).toThrow('<Fault> names the experiment "fast"');
    expect(() => mutantChoices(data, { name: 'never-shown' })).toThrow('<Mutant> names the break or mutant "never-shown"; there are hangs, too-eager, no-deadline.');
  });
});
