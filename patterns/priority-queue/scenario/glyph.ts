import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'A queue of messages before two consumers. An urgent message stands at its exit, before those that came earlier, and another is on its way to a consumer.',
  marks: [
    { mark: 'link', path: [[43, 66], [74, 66]], arrow: true },
    { mark: 'link', path: [[186, 58], [232, 36]], arrow: true },
    { mark: 'link', path: [[186, 74], [232, 96]], arrow: true },
    { mark: 'client', at: [32, 66] },
    { mark: 'queue', box: [74, 48, 112, 36] },
    { mark: 'cells', at: [88, 58], cells: '#####!!', size: [9, 16], step: 12.5 },
    { mark: 'service', box: [232, 18, 44, 36], sign: 'text lines' },
    { mark: 'service', box: [232, 78, 44, 36], sign: 'text lines' },
    { mark: 'message', at: [211, 42], outcome: 'urgent' },
    { mark: 'message', at: [206, 88], outcome: 'request' },
  ],
};
