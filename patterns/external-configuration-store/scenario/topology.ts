import type { NodeSpec, StateLook, Topology } from '../../../simulation/scenario.ts';
import { paymentsShown, shopIds } from './sizes.ts';

export const shopLooks: Readonly<Record<string, StateLook>> = {
  stopped: { label: 'Stopped', tone: 'mute', shape: 'ring', ground: 'none' },
  booting: { label: 'Starting', tone: 'info', shape: 'half', ground: 'dots' },
  current: { label: 'Current', tone: 'ok', shape: 'dot', ground: 'plain' },
  stale: { label: 'Last good', tone: 'warn', shape: 'half', ground: 'bars' },
  expired: { label: 'Too old', tone: 'fail', shape: 'cross', ground: 'hatch' },
  failed: { label: 'No settings', tone: 'fail', shape: 'cross', ground: 'hatch' },
  baked: { label: 'As started', tone: 'flat', shape: 'dot', ground: 'none' },
  restarting: { label: 'Restarting', tone: 'rej', shape: 'square', ground: 'diagonals' },
};
const copyLooks: Readonly<Record<string, StateLook>> = {
  level: { label: 'Level', tone: 'ok', shape: 'dot', ground: 'plain' },
  behind: { label: 'Behind', tone: 'warn', shape: 'half', ground: 'bars' },
};
const operator = (id: string, label: string, icon: string): NodeSpec => ({ id, label, faults: [], cards: [{ id, shape: 'client', label, icon, meters: [{ kind: 'value', label: '', value: 'did' }] }] });
const shop = (id: string, index: number): NodeSpec => ({
  id,
  label: `Shop ${index + 1}`,
  cards: [{ id, shape: 'service', label: `Shop ${index + 1}`, icon: 'store', ink: true, pill: { value: 'state', looks: shopLooks }, meters: [{ kind: 'value', label: 'revision', value: 'revision' }] }],
});

export const topology: Topology = {
  nodes: [
    operator('release', 'Release', 'rocket'),
    operator('on-call', 'On call', 'siren'),
    {
      id: 'store',
      label: 'Store',
      boundary: 'one service',
      cards: [
        {
          id: 'store/log',
          shape: 'store',
          label: 'Settings',
          icon: 'scroll-text',
          ink: true,
          meters: [
            { kind: 'value', label: 'revision', value: 'revision' },
            { kind: 'log', label: 'audit', value: 'entries', size: 16, gone: 'gone', positions: [{ label: 'copy', value: 'copied' }] },
            { kind: 'value', label: 'turned away', value: 'refused' },
          ],
        },
        { id: 'store/copy', shape: 'store', label: 'Read copy', icon: 'copy', pill: { value: 'behind', looks: copyLooks }, meters: [{ kind: 'value', label: 'revision', value: 'revision' }] },
      ],
    },
    ...shopIds.map(shop),
    {
      id: 'payments',
      label: 'Payments',
      cards: [
        {
          id: 'payments',
          shape: 'service',
          label: 'Payments',
          icon: 'credit-card',
          meters: [
            { kind: 'value', label: 'paid', value: 'paid' },
            { kind: 'value', label: 'unheard', value: 'lost' },
            { kind: 'cells', value: 'marks', size: paymentsShown, columns: 10, looks: { p: { tone: 'ok', label: 'paid' }, x: { tone: 'fail', ground: 'hatch', label: 'nobody listens there' } } },
          ],
        },
      ],
    },
  ],
  groups: [{ id: 'shops', label: 'Shops', caption: 'a client each', kind: 'group', nodes: shopIds, grid: { size: { knob: 'instances' } } }],
  links: [
    { from: 'release', to: 'store', latencyMs: [15, 35], toCard: 'store/log' },
    { from: 'on-call', to: 'store', latencyMs: [15, 35], toCard: 'store/log' },
    ...shopIds.map((from) => ({ from, to: 'store', latencyMs: [10, 30] as const, toCard: 'store/log' })),
    ...shopIds.map((from) => ({ from, to: 'payments', latencyMs: [10, 30] as const })),
  ],
  wirings: {
    desk: {
      width: 960,
      height: 456,
      cards: {
        release: { x: 12, y: 98, width: 152, height: 60 },
        'on-call': { x: 12, y: 238, width: 152, height: 60 },
        'store/log': { x: 214, y: 84, width: 190, height: 150 },
        'store/copy': { x: 214, y: 276, width: 190, height: 92 },
        payments: { x: 814, y: 136, width: 138, height: 132 },
      },
      boundaries: { store: { x: 198, y: 42, width: 222, height: 344 }, shops: { x: 446, y: 26, width: 342, height: 404 } },
      edges: {
        'release>store': [[164, 128], [214, 128]],
        'on-call>store': [[164, 268], [182, 268], [182, 204], [214, 204]],
        'shops>store': [[446, 160], [404, 160]],
        'shops>payments': [[788, 204], [814, 204]],
      },
      inner: [[[309, 234], [309, 276]]],
    },
    portrait: {
      width: 358,
      height: 762,
      cards: {
        release: { x: 8, y: 10, width: 164, height: 56 },
        'on-call': { x: 186, y: 10, width: 164, height: 56 },
        'store/log': { x: 16, y: 128, width: 196, height: 138 },
        'store/copy': { x: 222, y: 128, width: 120, height: 138 },
        payments: { x: 84, y: 640, width: 190, height: 114 },
      },
      boundaries: { store: { x: 8, y: 94, width: 342, height: 182 }, shops: { x: 8, y: 316, width: 342, height: 288 } },
      edges: {
        'release>store': [[162, 66], [162, 80], [176, 80], [176, 128]],
        'on-call>store': [[268, 66], [268, 80], [198, 80], [198, 128]],
        'shops>store': [[114, 316], [114, 266]],
        'shops>payments': [[179, 604], [179, 640]],
      },
      inner: [[[212, 197], [222, 197]]],
    },
  },
};
