import { describe, expect, it } from 'vitest';
import { cardProblems } from '@/simulation/card-problems.ts';
import { gaugeProblems } from '@/simulation/gauge-problems.ts';
import { topologyProblems } from '@/simulation/topology-problems.ts';
import { chartsOf } from '@/simulation/views/charts.ts';
import { looksIn } from '@/simulation/views/messages.ts';
import { frameIndexOf } from '@/simulation/views/frame-index.ts';
import { placed } from './card-specimen.ts';
import { meterFamilies } from './gallery-meters.ts';
import { specimen } from './specimen.ts';
import { specimenStill } from './specimen-still.ts';

describe('the specimen', () => {
  it('can be drawn like any scenario', () => {
    expect(topologyProblems(specimen.topology)).toEqual([]);
    expect(cardProblems(specimen)).toEqual([]);
    expect(gaugeProblems(specimen, specimenStill.rows)).toEqual([]);
  });

  it('has every look of a message on its way', () => {
    expect([...looksIn(frameIndexOf(specimenStill, specimen))].sort()).toEqual(['failed', 'late', 'lost', 'message', 'ok', 'rejected', 'request', 'timeout']);
  });
});

describe('its charts', () => {
  it('are of every kind, and all have something to draw', () => {
    const charts = chartsOf(specimenStill, specimen);
    expect([...new Set(charts.map(({ kind }) => kind))].sort()).toEqual(['count', 'gauge', 'latency', 'rate', 'rates', 'scatter', 'success']);
    for (const { label, marks } of charts) for (const { path } of marks) expect(path, label).not.toBe('');
  });
});

describe('the gallery of meters', () => {
  it('has cards that can be drawn, and room for the meter of each', () => {
    for (const { kind, specimens } of meterFamilies) {
      for (const one of specimens) {
        expect(cardProblems({ topology: { ...specimen.topology, nodes: [placed(one).node] }, knobs: specimen.knobs }), kind).toEqual([]);
        expect(placed(one).frame.meters.map((meter) => meter.kind)).toContain(kind);
      }
    }
  });
});
