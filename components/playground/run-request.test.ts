import { describe, expect, it } from 'vitest';
import { sampleData, sampleRun } from '@/simulation/views/frame-sample.ts';
import type { PlaygroundEvent } from './playground-event.ts';
import type { PlaygroundMode } from './playground-settings.ts';
import { isOpen, leadIn, requestState } from './run-request.ts';
import { openingSettings, settingsAfter } from './settings-after.ts';

const opening = openingSettings(sampleData);
const slow: PlaygroundEvent = { type: 'experiment.chosen', name: 'slow' };
const crash: PlaygroundEvent = { type: 'fault.added', fault: { kind: 'crash', target: 'stock', atMs: 500 } };

describe('a run that was asked for', () => {
  it('is open while asking for it again would change nothing of the run', () => {
    expect(isOpen([slow], opening, sampleData)).toBe(true);
    expect(isOpen([slow], { ...opening, speed: 10 }, sampleData)).toBe(true);
    expect(isOpen([{ type: 'knob.turned', name: 'slots', value: 8 }], opening, sampleData)).toBe(true);
  });

  it('is not open once a knob, a fault, the seed or the arm is another', () => {
    for (const change of [{ knobs: { ...opening.knobs, slots: 2 } }, { faults: [] }, { seed: 8 }, { control: true }, { mutant: 'unlimited' }]) {
      expect(isOpen([slow], { ...opening, ...change }, sampleData), JSON.stringify(change)).toBe(false);
    }
  });

  it('has its fault once, however often it is asked for', () => {
    const asked = { type: 'run.requested', choices: [crash] } as const;
    const once = settingsAfter(opening, asked, sampleData);
    expect(once.faults).toHaveLength(opening.faults.length + 1);
    expect(isOpen([crash], opening, sampleData)).toBe(false);
    expect(isOpen([crash], once, sampleData)).toBe(true);
    expect(settingsAfter(once, asked, sampleData)).toBe(once);
  });
});

describe('the state of a request', () => {
  const state = (mode: PlaygroundMode, isAtEnd: boolean, settings = opening) => requestState([slow], { settings, mode, isAtEnd }, sampleData);

  it('is running while its run plays, and done where that has come to its end or broken a promise', () => {
    expect(state('playing', false)).toBe('running');
    expect(state('paused', true)).toBe('done');
    expect(state('violated', true)).toBe('done');
  });

  it('is at rest before, while its run stands elsewhere, and whenever another run is open', () => {
    expect([state('ready', false), state('paused', false), state('loading', true), state('failed', true)]).toEqual(['rest', 'rest', 'rest', 'rest']);
    expect(state('playing', false, { ...opening, seed: 8 })).toBe('rest');
  });
});

describe('the lead-in', () => {
  const lead = (change: Parameters<typeof sampleRun>[2]) => leadIn(sampleRun([], [], { durationUs: 30e6, endedAt: 30e6, ...change }));

  it('begins a second before the first fault, and at the start where there is none', () => {
    expect(lead({ faults: [{ kind: 'crash', target: 'stock', atMs: 9000 }, { kind: 'pause', target: 'stock', atMs: 6000 }] })).toBe(5e6);
    expect(lead({ faults: [{ kind: 'crash', target: 'stock', atMs: 400 }] })).toBe(0);
    expect(lead({ faults: [] })).toBe(0);
  });

  it('begins a second before the promise that the run breaks', () => {
    expect(lead({ endedAt: 12_304_000, status: 'violated', violation: { promise: 'limited', at: 12_304_000, row: 4, what: '', chain: [] }, faults: [{ kind: 'crash', target: 'stock', atMs: 6000 }] })).toBe(11_304_000);
  });
});
