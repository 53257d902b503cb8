import { describe, expect, it } from 'vitest';
import type { Hero } from '../simulation/hero.ts';
import type { ScenarioData } from '../simulation/scenario.ts';
import { heroData } from './hero.ts';

const wiring = { width: 10, height: 10, cards: {}, boundaries: {}, edges: {} };
const hero: Hero = { rank: 1, sentence: 'one lamp', experiment: 'dusk', promise: 'no-flicker', action: { label: 'Cut', icon: 'x', fault: { kind: 'crash', target: 'lamp' } }, wiring };
const named = (name: string) => ({ name, label: name });
const data = {
  slug: 'lamp',
  topology: { nodes: [{ id: 'lamp', label: 'Lamp', cards: [] }], links: [], wirings: { desk: { ...wiring, width: 800 }, portrait: { ...wiring, width: 390 } } },
  experiments: [named('dawn'), named('dusk')],
  promises: [named('no-flicker'), named('warm')],
  breaks: [named('loose')],
} as unknown as ScenarioData;

describe('a scenario, reduced to its hero', () => {
  const reduced = heroData(data, hero);

  it('has the experiment and the promise that the hero names', () => {
    expect(reduced.experiments.map(({ name }) => name)).toEqual(['dusk']);
    expect(reduced.promises.map(({ name }) => name)).toEqual(['no-flicker']);
    expect(reduced.breaks).toEqual([]);
  });
  it("stands in the hero's wiring on a desk and in its own on a phone, with nothing to press", () => {
    expect(reduced.topology.wirings.desk.width).toBe(10);
    expect(reduced.topology.wirings.portrait.width).toBe(390);
    expect(reduced.topology.nodes.map(({ faults }) => faults)).toEqual([[]]);
  });
  it('is refused where the hero names what there is not, with what there is', () => {
    expect(() => heroData(data, { ...hero, experiment: 'noon' })).toThrow('The hero of patterns/lamp/scenario.ts names the experiment noon; there are dawn, dusk.');
    expect(() => heroData(data, { ...hero, promise: 'cheap' })).toThrow(/names the promise cheap; there are no-flicker, warm\./);
  });
});
