import type { Box, CellLook, NodeSpec, StateLook, Topology } from '../../../simulation/scenario.ts';
import { browserIds, carriers, partsMax, triesShown, verdictsShown } from './sizes.ts';

export const browserLooks: Readonly<Record<string, StateLook>> = {
  idle: { label: 'Idle', tone: 'mute', shape: 'ring', ground: 'none' },
  asking: { label: 'Asks for a key', tone: 'warn', shape: 'half', ground: 'bars' },
  sending: { label: 'Uploading', tone: 'ok', shape: 'dot', ground: 'plain' },
};
export const verifierLooks: Readonly<Record<string, StateLook>> = {
  none: { label: 'No verifier', tone: 'mute', shape: 'ring', ground: 'none' },
  waiting: { label: 'Not asked yet', tone: 'flat', shape: 'ring', ground: 'none' },
  granted: { label: 'Let in', tone: 'ok', shape: 'dot', ground: 'plain' },
  refused: { label: 'Refused', tone: 'rej', shape: 'square', ground: 'diagonals' },
};
export const eavesdropperLooks: Readonly<Record<string, StateLook>> = {
  away: { label: 'Away', tone: 'mute', shape: 'ring', ground: 'none' },
  listens: { label: 'Listens', tone: 'flat', shape: 'half', ground: 'dots' },
  refused: { label: 'Refused', tone: 'ok', shape: 'dot', ground: 'plain' },
  entered: { label: 'Got in', tone: 'fail', shape: 'cross', ground: 'hatch' },
};
const appLooks: Readonly<Record<string, StateLook>> = {
  signs: { label: 'Signs', tone: 'info', shape: 'dot', ground: 'plain' },
  carries: { label: 'Carries', tone: 'warn', shape: 'half', ground: 'bars' },
};
const operatorLooks: Readonly<Record<string, StateLook>> = {
  calm: { label: 'Nothing known', tone: 'mute', shape: 'ring', ground: 'none' },
  nothing: { label: 'Does nothing', tone: 'fail', shape: 'cross', ground: 'hatch' },
  policy: { label: 'Policy revoked', tone: 'rej', shape: 'square', ground: 'diagonals' },
  rotate: { label: 'Key dropped', tone: 'warn', shape: 'triangle', ground: 'bars' },
};
const verdictLooks: Readonly<Record<string, CellLook>> = {
  g: { tone: 'ok', label: 'let in' },
  t: { tone: 'mute', ground: 'none', label: 'refused: out of its time' },
  s: { tone: 'fail', ground: 'hatch', label: 'refused: not what was signed' },
  p: { tone: 'rej', ground: 'diagonals', label: 'refused: not what it allows' },
  r: { tone: 'warn', ground: 'bars', label: 'refused: revoked, or its signing key is gone' },
  o: { tone: 'info', ground: 'dots', label: 'refused: done before' },
};
const partLooks: Readonly<Record<string, CellLook>> = {
  w: { tone: 'mute', ground: 'none', label: 'to come' },
  s: { tone: 'info', ground: 'bars', label: 'on its way' },
  d: { tone: 'ok', label: 'up' },
};

const browser = (id: string, index: number): NodeSpec => ({
  id,
  label: `Browser ${index + 1}`,
  cards: [
    {
      id,
      shape: 'service',
      label: `Browser ${index + 1}`,
      icon: 'globe',
      pill: { value: 'state', looks: browserLooks },
      meters: [
        { kind: 'countdown', label: 'key', value: 'until', lastsMs: { knob: 'ttlMs' } },
        { kind: 'cells', value: 'parts', size: partsMax, columns: partsMax, looks: partLooks },
        { kind: 'value', label: 'photos up', value: 'done' },
      ],
    },
  ],
});

type Line = readonly (readonly [x: number, y: number])[];
const deskRows = browserIds.map((id, index) => ({ id, y: 20 + index * 134 }));

export const topology: Topology = {
  nodes: [
    { id: 'shoppers', label: 'Shoppers', faults: [], cards: [{ id: 'shoppers', shape: 'client', label: 'Shoppers', icon: 'users', meters: [{ kind: 'value', label: 'photos', value: 'sent' }] }] },
    ...browserIds.map(browser),
    {
      id: 'app',
      label: 'Application',
      cards: [
        {
          id: 'app',
          shape: 'service',
          label: 'Application',
          icon: 'key-round',
          ink: true,
          pill: { value: 'state', looks: appLooks },
          meters: [
            { kind: 'value', label: 'keys issued', value: 'keys' },
            { kind: 'value', label: 'signed with', value: 'signing' },
            { kind: 'value', label: 'bytes through', value: 'megabytes', unit: 'MB' },
            { kind: 'slots', label: 'carrying', value: 'carrying', of: carriers },
          ],
        },
      ],
    },
    {
      id: 'store',
      label: 'store',
      boundary: 'one service',
      cards: [
        {
          id: 'store/verifier',
          shape: 'service',
          label: 'Verifier',
          icon: 'shield-check',
          ink: true,
          pill: { value: 'state', looks: verifierLooks },
          meters: [
            { kind: 'value', label: 'let in', value: 'granted' },
            { kind: 'value', label: 'refused', value: 'refused' },
            { kind: 'cells', value: 'verdicts', size: verdictsShown, columns: 15, looks: verdictLooks },
          ],
        },
        { id: 'store/objects', shape: 'store', label: 'Photos', icon: 'images', meters: [{ kind: 'value', label: 'parts', value: 'parts' }] },
      ],
    },
    {
      id: 'eavesdropper',
      label: 'Eavesdropper',
      cards: [
        {
          id: 'eavesdropper',
          shape: 'service',
          label: 'Eavesdropper',
          icon: 'ear',
          pill: { value: 'state', looks: eavesdropperLooks },
          meters: [
            { kind: 'value', label: 'got in', value: 'entered' },
            { kind: 'value', label: 'digits known', value: 'known', of: 64 },
            { kind: 'cells', value: 'tries', size: triesShown, columns: 12, looks: { ...verdictLooks, g: { tone: 'fail', ground: 'plain', label: 'let in' }, x: { tone: 'flat', ground: 'plain', height: 'short', label: 'no answer' } } },
          ],
        },
      ],
    },
    { id: 'operator', label: 'Operator', faults: [], cards: [{ id: 'operator', shape: 'service', label: 'Operator', icon: 'user-cog', pill: { value: 'state', looks: operatorLooks }, meters: [] }] },
  ],
  links: [
    ...browserIds.map((to) => ({ from: 'shoppers', to, latencyMs: [1, 3] as const, style: 'asynchronous' as const })),
    ...browserIds.flatMap((from) => [
      { from, to: 'app', latencyMs: [15, 30] as const },
      { from, to: 'store', toCard: 'store/verifier', latencyMs: [15, 30] as const },
    ]),
    { from: 'browser-1', to: 'eavesdropper', latencyMs: [20, 40], style: 'asynchronous' },
    // Always as long: what it measures is the store's own time.
    { from: 'eavesdropper', to: 'store', toCard: 'store/verifier', latencyMs: [12, 12] },
    { from: 'app', to: 'store', toCard: 'store/verifier', latencyMs: [2, 4] },
    { from: 'operator', to: 'store', toCard: 'store/verifier', latencyMs: [10, 20] },
    { from: 'operator', to: 'app', latencyMs: [10, 20] },
  ],
  wirings: {
    desk: {
      width: 904,
      height: 548,
      cards: {
        shoppers: { x: 14, y: 164, width: 96, height: 92 },
        ...Object.fromEntries(deskRows.map(({ id, y }): [string, Box] => [id, { x: 172, y, width: 168, height: 118 }])),
        app: { x: 440, y: 20, width: 172, height: 142 },
        operator: { x: 706, y: 28, width: 160, height: 62 },
        'store/verifier': { x: 660, y: 222, width: 214, height: 128 },
        'store/objects': { x: 702, y: 368, width: 130, height: 74 },
        eavesdropper: { x: 172, y: 426, width: 236, height: 108 },
      },
      boundaries: { store: { x: 642, y: 194, width: 250, height: 256 } },
      inner: [[[767, 350], [767, 368]]],
      edges: {
        ...Object.fromEntries(deskRows.map(({ id, y }): [string, Line] => [`shoppers>${id}`, [[110, 210], [132, 210], [132, y + 40], [172, y + 40]]])),
        'browser-1>app': [[340, 60], [440, 60]],
        'browser-2>app': [[340, 184], [376, 184], [376, 92], [440, 92]],
        'browser-3>app': [[340, 318], [392, 318], [392, 124], [440, 124]],
        'browser-1>store': [[340, 104], [408, 104], [408, 252], [660, 252]],
        'browser-2>store': [[340, 266], [660, 266]],
        'browser-3>store': [[340, 352], [424, 352], [424, 280], [660, 280]],
        'browser-1>eavesdropper': [[172, 116], [152, 116], [152, 480], [172, 480]],
        'eavesdropper>store': [[408, 480], [616, 480], [616, 324], [660, 324]],
        'app>store': [[526, 162], [526, 238], [660, 238]],
        'operator>store': [[846, 90], [846, 222]],
        'operator>app': [[706, 59], [612, 59]],
      },
    },
    portrait: {
      width: 358,
      height: 758,
      cards: {
        shoppers: { x: 10, y: 4, width: 130, height: 50 },
        'browser-1': { x: 10, y: 76, width: 158, height: 96 },
        'browser-2': { x: 190, y: 76, width: 158, height: 96 },
        'browser-3': { x: 190, y: 190, width: 158, height: 96 },
        app: { x: 10, y: 212, width: 158, height: 140 },
        operator: { x: 222, y: 318, width: 126, height: 52 },
        'store/verifier': { x: 20, y: 464, width: 206, height: 120 },
        'store/objects': { x: 242, y: 488, width: 98, height: 74 },
        eavesdropper: { x: 20, y: 636, width: 220, height: 108 },
      },
      boundaries: { store: { x: 8, y: 440, width: 342, height: 156 } },
      inner: [[[226, 526], [242, 526]]],
      edges: {
        'shoppers>browser-1': [[64, 54], [64, 76]],
        'shoppers>browser-2': [[140, 22], [269, 22], [269, 76]],
        'shoppers>browser-3': [[140, 40], [179, 40], [179, 222], [190, 222]],
        'browser-1>app': [[60, 172], [60, 212]],
        'browser-2>app': [[230, 172], [230, 181], [120, 181], [120, 212]],
        'browser-3>app': [[190, 262], [168, 262]],
        'browser-1>store': [[168, 140], [173, 140], [173, 464]],
        'browser-2>store': [[348, 140], [354, 140], [354, 422], [214, 422], [214, 464]],
        'browser-3>store': [[200, 286], [200, 464]],
        'browser-1>eavesdropper': [[10, 130], [4, 130], [4, 690], [20, 690]],
        'eavesdropper>store': [[120, 636], [120, 584]],
        'app>store': [[90, 352], [90, 464]],
        'operator>store': [[260, 370], [260, 400], [187, 400], [187, 464]],
        'operator>app': [[222, 338], [168, 338]],
      },
    },
  },
};
