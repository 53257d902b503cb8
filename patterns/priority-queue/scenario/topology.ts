import type { StateLook, Topology } from '../../../simulation/scenario.ts';

export const windowLooks: Readonly<Record<string, StateLook>> = {
  empty: { label: 'Empty', tone: 'flat', shape: 'ring', ground: 'none' },
  filling: { label: 'Filling', tone: 'ok', shape: 'dot', ground: 'plain' },
  full: { label: 'Full', tone: 'rej', shape: 'square', ground: 'diagonals' },
};

export const topology: Topology = {
  nodes: [
    {
      id: 'shoppers',
      label: 'Shoppers',
      faults: [],
      cards: [{ id: 'shoppers', shape: 'client', label: 'Shoppers', icon: 'users', meters: [{ kind: 'value', label: '', value: 'rate', unit: '/s' }] }],
    },
    {
      id: 'web',
      label: 'Web',
      cards: [
        {
          id: 'web',
          shape: 'service',
          label: 'Web',
          icon: 'server',
          ink: true,
          pill: { value: 'state', looks: windowLooks },
          meters: [{ kind: 'slots', label: 'in the window', value: 'calls', of: { knob: 'limit' }, showsLimit: true }],
        },
      ],
    },
    {
      id: 'stock',
      label: 'Stock',
      cards: [{ id: 'stock', shape: 'service', label: 'Stock', icon: 'warehouse', meters: [{ kind: 'value', label: 'in flight', value: 'inFlight' }] }],
    },
  ],
  links: [
    { from: 'shoppers', to: 'web', latencyMs: [8, 14] },
    { from: 'web', to: 'stock', latencyMs: [4, 8] },
  ],
  wirings: {
    desk: {
      width: 640,
      height: 200,
      cards: { shoppers: { x: 26, y: 54, width: 92, height: 92 }, web: { x: 206, y: 57, width: 170, height: 86 }, stock: { x: 464, y: 65, width: 150, height: 70 } },
      boundaries: {},
      edges: { 'shoppers>web': [[114, 100], [206, 100]], 'web>stock': [[376, 100], [464, 100]] },
    },
    portrait: {
      width: 390,
      height: 290,
      cards: { shoppers: { x: 119, y: 12, width: 152, height: 40 }, web: { x: 95, y: 92, width: 200, height: 80 }, stock: { x: 95, y: 212, width: 200, height: 66 } },
      boundaries: {},
      edges: { 'shoppers>web': [[195, 52], [195, 92]], 'web>stock': [[195, 172], [195, 212]] },
    },
  },
};
