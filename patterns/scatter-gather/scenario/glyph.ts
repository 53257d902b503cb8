import type { Glyph } from '../../../simulation/glyph.ts';

const leaves = [12, 34, 56, 78, 100];
export const glyph: Glyph = {
  description: 'A root that asks five leaves at once. Answers are coming back, and one leaf is slow.',
  marks: [
    { mark: 'link', path: [[56, 66], [100, 66]], arrow: true },
    ...leaves.map((y) => ({ mark: 'link' as const, path: [[158, 66], [190, 66], [184, y + 8], [222, y + 8]] as const, ...(y === 56 ? { style: 'unavailable' as const } : { arrow: true }) })),
    { mark: 'client', at: [42, 66] },
    { mark: 'service', box: [100, 46, 58, 40], look: 'ink', sign: 'fan' },
    ...leaves.map((y) => ({ mark: 'service' as const, box: [222, y, 54, 16] as const, radius: 4, look: y === 56 ? ('slow' as const) : ('plain' as const) })),
    { mark: 'message', at: [196, 38], outcome: 'answered' },
    { mark: 'message', at: [196, 94], outcome: 'answered' },
    { mark: 'message', at: [204, 64], outcome: 'timed out' },
  ],
};
