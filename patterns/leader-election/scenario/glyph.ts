import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'Five replicas round a store that holds one lease. One of them leads and wears the crown; another has crashed.',
  marks: [
    { mark: 'link', path: [[150, 30], [150, 56]] },
    { mark: 'link', path: [[74, 52], [132, 66]], style: 'faint' },
    { mark: 'link', path: [[226, 52], [168, 66]], style: 'faint' },
    { mark: 'link', path: [[96, 106], [134, 78]], style: 'faint' },
    { mark: 'link', path: [[204, 106], [166, 78]], style: 'faint' },
    { mark: 'store', box: [132, 54, 36, 34], look: 'ink' },
    { mark: 'service', box: [127, 8, 46, 26], look: 'ink', sign: 'crown' },
    { mark: 'service', box: [30, 36, 46, 26] },
    { mark: 'service', box: [224, 36, 46, 26] },
    { mark: 'service', box: [62, 98, 46, 26], look: 'crashed' },
    { mark: 'service', box: [192, 98, 46, 26] },
    { mark: 'ring', at: [194, 20], radius: 9, left: 0.7 },
    { mark: 'message', at: [150, 44], outcome: 'request' },
  ],
};
