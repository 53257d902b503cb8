import type { Glyph } from '../../../simulation/glyph.ts';

const row = { mark: 'cells', size: [5, 11], step: 7 } as const;

export const glyph: Glyph = {
  description: 'A service with three compartments of slots. The calls of a crashed dependency hold every slot of the first; in the other two most slots are free, and calls pass.',
  marks: [
    { mark: 'link', path: [[43, 66], [70, 66]], arrow: true },
    { mark: 'link', path: [[182, 26], [234, 26]], style: 'unavailable' },
    { mark: 'link', path: [[182, 66], [234, 66]], arrow: true },
    { mark: 'link', path: [[182, 106], [234, 106]], arrow: true },
    { mark: 'client', at: [32, 66] },
    { mark: 'service', box: [70, 10, 112, 112], radius: 10 },
    { mark: 'wall', from: [70, 46.5], to: [182, 46.5] },
    { mark: 'wall', from: [70, 85.5], to: [182, 85.5] },
    { ...row, at: [84, 22.5], cells: 'xxxxxxxxxxxx' },
    { ...row, at: [84, 60.5], cells: 'sss---------' },
    { ...row, at: [84, 99.5], cells: 'ssss--------' },
    { mark: 'service', box: [234, 12, 40, 28], look: 'crashed' },
    { mark: 'service', box: [234, 52, 40, 28] },
    { mark: 'service', box: [234, 92, 40, 28] },
    { mark: 'message', at: [208, 58], outcome: 'request' },
    { mark: 'message', at: [208, 98], outcome: 'answered' },
  ],
};
