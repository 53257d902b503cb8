import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'Two machines, each with a service whose edge is cut into teeth of its own and an adapter that fits it. One monitor asks both adapters in the same way.',
  marks: [
    { mark: 'link', path: [[222, 56], [186, 36]], arrow: true },
    { mark: 'link', path: [[222, 76], [186, 96]], arrow: true },
    { mark: 'boundary', box: [24, 8, 166, 54] },
    { mark: 'boundary', box: [24, 70, 166, 54] },
    { mark: 'service', box: [34, 16, 62, 38], teeth: 'right', sign: 'text lines' },
    { mark: 'service', box: [34, 78, 62, 38], teeth: 'right', sign: 'list' },
    { mark: 'link', path: [[96, 35], [118, 35]], style: 'in process' },
    { mark: 'link', path: [[96, 97], [118, 97]], style: 'in process' },
    { mark: 'service', box: [118, 16, 62, 38], look: 'ink', teeth: 'left' },
    { mark: 'service', box: [118, 78, 62, 38], look: 'ink', teeth: 'left' },
    { mark: 'service', box: [222, 42, 56, 48], sign: 'pulse' },
  ],
};
