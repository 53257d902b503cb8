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
        { kind: 'list', label: service === 'orders' ? 'writes' : 'tells', value: 'page', rows: rowsShown + 1 },
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
      { kind: 'list', label: 'presents', value: 'page', rows: service === 'orders' ? rowsShown + 1 : rowsShown },
      ...(service === 'orders' ? [] : [{ kind: 'value', label: 'unusable records', value: 'unusable' } as const]),
    ],
  };
  return { id: card.id, label: `${labels[service]} adapter`, cards: [card] };
};
const pod = (service: Service): GroupSpec => ({ id: podOf(service), label: `${labels[service]} pod`, caption: '', kind: 'pod', nodes: [service, adapterOf(service)] });

/** Something for each service, one row for each. */
const rows = <T>(make: (service: Service, row: number) => readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries(services.flatMap((service, row) => make(service, row)));
type Line = readonly (readonly [number, number])[];
const rowOf = (row: number) => 46 + row * 188;
const levelOf = (row: number) => 132 + row * 200;

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
      height: 600,
      cards: {
        database: { x: 6, y: 66, width: 124, height: 84 },
        shoppers: { x: 22, y: 252, width: 92, height: 92 },
        ...rows<Box>((service, row) => [
          [service, { x: 174, y: rowOf(row), width: 184, height: 134 }],
          [adapterOf(service), { x: 380, y: rowOf(row), width: 252, height: 134 }],
        ]),
        monitor: { x: 698, y: 112, width: 198, height: 122 },
        logs: { x: 698, y: 396, width: 198, height: 196 },
      },
      boundaries: rows((service, row) => [[podOf(service), { x: 160, y: rowOf(row) - 36, width: 486, height: 180 }]]),
      edges: {
        'stock>database': [[174, 92], [130, 92]],
        'shoppers>stock': [[114, 286], [142, 286], [142, 144], [174, 144]],
        'shoppers>payments': [[114, 298], [174, 298]],
        'shoppers>orders': [[114, 310], [142, 310], [142, 486], [174, 486]],
        ...rows<Line>((service, row) => [[`${adapterOf(service)}>${service}`, [[380, rowOf(row) + 67], [358, rowOf(row) + 67]]]]),
        'monitor>stock-adapter': [[698, 152], [672, 152], [672, 113], [632, 113]],
        'monitor>payments-adapter': [[698, 196], [672, 196], [672, 300], [632, 300]],
        'monitor>orders-adapter': [[796, 234], [796, 330], [672, 330], [672, 452], [632, 452]],
        'orders-adapter>logs': [[632, 508], [698, 508]],
      },
    },
    portrait: {
      width: 390,
      height: 894,
      cards: {
        shoppers: { x: 24, y: 12, width: 148, height: 44 },
        database: { x: 218, y: 10, width: 148, height: 56 },
        ...rows<Box>((service, row) => [
          [service, { x: 32, y: levelOf(row), width: 138, height: 144 }],
          [adapterOf(service), { x: 186, y: levelOf(row), width: 172, height: 144 }],
        ]),
        monitor: { x: 186, y: 738, width: 172, height: 116 },
        logs: { x: 32, y: 738, width: 138, height: 124 },
      },
      boundaries: rows((service, row) => [[podOf(service), { x: 22, y: levelOf(row) - 36, width: 346, height: 190 }]]),
      edges: {
        'stock>database': [[170, 150], [178, 150], [178, 80], [292, 80], [292, 66]],
        ...rows<Line>((service, row) => [
          [`shoppers>${service}`, [[24, 34], [12, 34], [12, levelOf(row) + 72], [32, levelOf(row) + 72]]],
          [`monitor>${adapterOf(service)}`, [[358, 796], [380, 796], [380, levelOf(row) + 72], [358, levelOf(row) + 72]]],
          [`${adapterOf(service)}>${service}`, [[186, levelOf(row) + 100], [170, levelOf(row) + 100]]],
        ]),
        'orders-adapter>logs': [[208, 676], [208, 712], [178, 712], [178, 800], [170, 800]],
      },
    },
  },
};
