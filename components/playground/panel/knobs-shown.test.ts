import { describe, expect, it } from 'vitest';
import type { Knob } from '@/simulation/scenario.ts';
import { knobsShown } from './knobs-shown.ts';

const knob = (name: string, group: string, onlyWith?: Knob['onlyWith']): Knob => ({ kind: 'switch', name, label: name, group, help: '', default: false, ...(onlyWith && { onlyWith }) });
const knobs = [knob('rule', 'Breaker'), knob('window', 'Breaker', { knob: 'rule', values: ['count', 'time'] }), knob('rate', 'Load'), knob('row', 'Breaker', { knob: 'rule', values: ['row'] })];
const shown = (rule: string) => knobsShown({ knobs }, { rule }).map(({ name, knobs: of }) => [name, ...of.map((each) => each.name)]);

describe('knobsShown', () => {
  it('leaves out a knob that means nothing with the value of another, and keeps the order of the rest', () => {
    expect(shown('time')).toEqual([['Breaker', 'rule', 'window'], ['Load', 'rate']]);
    expect(shown('row')).toEqual([['Breaker', 'rule', 'row'], ['Load', 'rate']]);
  });

  it('leaves out a heading that nothing is left under', () => {
    expect(knobsShown({ knobs: [knobs[3]!] }, { rule: 'count' })).toEqual([]);
  });
});
