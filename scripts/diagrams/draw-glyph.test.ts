import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GlyphMark } from '../../simulation/glyph.ts';
import { drawGlyph } from './draw-glyph.ts';

const draw = (...marks: readonly GlyphMark[]) => drawGlyph({ description: '', marks });
const looks = ['plain', 'ink', 'crashed', 'slow'] as const;
const signs = ['text lines', 'list', 'fan', 'two ways', 'crown', 'pulse', 'sliders', 'slider', 'key'] as const;
const styles = ['network', 'in process', 'asynchronous', 'unavailable', 'faint', 'hop', 'last hop', 'measure'] as const;
const outcomes = ['request', 'answered', 'failed', 'rejected', 'timed out', 'late', 'urgent'] as const;
const everyMark: readonly GlyphMark[] = [
  { mark: 'boundary', box: [0, 0, 100, 80] },
  { mark: 'client', at: [32, 66] },
  { mark: 'client', at: [32, 66], radius: 16, sign: 'pulse' },
  ...looks.flatMap((look) => [{ mark: 'service', box: [10, 10, 44, 40], look } as const, { mark: 'store', box: [10, 10, 32, 36], look } as const]),
  ...signs.flatMap((sign) => [{ mark: 'service', box: [10, 10, 44, 40], sign } as const, { mark: 'service', box: [10, 10, 44, 40], look: 'ink', sign } as const]),
  { mark: 'service', box: [10, 10, 44, 40], text: 'v1', textTone: 'warn' },
  { mark: 'service', box: [10, 10, 44, 40], teeth: 'left' },
  { mark: 'service', box: [10, 10, 44, 40], teeth: 'right', progress: 0.5 },
  { mark: 'queue', box: [10, 10, 110, 34] },
  { mark: 'cells', at: [10, 10], cells: '#o!s x-', size: [9, 12], step: 14 },
  { mark: 'wall', from: [0, 0], to: [10, 0] },
  ...(['closed', 'half-open', 'open'] as const).map((state) => ({ mark: 'breaker', from: [110, 66], to: [182, 66], state }) as const),
  ...styles.map((style) => ({ mark: 'link', path: [[0, 0], [10, 0]], style, arrow: true }) as const),
  ...(['info', 'fail'] as const).map((tone) => ({ mark: 'link', path: [[0, 0], [5, 0], [5, 10], [10, 10]], tone, arrow: true }) as const),
  { mark: 'ring', at: [50, 50], radius: 17, left: 0.25, sign: 'key' },
  ...outcomes.map((outcome) => ({ mark: 'message', at: [10, 10], outcome }) as const),
  { mark: 'text', at: [10, 10], text: 'a < b & c' },
];

describe('a glyph', () => {
  it('draws every mark in looks that the grammar has', () => {
    const rules = readFileSync('components/catalog/diagram.css', 'utf8');
    const drawn = new Set([...draw(...everyMark).matchAll(/class="([^"]+)"/g)].flatMap(([, names = '']) => names.split(' ')));
    expect([...drawn].filter((name) => name !== 'm' && !rules.includes(`.diagram .${name} {`))).toEqual([]);
  });
  it('draws whole numbers only where they are whole, and never NaN', () => {
    expect(draw(...everyMark)).not.toMatch(/NaN|undefined|\d\.\d{3}/);
  });
  it('turns the arm of a switch by its state', () => {
    expect(draw({ mark: 'breaker', from: [110, 66], to: [182, 66], state: 'closed' })).toContain('M115 66L177 66');
    expect(draw({ mark: 'breaker', from: [110, 66], to: [182, 66], state: 'open' })).toContain('M114.29 63.42');
  });
  it('points an arrow along the end of its curve', () => {
    expect(draw({ mark: 'link', path: [[0, 0], [0, 10], [50, 20], [50, 40]], arrow: true })).toContain('translate(50 40) rotate(90)');
  });
  it('writes words as text, whatever they are', () => expect(draw({ mark: 'text', at: [0, 0], text: 'a < b & c' })).toContain('>a &lt; b &amp; c</text>'));
  it('refuses a cell that the grammar does not have', () => {
    expect(() => draw({ mark: 'cells', at: [0, 0], cells: '#?', size: [1, 1], step: 2 })).toThrow(/got "\?" in "#\?"/);
  });
});
