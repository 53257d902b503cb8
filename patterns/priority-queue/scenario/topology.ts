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
      height: 416,
      cards: {
        ...Object.fromEntries(kinds.map(({ from }, row) => [from, { x: 20, y: 34 + row * 100, width: 92, height: 92 }])),
        mail: { x: 196, y: 98, width: 356, height: 164 },
        ...Object.fromEntries(senders.map((id, row) => [id, { x: 632, y: 16 + row * 114, width: 208, height: 100 }])),
      },
      boundaries: {},
      edges: {
        'checkout>mail': [[108, 80], [154, 80], [154, 144], [196, 144]],
        'stock>mail': [[108, 180], [196, 180]],
        'newsletter>mail': [[108, 280], [154, 280], [154, 216], [196, 216]],
        'mail>sender-1': [[552, 144], [592, 144], [592, 66], [632, 66]],
        'mail>sender-2': [[552, 180], [632, 180]],
        'mail>sender-3': [[552, 216], [592, 216], [592, 294], [632, 294]],
      },
    },
    portrait: {
      width: 390,
      height: 550,
      cards: {
        checkout: { x: 10, y: 12, width: 178, height: 40 },
        stock: { x: 202, y: 12, width: 178, height: 40 },
        newsletter: { x: 106, y: 62, width: 178, height: 40 },
        mail: { x: 64, y: 138, width: 316, height: 130 },
        ...Object.fromEntries(senders.map((id, row) => [id, { x: 64, y: 290 + row * 86, width: 316, height: 76 }])),
      },
      boundaries: {},
      edges: {
        'checkout>mail': [[60, 52], [60, 118], [144, 118], [144, 138]],
        'stock>mail': [[330, 52], [330, 118], [300, 118], [300, 138]],
        'newsletter>mail': [[195, 102], [195, 138]],
        'mail>sender-1': [[65, 215], [46, 215], [46, 328], [64, 328]],
        'mail>sender-2': [[64, 203], [30, 203], [30, 414], [64, 414]],
        'mail>sender-3': [[65, 191], [14, 191], [14, 500], [64, 500]],
      },
    },
  },
};
