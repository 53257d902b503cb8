import { describe, expect, it } from 'vitest';
import { lucideParts } from '../diagrams/lucide-icon.ts';
import { iconPath } from './icon-path.ts';

describe('an icon as one path', () => {
  it('draws every element that icons are made of', () => {
    expect(iconPath([['circle', { cx: '12', cy: '12', r: '10' }]])).toBe('M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0');
    expect(iconPath([['ellipse', { cx: '12', cy: '5', rx: '9', ry: '3' }]])).toBe('M3 5a9 3 0 1 0 18 0a9 3 0 1 0 -18 0');
    expect(iconPath([['line', { x1: '1', x2: '2', y1: '3', y2: '4' }]])).toBe('M1 3L2 4');
    expect(iconPath([['polyline', { points: '1,2 3,4' }], ['polygon', { points: '5,6 7,8' }]])).toBe('M1,2 3,4M5,6 7,8Z');
    expect(iconPath([['rect', { x: '1', y: '2', width: '5', height: '4' }]])).toBe('M1 2h5v4h-5Z');
    expect(iconPath([['rect', { x: '2', y: '4', width: '20', height: '8', rx: '2' }]])).toBe('M4 4h16a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2Z');
  });

  it('begins each path where it begins alone', () => {
    expect(iconPath([['path', { d: 'M1 1h2' }], ['path', { d: 'm5 5h2' }]])).toBe('M1 1h2M0 0m5 5h2');
  });

  it('says which element it cannot draw', () => {
    expect(() => iconPath([['text', {}]])).toThrow('<text>');
  });

  it('is made of what lucide has, and of nothing else', async () => {
    expect(iconPath(await lucideParts('server'))).toMatch(/^M[\dMahvZ. -]+/);
    await expect(lucideParts('no-such-icon')).rejects.toThrow('A scenario names the icon "no-such-icon"');
  });
});
