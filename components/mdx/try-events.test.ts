import { describe, expect, it } from 'vitest';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { tryEvents } from './try-events.ts';

const text = { label: '', group: '', help: '' };
const data = {
  experiments: [{ name: 'slow' }, { name: 'flapping' }],
  settings: [{ name: 'published' }],
  breaks: [{ name: 'no-deadline' }],
  mutants: [{ name: 'eager' }],
  knobs: [
    { ...text, name: 'waitMs', kind: 'number', min: 100, max: 20_000, step: 100, default: 3000, unit: 'ms' },
    { ...text, name: 'rule', kind: 'choice', options: [{ value: 'count', label: '' }, { value: 'time', label: '' }], default: 'count' },
    { ...text, name: 'protected', kind: 'switch', default: true },
  ],
} as unknown as ScenarioData;

describe('a Try', () => {
  it('chooses its experiment before it turns knobs, so that the experiment does not turn them back', () => {
    expect(tryEvents(data, { knobs: { waitMs: 300, rule: 'time' }, experiment: 'slow' })).toEqual([
      { type: 'experiment.chosen', name: 'slow' },
      { type: 'knob.turned', name: 'waitMs', value: 300 },
      { type: 'knob.turned', name: 'rule', value: 'time' },
    ]);
  });
  it('of an experiment that does not exist is an error that lists those that do', () => {
    expect(() => tryEvents(data, { experiment: 'fast' })).toThrow('<Try> names the experiment "fast"; there are slow, flapping.');
  });
  it('of an unknown break, knob, mutant or settings is refused', () => {
    for (const request of [{ break: 'x' }, { knobs: { x: 1 } }, { mutant: 'x' }, { settings: 'x' }]) expect(() => tryEvents(data, request)).toThrow(/names the .* "x"/);
  });
  it('that turns a knob out of its range is refused with the range', () => {
    expect(() => tryEvents(data, { knobs: { waitMs: 50 } })).toThrow('<Try> turns waitMs to 50; it takes numbers from 100 to 20000.');
    expect(() => tryEvents(data, { knobs: { rule: 'size' } })).toThrow('it takes count, time.');
    expect(() => tryEvents(data, { knobs: { protected: 1 } })).toThrow('it takes true or false.');
  });
  it('of nothing is refused', () => expect(() => tryEvents(data, {})).toThrow(/asks for nothing/));
});
