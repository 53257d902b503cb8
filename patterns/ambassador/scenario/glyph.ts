import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'A pod holds an application and an ambassador beside it. The application speaks to the ambassador alone, which asks one of three stores; one of those has crashed.',
  marks: [
    { mark: 'boundary', box: [16, 26, 146, 80] },
    { mark: 'link', path: [[74, 66], [98, 66]], style: 'in process' },
    { mark: 'link', path: [[148, 60], [180, 60], [190, 26], [226, 26]], arrow: true },
    { mark: 'link', path: [[148, 66], [226, 66]], style: 'unavailable' },
    { mark: 'link', path: [[148, 72], [180, 72], [190, 106], [226, 106]], arrow: true },
    { mark: 'service', box: [28, 48, 46, 36], sign: 'text lines' },
    { mark: 'service', box: [98, 46, 50, 40], look: 'ink', sign: 'fan' },
    { mark: 'store', box: [228, 10, 44, 32] },
    { mark: 'store', box: [228, 50, 44, 32], look: 'crashed' },
    { mark: 'store', box: [228, 90, 44, 32] },
    { mark: 'message', at: [196, 96], outcome: 'request' },
  ],
};
