import { describe, expect, it } from 'vitest';
import { frameAt } from '@/simulation/views/frame.ts';
import { sampleData, sampleRun, shown } from '@/simulation/views/frame-sample.ts';
import { cardWords, metersThatFit } from './card-words.ts';

const stockFrame = frameAt(sampleRun([shown(0, 'stock', { inFlight: 3, mode: 'open', until: 2000, recent: 'oof' })]), sampleData, 1_000_000).nodes['stock']!.cards['stock']!;

describe('cardWords', () => {
  it('says name, state and load', () => {
    expect(cardWords('Stock', stockFrame)).toBe('Stock, open, in flight 3 of 8, 2 answered, 1 failed, again in 1.00 s');
  });
});

describe('metersThatFit', () => {
  const kindsIn = (height: number) => [...metersThatFit(stockFrame.meters, { x: 0, y: 0, width: 150, height })].map(({ kind }) => kind);

  it('keeps every meter where there is room', () => {
    expect(kindsIn(200)).toEqual(['slots', 'spark', 'cells', 'switch', 'caption']);
  });

  it('gives up sparks first, and then the last ones', () => {
    expect(kindsIn(150)).toEqual(['slots', 'cells', 'switch', 'caption']);
    expect(kindsIn(130)).toEqual(['slots', 'cells', 'switch']);
    expect(kindsIn(20)).toEqual([]);
  });
});
