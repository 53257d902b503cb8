import type { Glyph } from '../../../simulation/glyph.ts';

export const glyph: Glyph = {
  description: 'A client’s call to a service fails twice; each try comes after a wait twice as long as the one before, and the last is answered.',
  marks: [
    { mark: 'link', path: [[43, 78], [236, 78]], arrow: true },
    { mark: 'link', path: [[48, 74], [54, 40], [76, 40], [82, 72]], style: 'hop' },
    { mark: 'link', path: [[84, 72], [92, 26], [128, 26], [136, 72]], style: 'hop' },
    { mark: 'link', path: [[138, 72], [150, 6], [214, 6], [228, 66]], style: 'last hop' },
    { mark: 'client', at: [32, 78] },
    { mark: 'service', box: [236, 60, 40, 36] },
    { mark: 'message', at: [83, 78], outcome: 'failed' },
    { mark: 'message', at: [137, 78], outcome: 'failed' },
    { mark: 'message', at: [212, 78], outcome: 'answered' },
    { mark: 'link', path: [[50, 93], [80, 93]], style: 'measure' },
    { mark: 'link', path: [[86, 93], [134, 93]], style: 'measure' },
    { mark: 'link', path: [[140, 93], [226, 93]], style: 'measure' },
    { mark: 'text', at: [65, 108], text: '1' },
    { mark: 'text', at: [110, 108], text: '2' },
    { mark: 'text', at: [182, 108], text: '4' },
  ],
};
