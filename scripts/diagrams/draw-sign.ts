import type { GlyphSign } from '../../simulation/glyph.ts';
import { circle, element, number, path } from './svg.ts';

/** Signs are drawn about their centre, at the size of a 44 by 52 block. */
const lines: Readonly<Record<Exclude<GlyphSign, 'crown' | 'slider'>, string>> = {
  'text lines': 'M-14-10H14M-14 0H4M-14 10H9',
  list: 'M-8-8H8M-8 0H8M-8 8H2',
  fan: 'M-12 0H-4M-4 0L10-12M-4 0H11M-4 0L10 12',
  'two ways': 'M-6-8L0-14L6-8M-6 8L0 14L6 8M0-13V13',
  pulse: 'M-10 0H-5L-2-7L2 7L5 0H10',
  sliders: 'M-16-12H0M8-12H16M-16 0H-10M-2 0H16M-16 12H6',
  key: 'M-2 0H11M7 0V4.5M11 0V5.5M-12 0A5 5 0 1 0-2 0A5 5 0 1 0-12 0',
};
const knobs: Partial<Record<GlyphSign, readonly (readonly [number, number])[]>> = {
  sliders: [
    [4, -12],
    [-6, 0],
    [10, 12],
  ],
};
const crown = 'M-8 6L-9-3L-4 1L0-5L4 1L9-3L8 6Z';

/** @param on what the sign stands on: ink turns it light. */
export function drawSign(sign: GlyphSign, x: number, y: number, on: 'plain' | 'ink', width: number): string {
  const at = `translate(${number(x)} ${number(y)})`;
  if (sign === 'crown') return element('path', { class: on === 'ink' ? 'solid-on-ink' : 'item', d: crown, transform: at });
  if (sign === 'slider') {
    const reach = width / 2 - 15;
    return element('g', { transform: at }, path('sign-on-ink', `M${number(-reach)} 0H${number(reach)}`) + circle('knob', reach * 0.4, 0, 5));
  }
  const look = sign === 'key' ? 'sign-ink' : on === 'ink' ? 'sign-on-ink' : 'sign';
  const points = (knobs[sign] ?? []).map(([cx, cy]) => circle('knob', cx, cy, 3)).join('');
  return element('g', { transform: at }, path(look, lines[sign]) + points);
}
