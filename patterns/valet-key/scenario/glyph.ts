import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'A browser gets a key from the application and goes straight to the store with it. Another, which has changed the key, is turned away.',
  marks: [
    { mark: 'link', path: [[66, 46], [126, 26]], style: 'faint' },
    { mark: 'link', path: [[66, 58], [226, 58]] },
    { mark: 'link', path: [[66, 110], [226, 78]], style: 'faint' },
    { mark: 'service', box: [20, 40, 46, 28] },
    { mark: 'service', box: [126, 8, 48, 28], look: 'ink' },
    { mark: 'store', box: [226, 42, 44, 44], look: 'ink' },
    { mark: 'service', box: [20, 96, 46, 28], look: 'crashed' },
    { mark: 'ring', at: [96, 36], radius: 8, left: 0.7 },
    { mark: 'message', at: [140, 58], outcome: 'request' },
    { mark: 'message', at: [186, 86], outcome: 'rejected' },
  ],
};
