import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'A queue of messages and three workers that take from it, each with a lease that runs out. One worker has crashed, and its message goes back.',
  marks: [
    { mark: 'link', path: [[152, 52], [176, 52], [176, 24], [212, 24]], arrow: true },
    { mark: 'link', path: [[152, 66], [212, 66]], style: 'unavailable' },
    { mark: 'link', path: [[152, 80], [176, 80], [176, 108], [212, 108]], arrow: true },
    { mark: 'queue', box: [24, 44, 128, 44], radius: 10 },
    { mark: 'cells', at: [38, 58], cells: '#######', size: [10, 16], step: 15 },
    { mark: 'service', box: [212, 8, 46, 32], look: 'ink' },
    { mark: 'service', box: [212, 50, 46, 32], look: 'crashed' },
    { mark: 'service', box: [212, 92, 46, 32], look: 'ink' },
    { mark: 'ring', at: [276, 24], radius: 9, left: 0.7 },
    { mark: 'ring', at: [276, 66], radius: 9, left: 0.1 },
    { mark: 'ring', at: [276, 108], radius: 9, left: 0.45 },
    { mark: 'message', at: [182, 66], outcome: 'timed out' },
  ],
};
