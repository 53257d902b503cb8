import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'A manager reads a list of items and has three pods, each with a small manager and the application’s own container. One of the pods has crashed, and its item comes again.',
  marks: [
    { mark: 'link', path: [[68, 66], [92, 66]] },
    { mark: 'link', path: [[150, 56], [172, 56], [172, 26], [196, 26]], arrow: true },
    { mark: 'link', path: [[150, 66], [196, 66]], style: 'unavailable' },
    { mark: 'link', path: [[150, 76], [172, 76], [172, 106], [196, 106]], arrow: true },
    { mark: 'store', box: [18, 42, 50, 48], sign: 'list' },
    { mark: 'service', box: [94, 46, 56, 40], look: 'ink', sign: 'list' },
    { mark: 'boundary', box: [196, 8, 92, 36] },
    { mark: 'boundary', box: [196, 48, 92, 36] },
    { mark: 'boundary', box: [196, 88, 92, 36] },
    { mark: 'service', box: [204, 15, 26, 22], look: 'ink' },
    { mark: 'service', box: [238, 15, 42, 22], progress: 0.7 },
    { mark: 'service', box: [204, 55, 26, 22], look: 'ink' },
    { mark: 'service', box: [238, 55, 42, 22], look: 'crashed' },
    { mark: 'service', box: [204, 95, 26, 22], look: 'ink' },
    { mark: 'service', box: [238, 95, 42, 22], progress: 0.3 },
    { mark: 'message', at: [180, 66], outcome: 'failed' },
  ],
};
