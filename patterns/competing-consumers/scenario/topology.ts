import type { Box, Card, CellLook, NodeSpec, StateLook, Topology } from '../../../simulation/scenario.ts';
import { effectsShown, heldShown, lettersShown, messagesShown, workerIds } from './sizes.ts';

export const queueLooks: Readonly<Record<string, StateLook>> = {
  empty: { label: 'Empty', tone: 'mute', shape: 'ring', ground: 'none' },
  leased: { label: 'All leased', tone: 'ok', shape: 'dot', ground: 'plain' },
  waiting: { label: '{ready} wait', tone: 'warn', shape: 'half', ground: 'bars' },
};
export const workerLooks: Readonly<Record<string, StateLook>> = {
  away: { label: 'Not there', tone: 'mute', shape: 'ring', ground: 'none' },
  waiting: { label: 'Waiting', tone: 'flat', shape: 'dot', ground: 'dots' },
  working: { label: 'At work', tone: 'ok', shape: 'dot', ground: 'plain' },
  zombie: { label: 'Lease lost', tone: 'fail', shape: 'cross', ground: 'hatch' },
  leaving: { label: 'Leaving', tone: 'warn', shape: 'half', ground: 'bars' },
};
const messageLooks: Readonly<Record<string, CellLook>> = {
  r: { tone: 'flat', label: 'ready' },
  l: { tone: 'ok', ground: 'bars', label: 'leased' },
  d: { tone: 'mute', ground: 'dots', label: 'resting after a failure' },
};
const heldLooks: Readonly<Record<string, CellLook>> = {
  w: { tone: 'flat', ground: 'dots', label: 'waiting for its turn' },
  a: { tone: 'ok', label: 'at work' },
  z: { tone: 'fail', ground: 'hatch', label: 'at work without a lease' },
};

const leaseMs = { knob: 'leaseMs' } as const;
const ready: Card = {
  id: 'queue/ready',
  shape: 'queue',
  label: 'Queue',
  icon: 'layers',
  ink: true,
  pill: { value: 'state', looks: queueLooks },
  meters: [
    { kind: 'messages', label: 'messages', value: 'messages', size: messagesShown, columns: 8, leaseMs, looks: messageLooks },
    { kind: 'value', label: 'leased', value: 'leased' },
    { kind: 'value', label: 'workers wait', value: 'waiting' },
  ],
};
const dead: Card = {
  id: 'queue/dead',
  shape: 'queue',
  label: 'Dead',
  icon: 'mail-x',
  meters: [
    { kind: 'value', label: 'letters', value: 'dead' },
    { kind: 'cells', value: 'letters', size: lettersShown, columns: 10, looks: { x: { tone: 'fail', ground: 'hatch', label: 'dead' } } },
  ],
};
const worker = (id: string, index: number): NodeSpec => ({
  id,
  label: `Worker ${index + 1}`,
  cards: [
    {
      id,
      shape: 'service',
      label: `Worker ${index + 1}`,
      icon: 'cog',
      ink: true,
      pill: { value: 'state', looks: workerLooks },
      meters: [
        { kind: 'messages', label: 'holds', value: 'held', size: heldShown, columns: heldShown, leaseMs, looks: heldLooks },
        { kind: 'value', label: 'done', value: 'done' },
      ],
    },
  ],
});

/** A box or a line for each worker. */
const each = <T>(make: (id: string, index: number) => readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries(workerIds.flatMap((id, index) => make(id, index)));
type Line = readonly (readonly [number, number])[];
const rowOf = (index: number) => 16 + index * 104;
/** On a phone: two columns, the fifth alone. */
const columnOf = (index: number) => index % 2;
const levelOf = (index: number) => 292 + Math.floor(index / 2) * 104;

export const topology: Topology = {
  nodes: [
    {
      id: 'web',
      label: 'Web',
      faults: [],
      cards: [{ id: 'web', shape: 'client', label: 'Web', icon: 'upload', meters: [{ kind: 'value', label: 'uploads', value: 'uploads' }] }],
    },
    { id: 'queue', label: 'Queue', boundary: 'one broker', faults: ['pause', 'fail'], cards: [ready, dead] },
    ...workerIds.map(worker),
    {
      id: 'pictures',
      label: 'Pictures',
      cards: [
        {
          id: 'pictures',
          shape: 'store',
          label: 'Pictures',
          icon: 'images',
          meters: [
            { kind: 'value', label: 'thumbnails', value: 'stored' },
            { kind: 'value', label: 'refused', value: 'refused' },
            { kind: 'value', label: 'made twice', value: 'again' },
            {
              kind: 'cells',
              value: 'marks',
              size: effectsShown,
              columns: 10,
              looks: { s: { tone: 'ok', label: 'stored' }, r: { tone: 'rej', ground: 'diagonals', label: 'refused: it was there' }, '2': { tone: 'fail', ground: 'hatch', label: 'stored a second time' } },
            },
          ],
        },
      ],
    },
  ],
  links: [
    { from: 'web', to: 'queue', latencyMs: [5, 15], toCard: 'queue/ready', style: 'asynchronous' },
    ...workerIds.flatMap((id) => [
      { from: id, to: 'queue', latencyMs: [3, 9] as const, toCard: 'queue/ready' },
      { from: id, to: 'pictures', latencyMs: [3, 9] as const },
    ]),
  ],
  wirings: {
    desk: {
      width: 900,
      height: 540,
      cards: {
        web: { x: 16, y: 128, width: 100, height: 92 },
        'queue/ready': { x: 170, y: 90, width: 206, height: 168 },
        'queue/dead': { x: 170, y: 318, width: 206, height: 112 },
        ...each<Box>((id, index) => [[id, { x: 450, y: rowOf(index), width: 180, height: 92 }]]),
        pictures: { x: 712, y: 188, width: 172, height: 152 },
      },
      boundaries: { queue: { x: 154, y: 56, width: 238, height: 390 } },
      edges: {
        'web>queue': [[116, 174], [170, 174]],
        ...each<Line>((id, index) => [
          [`${id}>queue`, index === 0 ? [[450, 62], [414, 62], [414, 142], [376, 142]] : index === 1 ? [[450, 158], [376, 158]] : [[450, rowOf(index) + 46], [420 + (index - 2) * 6, rowOf(index) + 46], [420 + (index - 2) * 6, 174 + (index - 2) * 16], [376, 174 + (index - 2) * 16]]],
          [`${id}>pictures`, index === 2 ? [[630, 270], [712, 270]] : [[630, rowOf(index) + 46], [index === 0 || index === 4 ? 682 : 664, rowOf(index) + 46], [index === 0 || index === 4 ? 682 : 664, 234 + index * 18], [712, 234 + index * 18]]],
        ]),
      },
      inner: [[[273, 258], [273, 318]]],
    },
    portrait: {
      width: 358,
      height: 700,
      cards: {
        web: { x: 46, y: 12, width: 110, height: 44 },
        'queue/ready': { x: 36, y: 104, width: 160, height: 144 },
        'queue/dead': { x: 202, y: 104, width: 134, height: 144 },
        ...each<Box>((id, index) => [[id, { x: columnOf(index) === 0 ? 26 : 190, y: levelOf(index), width: 142, height: 88 }]]),
        pictures: { x: 60, y: 604, width: 238, height: 88 },
      },
      boundaries: { queue: { x: 12, y: 76, width: 334, height: 184 } },
      edges: {
        'web>queue': [[46, 34], [20, 34], [20, 168], [36, 168]],
        ...each<Line>((id, index) => {
          const middle = levelOf(index) + 44;
          const isLeft = columnOf(index) === 0;
          return [
            [`${id}>queue`, isLeft ? [[168, middle], [175, middle], [175, 248]] : [[190, middle], [183, middle], [183, 248]]],
            [`${id}>pictures`, isLeft ? [[26, middle], [13, middle], [13, 648], [60, 648]] : [[332, middle], [345, middle], [345, 648], [298, 648]]],
          ];
        }),
      },
    },
  },
};
