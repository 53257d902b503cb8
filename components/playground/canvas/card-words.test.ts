import { describe, expect, it } from 'vitest';
import { frameAt } from '@/simulation/views/frame.ts';
import { sampleData, sampleRun, shown } from '@/simulation/views/frame-sample.ts';
import type { MeterFrame } from '@/simulation/views/frame-meter.ts';
import { cardWords, isCrowded, metersThatFit } from './card-words.ts';

const stockFrame = frameAt(sampleRun([shown(0, 'stock', { inFlight: 3, mode: 'open', until: 2000, recent: 'oof' })]), sampleData, 1_000_000).nodes['stock']!.cards['stock']!;

describe('cardWords', () => {
  it('says name, state and load', () => {
    expect(cardWords('Stock', stockFrame)).toBe('Stock, open, in flight 3 of 8, 2 answered, 1 failed, again in 1.00 s');
  });
});

describe('the words of a meter', () => {
  const pill = { label: 'Up', tone: 'flat', shape: 'dot', ground: 'plain' } as const;
  const words = (meter: MeterFrame) => cardWords('Node', { pill, meters: [meter] }).replace('Node, up, ', '');
  const measure = { kind: 'bar', label: 'volume', text: '93', unit: 'MB', of: '100', share: 0.93, limit: 0.8, isOverLimit: true, tone: 'flat' } as const;
  const countdown = { kind: 'countdown', label: 'lease', share: 0.5, unit: 's', tone: 'info' } as const;
  const position = { at: 2, isBefore: false, tone: 'ok' } as const;

  it('say what a measure reads, and that it is over its limit', () => {
    expect(words(measure)).toBe('volume 93 of 100 MB, over the limit');
    expect(words({ ...measure, kind: 'dial', of: '', unit: '%', isOverLimit: false })).toBe('volume 93 %');
  });

  it('say what is left of what runs out', () => {
    expect(words({ ...countdown, state: 'running', text: '1.90' })).toBe('lease 1.90 s left');
    expect(words({ ...countdown, state: 'over', text: 'ran out' })).toBe('lease ran out');
    expect(words({ ...countdown, state: 'none', text: '–' })).toBe('lease none');
  });

  it('tell lists, logs and rings', () => {
    expect(words({ kind: 'list', label: 'jobs', rows: [{ text: 'a', look: { tone: 'ok', shape: 'dot', label: 'done' } }, { text: 'b', look: undefined }], size: 3, more: 2 })).toBe('jobs: a done; b; 2 more');
    expect(words({ kind: 'list', label: 'jobs', rows: [], size: 3, more: 0 })).toBe('jobs: none');
    expect(words({ kind: 'log', label: 'events', text: '9', first: 0, cells: [], positions: [{ ...position, label: 'orders', text: '9', behind: 0 }, { ...position, label: 'stock', text: '6', behind: 3 }] })).toBe('events 9, orders at 9, stock at 6, 3 behind');
    expect(words({ kind: 'hash-ring', label: 'keys', points: [], keys: [], count: 48 })).toBe('keys 48, on a circle of 0 points');
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

describe('a card', () => {
  const box = (width: number) => ({ x: 0, y: 0, width, height: 100 });
  const looks = { open: { label: 'Open', tone: 'rej', shape: 'square', ground: 'diagonals' }, trial: { label: 'Half-open', tone: 'warn', shape: 'half', ground: 'bars' } } as const;

  it('is crowded where its name and its longest state do not stand beside each other', () => {
    expect([170, 200, 250].map((width) => isCrowded({ label: 'Recommendations' }, box(width)))).toEqual([true, true, false]);
    expect(isCrowded({ label: 'Payments' }, box(200))).toBe(false);
    expect([140, 162].map((width) => isCrowded({ label: 'Breaker', ink: true, pill: { value: 'state', looks } }, box(width)))).toEqual([true, false]);
  });
});
