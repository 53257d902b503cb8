import { describe, expect, it } from 'vitest';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { sampleData, sampleRun, shown } from '@/simulation/views/frame-sample.ts';
import { announcement, spokenStates } from './announcement.ts';

const run = sampleRun([shown(0, 'stock', { mode: 'open' }), { at: 100, node: 'stock', kind: 'node.state', data: { state: 'down', factor: 1, failRatio: 0 } }]);
const statesAt = (at: number) => spokenStates(frameIndexOf(run, sampleData), sampleData.topology.nodes, at);

describe('announcement', () => {
  it('says which card came into which state', () => {
    expect(announcement(statesAt(0), statesAt(100))).toBe('Stock: crashed');
    expect(announcement(statesAt(100), statesAt(0))).toBe('Stock: open');
  });

  it('is silent where nothing changed', () => {
    expect(announcement(statesAt(0), statesAt(99))).toBe('');
    expect(announcement(new Map(), statesAt(0))).toBe('');
  });
});
