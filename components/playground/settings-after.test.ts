import { describe, expect, it } from 'vitest';
import { sampleData } from '@/simulation/views/frame-sample.ts';
import type { PlaygroundEvent } from './playground-event.ts';
import { openingSettings, settingsAfter } from './settings-after.ts';

const opening = openingSettings(sampleData);
const after = (...events: PlaygroundEvent[]) => events.reduce((settings, event) => settingsAfter(settings, event, sampleData), opening);

describe('openingSettings', () => {
  it('opens the first experiment with its own knobs and the defaults of the rest', () => {
    expect(opening).toMatchObject({ experiment: 'slow', seed: 7, speed: 0.25, knobs: { slots: 8, rate: 20 }, mutant: '', faults: sampleData.experiments[0]!.faults });
  });
});

describe('settingsAfter', () => {
  it('keeps the rest when a knob is turned, and calls the settings the reader’s own', () => {
    const settings = after({ type: 'settings.chosen', name: 'library' }, { type: 'knob.turned', name: 'rate', value: 30 });
    expect(settings).toMatchObject({ settingsName: '', knobs: { slots: 4, rate: 30 }, experiment: 'slow' });
  });

  it('sets published settings on top of the experiment’s own knobs, whatever was turned before', () => {
    const settings = after({ type: 'knob.turned', name: 'rate', value: 99 }, { type: 'settings.chosen', name: 'library' });
    expect(settings).toMatchObject({ settingsName: 'library', knobs: { slots: 4, rate: 20 } });
  });

  it('sets knobs, faults, seed and mutant when a break is chosen', () => {
    expect(after({ type: 'knob.turned', name: 'rate', value: 99 }, { type: 'break.chosen', name: 'no-limit' })).toMatchObject({
      breakName: 'no-limit', mutant: 'unlimited', seed: 11, knobs: { slots: 2, rate: 20 }, faults: sampleData.experiments[0]!.faults,
    });
  });

  it('forgets a break when another experiment is chosen, and keeps the speed', () => {
    const settings = after({ type: 'speed.chosen', speed: 1 }, { type: 'break.chosen', name: 'no-limit' }, { type: 'experiment.chosen', name: 'calm' });
    expect(settings).toMatchObject({ experiment: 'calm', breakName: '', mutant: '', seed: 3, faults: [], speed: 1, knobs: { slots: 8, rate: 10 } });
  });

  it('puts the knobs back to those of the experiment', () => {
    expect(after({ type: 'knob.turned', name: 'rate', value: 99 }, { type: 'knobs.reset' }).knobs).toEqual({ slots: 8, rate: 20 });
  });

  it('ends a break that is knobs alone when its knobs are replaced, and keeps one that is a wrong version', () => {
    const byKnobs = { ...sampleData, breaks: [{ ...sampleData.breaks[0]!, mutant: undefined, name: 'crowded' }] };
    const crowded = settingsAfter(opening, { type: 'break.chosen', name: 'crowded' }, byKnobs);
    expect(crowded.breakName).toBe('crowded');
    expect(settingsAfter(crowded, { type: 'knobs.reset' }, byKnobs).breakName).toBe('');
    expect(settingsAfter(crowded, { type: 'settings.chosen', name: 'library' }, byKnobs).breakName).toBe('');
    expect(after({ type: 'break.chosen', name: 'no-limit' }, { type: 'knobs.reset' }).breakName).toBe('no-limit');
  });

  it('adds and removes faults', () => {
    const crash = { kind: 'crash', target: 'stock', atMs: 500 } as const;
    expect(after({ type: 'fault.added', fault: crash }).faults).toEqual([...opening.faults, crash]);
    expect(after({ type: 'fault.added', fault: crash }, { type: 'fault.removed', index: 0 }).faults).toEqual([crash]);
  });

  it('keeps the speed within what the instrument can play', () => {
    expect(after({ type: 'speed.chosen', speed: 99 }).speed).toBe(10);
    expect(after({ type: 'speed.chosen', speed: 0 }).speed).toBe(0.1);
  });

  it('changes nothing for a name that the scenario does not have', () => {
    expect(after({ type: 'experiment.chosen', name: 'nowhere' })).toBe(opening);
    expect(after({ type: 'break.chosen', name: 'nowhere' })).toBe(opening);
    expect(after({ type: 'mutant.chosen', name: 'nowhere' })).toBe(opening);
    expect(after({ type: 'knob.turned', name: 'slots', value: 8 })).toBe(opening);
  });

  it('leaves the run without the pattern when a wrong version of it is chosen, or the comparison is stopped', () => {
    expect(after({ type: 'control.switched', isOn: true }).control).toBe(true);
    expect(after({ type: 'control.switched', isOn: true }, { type: 'mutant.chosen', name: 'unlimited' })).toMatchObject({ control: false, mutant: 'unlimited' });
    expect(after({ type: 'control.switched', isOn: true }, { type: 'comparison.ended' }).control).toBe(false);
    expect(after({ type: 'comparison.ended' })).toBe(opening);
  });
});
