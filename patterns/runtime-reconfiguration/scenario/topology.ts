import type { Box, Card, NodeSpec, StateLook, Topology, Wiring } from '../../../simulation/scenario.ts';
import { gatewayIds, poolMax, providerIds } from './sizes.ts';

export const gatewayLooks: Readonly<Record<string, StateLook>> = {
  booting: { label: 'Starting', tone: 'mute', shape: 'ring', ground: 'none' },
  steady: { label: 'On v{runs}', tone: 'ok', shape: 'dot', ground: 'plain' },
  preparing: { label: 'v{runs}, prepares', tone: 'warn', shape: 'half', ground: 'bars' },
  baking: { label: 'v{runs}, watched', tone: 'info', shape: 'dot', ground: 'dots' },
  draining: { label: 'v{runs}, old drains', tone: 'rej', shape: 'square', ground: 'diagonals' },
  refused: { label: 'v{runs}, {why}', tone: 'fail', shape: 'ring', ground: 'bars' },
  held: { label: 'v{runs}, restart due', tone: 'flat', shape: 'triangle', ground: 'dots' },
  reverting: { label: 'Taking back', tone: 'fail', shape: 'cross', ground: 'hatch' },
  careless: { label: 'Fields as they come', tone: 'flat', shape: 'ring', ground: 'none' },
};
export const settingsLooks: Readonly<Record<string, StateLook>> = {
  steady: { label: 'Revision {revision}', tone: 'ok', shape: 'dot', ground: 'plain' },
  rolling: { label: 'Rolling out', tone: 'info', shape: 'half', ground: 'bars' },
  reverted: { label: 'Taken back', tone: 'rej', shape: 'square', ground: 'diagonals' },
};
const parts = '{url} key · pool {pool}';

const gateway = (id: string, index: number): NodeSpec => ({
  id,
  label: `Gateway ${index + 1}`,
  cards: [
    {
      id,
      shape: 'service',
      label: `Gateway ${index + 1}`,
      icon: 'credit-card',
      ink: true,
      pill: { value: 'state', looks: gatewayLooks },
      meters: [
        { kind: 'cells', value: 'flight', size: poolMax, looks: { n: { tone: 'ok', label: 'charge of this version' }, o: { tone: 'rej', ground: 'diagonals', height: 'short', label: 'charge of an older version' } } },
        { kind: 'caption', value: 'state', by: { ...Object.fromEntries(Object.keys(gatewayLooks).map((state) => [state, parts])), booting: 'asks for its settings' } },
        { kind: 'value', label: 'breaker', value: 'failures' },
      ],
    },
  ],
});
const provider = (id: string, label: string): NodeSpec => ({
  id,
  label,
  cards: [
    {
      id,
      shape: 'service',
      label,
      icon: 'landmark',
      meters: [
        { kind: 'value', label: 'charged', value: 'charged' },
        { kind: 'value', label: 'wrong key', value: 'refused' },
      ],
    },
  ],
});
const settings: Card = {
  id: 'settings',
  shape: 'store',
  label: 'Settings',
  icon: 'sliders-horizontal',
  pill: { value: 'state', looks: settingsLooks },
  meters: [
    { kind: 'slots', label: 'have seen it', value: 'have', of: gatewayIds.length },
    {
      kind: 'list',
      label: 'revisions',
      value: 'lines',
      rows: 4,
      looks: {
        s: { tone: 'ok', shape: 'dot', label: 'for all' },
        r: { tone: 'info', shape: 'half', label: 'a stage' },
        x: { tone: 'rej', shape: 'square', label: 'taken back' },
      },
    },
  ],
};

type Line = readonly (readonly [x: number, y: number])[];
const gatewayX = 372;
const deskY = (index: number) => 16 + index * 132;
const deskProviderY = (index: number) => 98 + index * 240;
const desk: Wiring = {
  width: 900,
  height: 540,
  cards: {
    operators: { x: 20, y: 44, width: 190, height: 66 },
    settings: { x: 20, y: 132, width: 190, height: 188 },
    checkout: { x: 20, y: 344, width: 190, height: 70 },
    ...Object.fromEntries(gatewayIds.map((id, index): [string, Box] => [id, { x: gatewayX, y: deskY(index), width: 236, height: 112 }])),
    ...Object.fromEntries(providerIds.map((id, index): [string, Box] => [id, { x: 730, y: deskProviderY(index), width: 156, height: 104 }])),
  },
  boundaries: {},
  edges: {
    'operators>settings': [[115, 110], [115, 132]],
    ...Object.fromEntries(
      gatewayIds.flatMap((id, index): [string, Line][] => {
        const y = deskY(index);
        return [
          [`settings>${id}`, [[210, 222], [276, 222], [276, y + 38], [gatewayX, y + 38]]],
          [`${id}>settings`, [[gatewayX, y + 62], [296, y + 62], [296, 252], [210, 252]]],
          [`checkout>${id}`, [[210, 380], [328, 380], [328, y + 88], [gatewayX, y + 88]]],
          ...providerIds.map((to, place): [string, Line] => {
            const from = y + 40 + place * 36;
            const at = deskProviderY(place) + 30 + index * 16;
            const bus = 650 + (place === 0 ? 0 : 40);
            return [`${id}>${to}`, [[gatewayX + 236, from], [bus, from], [bus, at], [730, at]]];
          }),
        ];
      }),
    ),
  },
};
/** On a phone: two columns of two, with a lane for each kind of line between them. */
const tile = (index: number): Box => ({ x: 14 + (index % 2) * 196, y: 250 + Math.floor(index / 2) * 146, width: 166, height: 120 });
const phoneProvider = (place: number): Box => ({ x: 14 + place * 196, y: 566, width: 166, height: 92 });
const portrait: Wiring = {
  width: 390,
  height: 668,
  cards: {
    operators: { x: 14, y: 8, width: 166, height: 76 },
    checkout: { x: 14, y: 112, width: 166, height: 76 },
    settings: { x: 210, y: 8, width: 166, height: 180 },
    ...Object.fromEntries(gatewayIds.map((id, index): [string, Box] => [id, tile(index)])),
    ...Object.fromEntries(providerIds.map((id, place): [string, Box] => [id, phoneProvider(place)])),
  },
  boundaries: {},
  edges: {
    'operators>settings': [[180, 46], [210, 46]],
    ...Object.fromEntries(
      gatewayIds.flatMap((id, index): [string, Line][] => {
        const { x, y, width, height } = tile(index);
        const isLeft = index % 2 === 0;
        const inner = isLeft ? x + width : x;
        const [outer, outerLane] = isLeft ? [x, 5] : [x + width, 385];
        const [settingsLane, statusLane, chargeLane] = isLeft ? [184, 188, 192] : [206, 202, 198];
        return [
          [`settings>${id}`, [[270, 188], [270, 212], [settingsLane, 212], [settingsLane, y + 36], [inner, y + 36]]],
          [`${id}>settings`, [[inner, y + 56], [statusLane, y + 56], [statusLane, 224], [316, 224], [316, 188]]],
          [`checkout>${id}`, [[97, 188], [97, 236], [outerLane, 236], [outerLane, y + 80], [outer, y + 80]]],
          ...providerIds.map((to, place): [string, Line] => {
            const from = x + 46 + place * 74;
            const at = phoneProvider(place).x + 34 + index * 32;
            const bus = 528 + place * 14 + index * 3;
            const below = y + height + 8 + place * 8;
            return [`${id}>${to}`, index < 2 ? [[from, y + height], [from, below], [chargeLane, below], [chargeLane, bus], [at, bus], [at, 566]] : [[from, y + height], [from, bus], [at, bus], [at, 566]]];
          }),
        ];
      }),
    ),
  },
};

export const topology: Topology = {
  nodes: [
    { id: 'operators', label: 'Operators', faults: [], cards: [{ id: 'operators', shape: 'client', label: 'Operators', icon: 'wrench', meters: [{ kind: 'value', label: 'changes', value: 'made' }] }] },
    { id: 'settings', label: 'Settings', cards: [settings] },
    { id: 'checkout', label: 'Checkout', faults: [], cards: [{ id: 'checkout', shape: 'client', label: 'Checkout', icon: 'shopping-bag', meters: [{ kind: 'value', label: 'charges', value: 'rate', unit: '/s' }] }] },
    ...gatewayIds.map(gateway),
    provider('provider-old', 'Old address'),
    provider('provider-new', 'New address'),
  ],
  links: [
    { from: 'operators', to: 'settings', latencyMs: [10, 20] },
    ...gatewayIds.flatMap((id) => [
      { from: 'settings', to: id, latencyMs: [10, 25] as const, style: 'asynchronous' as const },
      { from: id, to: 'settings', latencyMs: [10, 25] as const },
      { from: 'checkout', to: id, latencyMs: [8, 16] as const },
      ...providerIds.map((to) => ({ from: id, to, latencyMs: [15, 35] as const })),
    ]),
  ],
  wirings: { desk, portrait },
};
