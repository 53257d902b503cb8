import type { CellLook, NodeSpec, StateLook, Topology } from '../../../simulation/scenario.ts';
import { kinds, latencyMs, senders, starvingMs } from './sizes.ts';

export const queueLooks: Readonly<Record<string, StateLook>> = {
  flowing: { label: 'Flowing', tone: 'ok', shape: 'dot', ground: 'plain' },
  backlog: { label: 'Backlog', tone: 'warn', shape: 'half', ground: 'bars' },
  starving: { label: 'Starving', tone: 'fail', shape: 'triangle', ground: 'hatch' },
  full: { label: 'Full', tone: 'rej', shape: 'square', ground: 'diagonals' },
};

const marks: Readonly<Record<string, CellLook>> = {
  c: { tone: 'info', label: 'confirmation' },
  s: { tone: 'flat', ground: 'bars', label: 'shipping note' },
  n: { tone: 'mute', ground: 'dots', label: 'newsletter' },
};

const icons: Readonly<Record<string, string>> = { checkout: 'shopping-cart', stock: 'package', newsletter: 'newspaper' };
const labels: Readonly<Record<string, string>> = { checkout: 'Checkout', stock: 'Stock', newsletter: 'Newsletter' };
const sourceOf = (id: string): NodeSpec => ({
  id,
  label: labels[id]!,
  faults: [],
  cards: [{ id, shape: 'client', label: labels[id]!, icon: icons[id]!, meters: [{ kind: 'value', label: '', value: 'rate', unit: '/s' }] }],
});
const senderOf = (id: string, at: number): NodeSpec => ({
  id,
  label: `Sender ${at + 1}`,
  cards: [
    {
      id,
      shape: 'service',
      label: `Sender ${at + 1}`,
      icon: 'send',
      meters: [
        { kind: 'caption', value: 'doing', by: { idle: 'nothing to send', confirmation: 'sends a confirmation', shipping: 'sends a shipping note', newsletter: 'sends a newsletter' } },
        { kind: 'cells', value: 'held', size: { knob: 'prefetch' }, isQueue: true, looks: marks },
      ],
    },
  ],
});

export const topology: Topology = {
  nodes: [
    ...kinds.map(({ from }) => sourceOf(from)),
    {
      id: 'mail',
      label: 'Mail',
      // What waits is in its memory, which a crash would empty, and ages by its clock.
      faults: ['pause', 'fail'],
      cards: [
        {
          id: 'mail',
          shape: 'queue',
          label: 'Mail',
          icon: 'mails',
          ink: true,
          pill: { value: 'state', looks: queueLooks },
          meters: [
            { kind: 'waiting', value: 'classes', size: 60, limitMs: starvingMs, looks: marks },
            { kind: 'value', label: 'wait in all', value: 'total' },
          ],
        },
      ],
    },
    ...senders.map(senderOf),
  ],
  links: [
    ...kinds.map(({ from }) => ({ from, to: 'mail', latencyMs: [4, 9] as const })),
    ...senders.map((to) => ({ from: 'mail', to, latencyMs })),
  ],
  wirings: {
    desk: {
      width: 860,
      height: 396,
      cards: {
        ...Object.fromEntries(kinds.map(({ from }, row) => [from, { x: 20, y: 24 + row * 128, width: 92, height: 92 }])),
        mail: { x: 232, y: 98, width: 236, height: 200 },
        ...Object.fromEntries(senders.map((id, row) => [id, { x: 612, y: 20 + row * 128, width: 228, height: 100 }])),
      },
      boundaries: {},
      edges: {
        'checkout>mail': [[108, 70], [172, 70], [172, 158], [232, 158]],
        'stock>mail': [[108, 198], [232, 198]],
        'newsletter>mail': [[108, 326], [172, 326], [172, 238], [232, 238]],
        'mail>sender-1': [[468, 158], [540, 158], [540, 70], [612, 70]],
        'mail>sender-2': [[468, 198], [612, 198]],
        'mail>sender-3': [[468, 238], [540, 238], [540, 326], [612, 326]],
      },
    },
    portrait: {
      width: 390,
      height: 572,
      cards: {
        checkout: { x: 10, y: 12, width: 114, height: 40 },
        stock: { x: 138, y: 12, width: 114, height: 40 },
        newsletter: { x: 266, y: 12, width: 114, height: 40 },
        mail: { x: 65, y: 92, width: 260, height: 176 },
        'sender-1': { x: 120, y: 300, width: 250, height: 80 },
        'sender-2': { x: 120, y: 390, width: 250, height: 80 },
        'sender-3': { x: 120, y: 480, width: 250, height: 80 },
      },
      boundaries: {},
      edges: {
        'checkout>mail': [[67, 52], [67, 72], [130, 72], [130, 92]],
        'stock>mail': [[195, 52], [195, 92]],
        'newsletter>mail': [[323, 52], [323, 72], [260, 72], [260, 92]],
        'mail>sender-1': [[106, 268], [106, 340], [120, 340]],
        'mail>sender-2': [[88, 268], [88, 430], [120, 430]],
        'mail>sender-3': [[70, 268], [70, 520], [120, 520]],
      },
    },
  },
};
