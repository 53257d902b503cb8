import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'A client’s call goes through an inked list of sources: the first service has crashed, and the answer comes from the store below it.',
  marks: [
    { mark: 'link', path: [[41, 66], [94, 66]] },
    { mark: 'link', path: [[146, 50], [222, 34]], style: 'unavailable' },
    { mark: 'link', path: [[146, 82], [222, 98]] },
    { mark: 'client', at: [30, 66] },
    { mark: 'service', box: [96, 42, 50, 48], look: 'ink', sign: 'list' },
    { mark: 'service', box: [224, 14, 46, 40], look: 'crashed' },
    { mark: 'store', box: [224, 78, 46, 40] },
    { mark: 'message', at: [176, 37], outcome: 'failed' },
    { mark: 'message', at: [184, 96], outcome: 'answered' },
    { mark: 'message', at: [66, 58], outcome: 'request' },
  ],
};
