import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'In one pod a service and a volume that it writes to; a shipper beside them reads from the volume and sends to a sink outside.',
  marks: [
    { mark: 'boundary', box: [16, 10, 176, 112] },
    { mark: 'link', path: [[64, 48], [64, 76]], style: 'in process' },
    { mark: 'link', path: [[88, 92], [124, 92]], style: 'in process' },
    { mark: 'link', path: [[176, 92], [236, 92]], arrow: true },
    { mark: 'service', box: [36, 20, 56, 30], sign: 'text lines' },
    { mark: 'store', box: [40, 74, 48, 38] },
    { mark: 'service', box: [124, 74, 54, 36], look: 'ink', sign: 'list' },
    { mark: 'store', box: [236, 72, 48, 40] },
    { mark: 'message', at: [214, 84], outcome: 'request' },
  ],
};
