import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'A client’s calls to a slow service: two tries fail, each after a longer wait, and the third is answered.',
  marks: [
    { mark: 'client', at: [32, 66] },
    { mark: 'service', box: [232, 46, 44, 40], look: 'plain' },
    { mark: 'link', path: [[46, 56], [80, 28], [110, 28], [140, 54]], style: 'hop', tone: 'fail' },
    { mark: 'link', path: [[46, 66], [90, 66], [130, 66], [226, 66]], style: 'last hop', arrow: true },
    { mark: 'message', at: [140, 58], outcome: 'failed' },
    { mark: 'message', at: [188, 66], outcome: 'answered' },
  ],
};
