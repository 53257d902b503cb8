import { describe, expect, it } from 'vitest';
import { sampleData } from '@/simulation/views/frame-sample.ts';
import { openingSettings } from '../settings-after.ts';
import { panelTabs, standingPane } from './panel-tabs.ts';

const settings = openingSettings(sampleData);
const ids = (...args: Parameters<typeof panelTabs>) => panelTabs(...args).map(({ id }) => id);

describe('panelTabs', () => {
  it('offers only tabs that have something to show', () => {
    const states = [{ name: 'on', sentence: '', x: 0, y: 0, tone: 'ok', initial: true }] as const;
    expect(ids(sampleData, settings)).toEqual(['tweak', 'code', 'log']);
    expect(ids({ ...sampleData, code: [] }, settings)).toEqual(['tweak', 'log']);
    expect(ids({ ...sampleData, statechart: { states, transitions: [] } }, settings)).toEqual(['tweak', 'code', 'statechart', 'log']);
  });

  it('marks where the reader changed something', () => {
    const marked = (change: Partial<typeof settings>) => panelTabs(sampleData, { ...settings, ...change }).flatMap(({ id, isMarked }) => (isMarked ? [id] : []));
    expect(marked({})).toEqual([]);
    expect(marked({ knobs: { ...settings.knobs, rate: 99 } })).toEqual(['tweak']);
    expect(marked({ breakName: 'no-limit', mutant: 'unlimited' })).toEqual(['code']);
    expect(marked({ edits: { one: 'x' } })).toEqual(['code']);
    expect(panelTabs(sampleData, settings, { one: 'x' }).find(({ id }) => id === 'code')?.isMarked).toBe(true);
  });
});

describe('standingPane', () => {
  it('is the first one where the one that was opened is not there', () => {
    const tabs = panelTabs({ ...sampleData, code: [] }, settings);
    expect([standingPane(tabs, 'log'), standingPane(tabs, 'code')]).toEqual(['log', 'tweak']);
  });
});
