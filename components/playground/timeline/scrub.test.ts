import { describe, expect, it } from 'vitest';
import { coveredTicks, ticksOf, timeAfterKey, timeUnder } from './scrub.ts';

const duration = 30_000_000;

describe('timeUnder', () => {
  it('is the time under the pointer, and stays on the axis outside it', () => {
    expect([50, 150, 250, 900].map((x) => timeUnder(x, { left: 100, width: 200 }, duration))).toEqual([0, 7_500_000, 22_500_000, duration]);
  });
});

describe('timeAfterKey', () => {
  it('moves by a tenth of a second in half a minute, and by a second with the page keys', () => {
    expect(timeAfterKey('ArrowRight', 1_000_000, duration, duration)).toBe(1_100_000);
    expect(timeAfterKey('PageDown', 3_000_000, duration, duration)).toBe(2_000_000);
  });

  it('goes no further than the run and back no further than its start', () => {
    expect(timeAfterKey('End', 0, duration, 12_304_000)).toBe(12_304_000);
    expect(timeAfterKey('ArrowLeft', 50_000, duration, duration)).toBe(0);
  });

  it('leaves every other key alone', () => {
    expect(timeAfterKey('a', 0, duration, duration)).toBeUndefined();
  });
});

describe('ticksOf', () => {
  it('numbers every fifth tick and gives the unit to the last number', () => {
    const ticks = ticksOf(duration);
    expect(ticks).toHaveLength(31);
    expect(ticks.flatMap(({ text }) => (text === '' ? [] : [text]))).toEqual(['0', '5', '10', '15', '20', '25', '30 s']);
  });

  it('leaves room between the numbers of a short run', () => {
    expect(ticksOf(2_000_000).flatMap(({ text }) => (text === '' ? [] : [text]))).toEqual(['0', '0.25', '0.5', '0.75', '1', '1.25', '1.5', '1.75', '2 s']);
  });

  it('keeps every other number from a phone where there are many, and the last one always', () => {
    const onPhone = (durationUs: number) => ticksOf(durationUs).flatMap(({ text, isForDesk }) => (text === '' || isForDesk === true ? [] : [text]));
    expect(onPhone(20_000_000)).toEqual(['0', '5', '10', '15', '20 s']);
    expect(onPhone(duration)).toEqual(['0', '5', '10', '15', '20', '25', '30 s']);
  });
});

describe('coveredTicks', () => {
  it('lets the numbers beside the playhead make room, more of them on a phone', () => {
    const numbered = ticksOf(duration).filter(({ text }) => text !== '');
    expect(coveredTicks(numbered, 15_640_000, duration)).toBe('---dp--');
    expect(coveredTicks(numbered, 2_500_000, duration)).toBe('pp-----');
  });

  it('says nothing of ticks without a number', () => {
    expect(coveredTicks([{ at: 0, text: '' }], 0, duration)).toBe('-');
  });
});
