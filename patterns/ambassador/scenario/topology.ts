import type { Box, MarkLook, NodeSpec, StateLook, Topology } from '../../../simulation/scenario.ts';
import { pods, shardIds } from './sizes.ts';

export const ambassadorLooks: Readonly<Record<string, StateLook>> = {
  starting: { label: 'Asks who there is', tone: 'mute', shape: 'ring', ground: 'none' },
  calm: { label: 'Ring {version}', tone: 'ok', shape: 'dot', ground: 'plain' },
  ejected: { label: 'Ring {version}, {out} ejected', tone: 'warn', shape: 'half', ground: 'bars' },
  panic: { label: 'In panic', tone: 'fail', shape: 'triangle', ground: 'hatch' },
  port: { label: 'A bare port', tone: 'flat', shape: 'square', ground: 'dots' },
};
export const storeLooks: Readonly<Record<string, StateLook>> = {
  idle: { label: 'Not asked yet', tone: 'mute', shape: 'ring', ground: 'none' },
  serving: { label: 'Serving', tone: 'ok', shape: 'dot', ground: 'plain' },
};
const ringLooks: Readonly<Record<string, MarkLook>> = {
  s: { tone: 'flat', shape: 'dot', label: 'point of a shard' },
  n: { tone: 'ok', shape: 'square', label: 'point of the new shard' },
  x: { tone: 'fail', shape: 'cross', label: 'point of an ejected shard' },
  k: { tone: 'mute', shape: 'ring', label: 'cart' },
  m: { tone: 'warn', shape: 'triangle', label: 'cart that moved' },
};

const app = (id: string, number: number): NodeSpec => ({
  id,
  label: `Cart ${number}`,
  cards: [
    {
      id,
      shape: 'service',
      label: `Cart ${number}`,
      icon: 'shopping-cart',
      meters: [{ kind: 'value', label: 'in flight', value: 'serving' }, { kind: 'value', label: 'visits', value: 'pages' }],
    },
  ],
});
const ambassador = (id: string, number: number): NodeSpec => ({
  id,
  label: `Ambassador ${number}`,
  cards: [
    {
      id,
      shape: 'service',
      label: `Ambassador ${number}`,
      icon: 'route',
      ink: true,
      pill: { value: 'state', looks: ambassadorLooks },
      meters: [
        { kind: 'hash-ring', label: 'carts', value: 'ring', keys: 'keys', looks: ringLooks },
        { kind: 'caption', value: 'state', by: Object.fromEntries(Object.keys(ambassadorLooks).map((state) => [state, '{again} asked again, {copies} copies'])) },
      ],
    },
  ],
});
const store = (id: string, label: string, icon: string, says: string): NodeSpec => ({
  id,
  label,
  cards: [{ id, shape: 'store', label, icon, pill: { value: 'state', looks: storeLooks }, meters: [{ kind: 'caption', value: 'state', by: { idle: says, serving: says } }] }],
});

type Line = readonly (readonly [x: number, y: number])[];
/** The right column: what can be asked, from the top. */
const column = [...shardIds, 'next', 'directory'];
const [columnX, columnWidth, rowHeight, rowStep] = [712, 172, 70, 86];
const rowOf = (row: number) => 16 + row * rowStep;
/** On a phone: two columns of three. */
const tileOf = (row: number): Box => ({ x: row % 2 === 0 ? 8 : 228, y: 456 + Math.floor(row / 2) * 90, width: 154, height: 74 });

const deskPods = pods.map((pod, index) => ({ ...pod, top: 14 + index * 258, bus: 632 + index * 34 }));
const phonePods = pods.map((pod, index) => ({ ...pod, left: 8 + index * 190 }));

export const topology: Topology = {
  nodes: [
    {
      id: 'shoppers',
      label: 'Shoppers',
      faults: [],
      cards: [{ id: 'shoppers', shape: 'client', label: 'Shoppers', icon: 'users', meters: [{ kind: 'value', label: '', value: 'rate', unit: '/s' }] }],
    },
    ...pods.flatMap((pod, index) => [app(pod.app, index + 1), ambassador(pod.ambassador, index + 1)]),
    ...shardIds.map((id, index) => store(id, `Shard ${index + 1}`, 'database', '{held} carts, {loaded} loaded')),
    store('next', 'Next version', 'flask-conical', '{users} shoppers, {copies} copies'),
    {
      id: 'directory',
      label: 'Directory',
      cards: [{ id: 'directory', shape: 'service', label: 'Directory', icon: 'book-open', meters: [{ kind: 'value', label: 'list', value: 'version' }] }],
    },
  ],
  groups: pods.map(({ id, app: application, ambassador: helper }, index) => ({ id, label: `Pod ${index + 1}`, caption: 'one machine, one localhost', kind: 'pod' as const, nodes: [application, helper] })),
  links: [
    ...pods.map((pod) => ({ from: 'shoppers', to: pod.app, latencyMs: [6, 12] as const })),
    ...pods.map((pod) => ({ from: pod.app, to: pod.ambassador, latencyMs: [0.1, 0.3] as const, style: 'local' as const })),
    ...pods.flatMap((pod) => column.map((to) => ({ from: pod.ambassador, to, latencyMs: [2, 5] as const }))),
  ],
  wirings: {
    desk: {
      width: 900,
      height: 530,
      cards: {
        shoppers: { x: 16, y: 219, width: 92, height: 92 },
        ...Object.fromEntries(deskPods.flatMap(({ app: id, ambassador: helper, top }): [string, Box][] => [[id, { x: 170, y: top + 86, width: 132, height: 86 }], [helper, { x: 362, y: top + 40, width: 184, height: 188 }]])),
        ...Object.fromEntries(column.map((id, row): [string, Box] => [id, { x: columnX, y: rowOf(row), width: columnWidth, height: rowHeight }])),
      },
      boundaries: Object.fromEntries(deskPods.map(({ id, top }): [string, Box] => [id, { x: 150, y: top, width: 414, height: 242 }])),
      edges: Object.fromEntries(
        deskPods.flatMap(({ app: id, ambassador: helper, top, bus }, index): [string, Line][] => {
          const middle = top + 129;
          return [
            [`shoppers>${id}`, [[108, 251 + index * 28], [129, 251 + index * 28], [129, middle], [170, middle]]],
            [`${id}>${helper}`, [[302, middle], [362, middle]]],
            ...column.map((to, row): [string, Line] => {
              const at = rowOf(row) + (index === 0 ? 24 : 48);
              return [`${helper}>${to}`, [[546, middle], [bus, middle], [bus, at], [columnX, at]]];
            }),
          ];
        }),
      ),
    },
    portrait: {
      width: 390,
      height: 728,
      cards: {
        shoppers: { x: 119, y: 10, width: 152, height: 40 },
        ...Object.fromEntries(phonePods.flatMap(({ app: id, ambassador: helper, left }): [string, Box][] => [[id, { x: left + 14, y: 112, width: 156, height: 76 }], [helper, { x: left + 14, y: 218, width: 156, height: 190 }]])),
        ...Object.fromEntries(column.map((id, row): [string, Box] => [id, tileOf(row)])),
      },
      boundaries: Object.fromEntries(phonePods.map(({ id, left }): [string, Box] => [id, { x: left, y: 76, width: 184, height: 342 }])),
      edges: Object.fromEntries(
        phonePods.flatMap(({ app: id, ambassador: helper, left }, index): [string, Line][] => {
          const middle = left + 92;
          return [
            [`shoppers>${id}`, [[index === 0 ? 160 : 230, 50], [index === 0 ? 160 : 230, 62], [middle, 62], [middle, 112]]],
            [`${id}>${helper}`, [[middle, 188], [middle, 218]]],
            ...column.map((to, row): [string, Line] => {
              const { x, y, width } = tileOf(row);
              const at = y + (index === 0 ? 25 : 49);
              const bus = index === 0 ? 188 : 202;
              return [`${helper}>${to}`, [[middle, 408], [middle, 434], [bus, 434], [bus, at], [x < bus ? x + width : x, at]]];
            }),
          ];
        }),
      ),
    },
  },
};
