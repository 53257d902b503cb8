import { describe, expect, it } from 'vitest';
import { sampleData } from '@/simulation/views/frame-sample.ts';
import { openingSettings } from '../settings-after.ts';
import { panelTabs } from './panel-tabs.ts';

const settings = openingSettings(sampleData);
const ids = (...args: Parameters<typeof panelTabs>) => panelTabs(...args).map(({ id }) => id);

describe('panelTabs', () => {
  it('offers only tabs that have something to show', () => {
    expect(ids(sampleData, settings, false)).toEqual(['tweak', 'break', 'log']);
    expect(ids({ ...sampleData, breaks: [] }, settings, true)).toEqual(['tweak', 'code', 'log']);
  });

  it('marks where the reader changed something', () => {
    const marked = (change: Partial<typeof settings>) => panelTabs(sampleData, { ...settings, ...change }, false).flatMap(({ id, isMarked }) => (isMarked === true ? [id] : []));
    expect(marked({})).toEqual([]);
    expect(marked({ knobs: { ...settings.knobs, rate: 99 } })).toEqual(['tweak']);
    expect(marked({ breakName: 'no-limit', mutant: 'unlimited' })).toEqual(['break']);
  });
});
