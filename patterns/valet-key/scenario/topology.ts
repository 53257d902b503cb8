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
      shape: 'client',
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
      boundary: 'the object store',
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
          shape: 'client',
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
    { id: 'operator', label: 'Operator', faults: [], cards: [{ id: 'operator', shape: 'client', label: 'Operator', icon: 'user-cog', pill: { value: 'state', looks: operatorLooks }, meters: [] }] },
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
        'store/objects': { x: 702, y: 372, width: 130, height: 62 },
        eavesdropper: { x: 172, y: 426, width: 236, height: 108 },
      },
      boundaries: { store: { x: 642, y: 194, width: 250, height: 256 } },
      inner: [[[767, 350], [767, 372]]],
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
        'operator>store': [[786, 90], [786, 222]],
        'operator>app': [[706, 59], [612, 59]],
      },
    },
    portrait: {
      width: 358,
      height: 728,
      cards: {
        shoppers: { x: 10, y: 6, width: 108, height: 48 },
        'browser-1': { x: 10, y: 76, width: 108, height: 102 },
        'browser-2': { x: 125, y: 76, width: 108, height: 102 },
        'browser-3': { x: 240, y: 76, width: 108, height: 102 },
        app: { x: 14, y: 238, width: 152, height: 122 },
        operator: { x: 222, y: 238, width: 128, height: 56 },
        'store/verifier': { x: 20, y: 434, width: 206, height: 120 },
        'store/objects': { x: 242, y: 464, width: 98, height: 60 },
        eavesdropper: { x: 20, y: 606, width: 220, height: 108 },
      },
      boundaries: { store: { x: 8, y: 410, width: 342, height: 156 } },
      inner: [[[226, 494], [242, 494]]],
      edges: {
        'shoppers>browser-1': [[64, 54], [64, 76]],
        'shoppers>browser-2': [[118, 40], [179, 40], [179, 76]],
        'shoppers>browser-3': [[118, 22], [294, 22], [294, 76]],
        'browser-1>app': [[40, 178], [40, 238]],
        'browser-2>app': [[146, 178], [146, 238]],
        'browser-3>app': [[260, 178], [260, 222], [120, 222], [120, 238]],
        'browser-1>store': [[90, 178], [90, 206], [178, 206], [178, 434]],
        'browser-2>store': [[192, 178], [192, 434]],
        'browser-3>store': [[310, 178], [310, 206], [206, 206], [206, 434]],
        'browser-1>eavesdropper': [[10, 130], [4, 130], [4, 660], [20, 660]],
        'eavesdropper>store': [[120, 606], [120, 554]],
        'app>store': [[90, 360], [90, 434]],
        'operator>store': [[260, 294], [260, 386], [218, 386], [218, 434]],
        'operator>app': [[222, 266], [166, 266]],
      },
    },
  },
};
