import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'Settings reach four gateways. One of them is on the new version already, and what it had begun before still goes to the old address.',
  marks: [
    { mark: 'link', path: [[72, 70], [132, 24]] },
    { mark: 'link', path: [[72, 70], [132, 54]], style: 'faint' },
    { mark: 'link', path: [[72, 70], [132, 86]], style: 'faint' },
    { mark: 'link', path: [[72, 70], [132, 116]], style: 'faint' },
    { mark: 'link', path: [[186, 24], [226, 49]] },
    { mark: 'link', path: [[186, 54], [226, 104]], style: 'faint' },
    { mark: 'link', path: [[186, 86], [226, 104]], style: 'faint' },
    { mark: 'link', path: [[186, 116], [226, 104]], style: 'faint' },
    { mark: 'store', box: [30, 50, 42, 40] },
    { mark: 'service', box: [132, 12, 54, 24], look: 'ink' },
    { mark: 'service', box: [132, 42, 54, 24] },
    { mark: 'service', box: [132, 74, 54, 24] },
    { mark: 'service', box: [132, 104, 54, 24] },
    { mark: 'service', box: [226, 36, 48, 26] },
    { mark: 'service', box: [226, 91, 48, 26] },
    { mark: 'message', at: [102, 47], outcome: 'request' },
    { mark: 'message', at: [206, 36], outcome: 'answered' },
  ],
};
