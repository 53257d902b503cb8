import { describe, expect, it } from 'vitest';
import { isAbsent } from './absent.ts';
import { frameIndexOf } from './frame-index.ts';
import { sampleData, sampleRun, shown } from './frame-sample.ts';

const card = { ...sampleData.topology.nodes[1]!.cards[0]!, ink: true };
const index = (control: boolean, rows = [] as Parameters<typeof sampleRun>[0]) => frameIndexOf(sampleRun(rows, [], { control }), sampleData);

describe('a part that the pattern adds', () => {
  it('is absent without the pattern', () => {
    expect(isAbsent(index(true), 'stock', card)).toBe(true);
    expect(isAbsent(index(false), 'stock', card)).toBe(false);
  });

  it('is there where something shows itself in its place', () => {
    expect(isAbsent(index(true, [shown(0, 'stock', { inFlight: 1 })]), 'stock', card)).toBe(false);
    expect(isAbsent(index(true, [shown(0, 'stockroom', { inFlight: 1 })]), 'stock', card)).toBe(true);
  });

  it('is inked; the world around it stays', () => {
    expect(isAbsent(index(true), 'stock', { ...card, ink: false })).toBe(false);
  });
});
