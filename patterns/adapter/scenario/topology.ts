import type { Box, Card, CellLook, GroupSpec, LinkSpec, NodeSpec, StateLook, Topology } from '../../../simulation/scenario.ts';
import { adapterOf, cellsShown, labels, podOf, rowsShown, services, type Service } from './sizes.ts';

export const healthLooks: Readonly<Record<string, StateLook>> = {
  absent: { label: 'No adapter', tone: 'mute', shape: 'ring', ground: 'none' },
  unknown: { label: 'Not known', tone: 'flat', shape: 'ring', ground: 'dots' },
  healthy: { label: 'Healthy', tone: 'ok', shape: 'dot', ground: 'plain' },
  doubtful: { label: 'Doubtful', tone: 'warn', shape: 'half', ground: 'bars' },
  unhealthy: { label: 'Unhealthy', tone: 'fail', shape: 'cross', ground: 'hatch' },
};
const monitorLooks: Readonly<Record<string, StateLook>> = {
  well: { label: 'All are well', tone: 'ok', shape: 'dot', ground: 'plain' },
  ill: { label: '{ill} unhealthy', tone: 'fail', shape: 'cross', ground: 'hatch' },
  blind: { label: '{blind} not read', tone: 'warn', shape: 'half', ground: 'bars' },
};
const lineLooks: Readonly<Record<string, CellLook>> = {
  t: { tone: 'ok', label: 'translated' },
  u: { tone: 'rej', ground: 'diagonals', label: 'tagged: it could not be read' },
};

const app = (service: Service): NodeSpec => ({
  id: service,
  label: labels[service],
  cards: [
    {
      id: service,
      shape: 'service',
      label: labels[service],
      icon: service === 'stock' ? 'boxes' : service === 'payments' ? 'credit-card' : 'scroll-text',
      meters: [
        { kind: 'list', label: service === 'orders' ? 'writes' : 'tells', value: 'page', rows: rowsShown },
        { kind: 'value', label: 'calls done', value: 'worked' },
      ],
    },
  ],
});
const adapter = (service: Service): NodeSpec => {
  const card: Card = {
    id: adapterOf(service),
    shape: 'service',
    label: 'Adapter',
    icon: 'plug',
    ink: true,
    pill: { value: 'status', looks: healthLooks },
    meters: [
      { kind: 'list', label: 'presents', value: 'page', rows: rowsShown },
      service === 'orders' ? { kind: 'cells', value: 'marks', size: cellsShown, columns: 15, looks: lineLooks } : { kind: 'value', label: 'series', value: 'series' },
      ...(service === 'orders' ? [] : [{ kind: 'value', label: 'unusable', value: 'unusable' } as const]),
    ],
  };
  return { id: card.id, label: `${labels[service]} adapter`, cards: [card] };
};
const pod = (service: Service): GroupSpec => ({ id: podOf(service), label: `${labels[service]} pod`, caption: '', kind: 'pod', nodes: [service, adapterOf(service)] });

/** Something for each service, one row for each. */
const rows = <T>(make: (service: Service, row: number) => readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries(services.flatMap((service, row) => make(service, row)));
type Line = readonly (readonly [number, number])[];
const rowOf = (row: number) => 34 + row * 180;
const levelOf = (row: number) => 118 + row * 170;

export const topology: Topology = {
  nodes: [
    { id: 'shoppers', label: 'Shoppers', faults: [], cards: [{ id: 'shoppers', shape: 'client', label: 'Shoppers', icon: 'users', meters: [{ kind: 'value', label: '', value: 'rate', unit: '/s' }] }] },
    ...services.flatMap((service) => [app(service), adapter(service)]),
    { id: 'database', label: 'Database', cards: [{ id: 'database', shape: 'store', label: 'Database', icon: 'database', meters: [{ kind: 'value', label: 'queries', value: 'queries' }] }] },
    {
      id: 'monitor',
      label: 'Monitor',
      cards: [
        {
          id: 'monitor',
          shape: 'service',
          label: 'Monitor',
          icon: 'activity',
          pill: { value: 'state', looks: monitorLooks },
          meters: [
            {
              kind: 'list',
              label: 'reads',
              value: 'rows',
              rows: 3,
              looks: {
                h: { tone: 'ok', shape: 'dot', label: 'healthy' },
                d: { tone: 'warn', shape: 'half', label: 'doubtful' },
                x: { tone: 'fail', shape: 'cross', label: 'unhealthy' },
                b: { tone: 'flat', shape: 'ring', label: 'cannot be read' },
              },
            },
          ],
        },
      ],
    },
    {
      id: 'logs',
      label: 'Log',
      cards: [
        {
          id: 'logs',
          shape: 'store',
          label: 'Log',
          icon: 'list-tree',
          meters: [
            { kind: 'value', label: 'records', value: 'kept' },
            { kind: 'value', label: 'tagged', value: 'tagged' },
            { kind: 'cells', value: 'marks', size: cellsShown, columns: 15, looks: lineLooks },
            { kind: 'list', label: 'newest', value: 'last', rows: 2 },
          ],
        },
      ],
    },
  ],
  groups: services.map(pod),
  links: [
    ...services.map((service): LinkSpec => ({ from: 'shoppers', to: service, latencyMs: [5, 15] })),
    { from: 'stock', to: 'database', latencyMs: [2, 6] },
    ...services.map((service): LinkSpec => ({ from: adapterOf(service), to: service, latencyMs: [0.2, 0.6], style: 'local' })),
    ...services.map((service): LinkSpec => ({ from: 'monitor', to: adapterOf(service), latencyMs: [4, 12] })),
    { from: 'orders-adapter', to: 'logs', latencyMs: [4, 12] },
  ],
  wirings: {
    desk: {
      width: 900,
      height: 580,
      cards: {
        database: { x: 8, y: 56, width: 126, height: 88 },
        shoppers: { x: 24, y: 242, width: 92, height: 92 },
        ...rows<Box>((service, row) => [
          [service, { x: 186, y: rowOf(row), width: 196, height: 128 }],
          [adapterOf(service), { x: 406, y: rowOf(row), width: 212, height: 128 }],
        ]),
        monitor: { x: 690, y: 100, width: 196, height: 128 },
        logs: { x: 690, y: 372, width: 196, height: 176 },
      },
      boundaries: rows((service, row) => [[podOf(service), { x: 172, y: rowOf(row) - 26, width: 460, height: 168 }]]),
      edges: {
        'stock>database': [[186, 80], [134, 80]],
        'shoppers>stock': [[116, 276], [146, 276], [146, 130], [186, 130]],
        'shoppers>payments': [[116, 288], [186, 288]],
        'shoppers>orders': [[116, 300], [146, 300], [146, 458], [186, 458]],
        ...rows<Line>((service, row) => [[`${adapterOf(service)}>${service}`, [[406, rowOf(row) + 64], [382, rowOf(row) + 64]]]]),
        'monitor>stock-adapter': [[690, 140], [654, 140], [654, 98], [618, 98]],
        'monitor>payments-adapter': [[690, 188], [662, 188], [662, 270], [618, 270]],
        'monitor>orders-adapter': [[788, 228], [788, 300], [662, 300], [662, 424], [618, 424]],
        'orders-adapter>logs': [[618, 480], [690, 480]],
      },
    },
    portrait: {
      width: 390,
      height: 806,
      cards: {
        shoppers: { x: 24, y: 12, width: 148, height: 44 },
        database: { x: 218, y: 10, width: 148, height: 56 },
        ...rows<Box>((service, row) => [
          [service, { x: 32, y: levelOf(row), width: 156, height: 124 }],
          [adapterOf(service), { x: 204, y: levelOf(row), width: 154, height: 124 }],
        ]),
        monitor: { x: 204, y: 634, width: 154, height: 120 },
        logs: { x: 32, y: 634, width: 154, height: 160 },
      },
      boundaries: rows((service, row) => [[podOf(service), { x: 22, y: levelOf(row) - 26, width: 346, height: 158 }]]),
      edges: {
        'stock>database': [[172, 118], [172, 78], [292, 78], [292, 66]],
        'shoppers>stock': [[24, 34], [12, 34], [12, 180], [32, 180]],
        'shoppers>payments': [[24, 34], [12, 34], [12, 350], [32, 350]],
        'shoppers>orders': [[24, 34], [12, 34], [12, 520], [32, 520]],
        ...rows<Line>((service, row) => [[`${adapterOf(service)}>${service}`, [[204, levelOf(row) + 62], [188, levelOf(row) + 62]]]]),
        'monitor>stock-adapter': [[358, 694], [380, 694], [380, 180], [358, 180]],
        'monitor>payments-adapter': [[358, 694], [380, 694], [380, 350], [358, 350]],
        'monitor>orders-adapter': [[358, 694], [380, 694], [380, 520], [358, 520]],
        'orders-adapter>logs': [[214, 582], [214, 612], [195, 612], [195, 700], [186, 700]],
      },
    },
  },
};
