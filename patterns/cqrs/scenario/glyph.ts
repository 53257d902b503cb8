import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'A command goes into a log of events; from there two views are made, of which one has come to the end and the other is a little behind.',
  marks: [
    { mark: 'link', path: [[43, 66], [70, 66]], arrow: true },
    { mark: 'link', path: [[182, 46], [204, 46], [204, 36], [226, 36]], arrow: true },
    { mark: 'link', path: [[182, 86], [204, 86], [204, 96], [226, 96]], arrow: true, style: 'asynchronous' },
    { mark: 'client', at: [32, 66] },
    { mark: 'service', box: [70, 30, 112, 72], radius: 10 },
    { mark: 'cells', size: [8, 14], step: 11, at: [82, 58], cells: 'sssssssss' },
    { mark: 'service', box: [226, 16, 48, 40] },
    { mark: 'service', box: [226, 76, 48, 40] },
    { mark: 'message', at: [204, 41], outcome: 'answered' },
  ],
};
