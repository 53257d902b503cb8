import type { Glyph } from '../../../simulation/glyph.ts';

const shops = [14, 42, 70, 98];
export const glyph: Glyph = {
  description: 'A store of settings, and four instances that read them. Three serve the newest revision, one serves the last good one.',
  marks: [
    { mark: 'link', path: [[52, 66], [92, 66]], arrow: true },
    ...shops.map((y) => ({ mark: 'link' as const, path: [[214, y + 10], [176, y + 10], [170, 66], [132, 66]] as const, ...(y === 98 ? { style: 'unavailable' as const } : { arrow: true }) })),
    { mark: 'client', at: [38, 66] },
    { mark: 'store', box: [92, 48, 40, 36], look: 'ink' },
    ...shops.map((y) => ({ mark: 'service' as const, box: [214, y, 58, 20] as const, radius: 4, look: y === 98 ? ('slow' as const) : ('plain' as const) })),
    { mark: 'message', at: [194, 24], outcome: 'answered' },
    { mark: 'message', at: [194, 80], outcome: 'answered' },
    { mark: 'message', at: [70, 66], outcome: 'request' },
  ],
};
