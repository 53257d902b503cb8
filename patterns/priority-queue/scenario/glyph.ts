import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'A client’s calls meet a service whose places are all taken: one call is on its way on, and one comes back.',
  marks: [
    { mark: 'link', path: [[43, 66], [104, 66]] },
    { mark: 'link', path: [[188, 66], [230, 66]] },
    { mark: 'client', at: [32, 66] },
    { mark: 'service', box: [108, 46, 80, 40], look: 'ink', sign: 'slider' },
    { mark: 'service', box: [232, 46, 44, 40], sign: 'text lines' },
    { mark: 'message', at: [210, 58], outcome: 'request' },
    { mark: 'message', at: [74, 74], outcome: 'rejected' },
  ],
};
