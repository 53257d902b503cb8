import { describe, expect, it } from 'vitest';
import { findExcerpt, lineWith } from './excerpt.ts';

const source = `export interface Clock {
  now(): number;
}

const second = 1000;

export class Lamp {
  private lit = false;

  constructor(private readonly clock: Clock) {}

  light(): void;
  light(forMs?: number): void {
    if (!this.lit) {
      this.lit = true; // only once
    }
    this.clock.now();
  }

  isLit() {
    return this.lit;
  }
}
`;
const find = (from: string) => findExcerpt('lamp.ts', source, from);

describe('an excerpt', () => {
  it('of a method has its lines without their common indentation, and says where they stand', () => {
    expect(find('isLit')).toEqual({ firstLine: 20, lastLine: 22, linesInFile: 23, lines: ['isLit() {', '  return this.lit;', '}'], indent: 2 });
  });
  it('of an overloaded method is the one with the body', () => expect(find('Lamp.light').firstLine).toBe(13));
  it('can be a constant, an interface, a class or a constructor', () => {
    expect(find('second').lines).toEqual(['const second = 1000;']);
    expect(find('Clock').lastLine).toBe(3);
    expect(find('Lamp').lastLine).toBe(23);
    expect(find('constructor').firstLine).toBe(10);
  });
  it('can be the statement that begins on the one line with some words', () => {
    expect(find('if (!this.lit)')).toMatchObject({ firstLine: 14, lastLine: 16 });
  });
  it('of something that is not there names what is', () => {
    expect(() => find('extinguish')).toThrow(/<Excerpt from="extinguish"> names nothing in lamp\.ts\. Name one of Clock, Clock\.now, second, Lamp/);
  });
  it('of words that stand in several places is refused', () => expect(() => find('this.')).toThrow(/is found 3 times/));
});

describe('a note', () => {
  it('points at the one line with its words', () => expect(lineWith(find('light'), 'only once')).toBe(2));
  it('with words that stand on no line is refused', () => expect(() => lineWith(find('light'), 'twice')).toThrow(/on 0 lines/));
  it('with words that stand on several lines is refused', () => expect(() => lineWith(find('light'), 'this.lit')).toThrow(/on 2 lines/));
});
