import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'A client’s calls meet an open switch in front of a crashed service: two are rejected at once, and none gets through.',
  marks: [
    { mark: 'link', path: [[43, 66], [104, 66]] },
    { mark: 'link', path: [[188, 66], [230, 66]], style: 'unavailable' },
    { mark: 'client', at: [32, 66] },
    { mark: 'breaker', from: [110, 66], to: [182, 66], state: 'open' },
    { mark: 'service', box: [232, 46, 44, 40], look: 'crashed' },
    { mark: 'message', at: [62, 58], outcome: 'request' },
    { mark: 'message', at: [62, 74], outcome: 'rejected' },
    { mark: 'message', at: [84, 74], outcome: 'rejected' },
  ],
};
