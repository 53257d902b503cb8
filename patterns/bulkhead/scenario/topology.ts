import type { Box, Card, NodeSpec, StateLook, Topology } from '../../../simulation/scenario.ts';
import { connections, dependencies, stationPlaces, stationSlots, type Dependency } from './sizes.ts';

export const compartmentLooks: Readonly<Record<string, StateLook>> = {
  free: { label: 'Slots free', tone: 'ok', shape: 'dot', ground: 'plain' },
  full: { label: 'All taken', tone: 'warn', shape: 'half', ground: 'bars' },
  closed: { label: 'Turning away', tone: 'rej', shape: 'square', ground: 'diagonals' },
};

const front: Card = {
  id: 'web/front',
  shape: 'service',
  label: 'Web',
  icon: 'server',
  meters: [
    { kind: 'value', label: 'connections', value: 'inUse', of: connections },
    {
      kind: 'cells',
      value: 'whose',
      size: connections,
      columns: 10,
      looks: {
        p: { tone: 'flat', label: 'for payments' },
        s: { tone: 'flat', ground: 'bars', label: 'for stock' },
        r: { tone: 'flat', ground: 'dots', label: 'for recommendations' },
      },
    },
    { kind: 'value', label: 'wait for one', value: 'waiting' },
  ],
};
const counts = '{limit} slots, {turnedAway} turned away';
const compartment = ({ id, label, permits }: Dependency): Card => ({
  id: `web/${id}`,
  shape: 'service',
  label,
  icon: 'fence',
  ink: true,
  pill: { value: 'state', looks: compartmentLooks },
  meters: [
    { kind: 'slots', label: 'in flight', value: 'active', of: { knob: permits }, showsLimit: true },
    { kind: 'cells', value: 'queue', size: { knob: 'queue' }, isQueue: true, looks: { w: { tone: 'warn', label: 'waiting' } } },
    { kind: 'caption', value: 'state', by: { free: counts, full: counts, closed: counts } },
  ],
});
const dependency = ({ id, label }: Dependency): NodeSpec => ({
  id,
  label,
  cards: [
    {
      id,
      shape: 'service',
      label,
      icon: 'server',
      meters: [
        { kind: 'slots', label: 'in flight', value: 'inFlight', of: stationSlots, showsLimit: true },
        { kind: 'value', label: 'queue', value: 'queued', of: stationPlaces },
        { kind: 'spark', value: 'inFlight', max: stationSlots },
      ],
    },
  ],
});

/** One row for each dependency: its compartment and itself. */
const rows = <T>(make: (id: string, row: number) => readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries(dependencies.flatMap(({ id }, row) => make(id, row)));
const rowOf = (row: number, first: number, step: number) => first + row * step;

export const topology: Topology = {
  nodes: [
    {
      id: 'shoppers',
      label: 'Shoppers',
      faults: [],
      cards: [{ id: 'shoppers', shape: 'client', label: 'Shoppers', icon: 'users', meters: [{ kind: 'value', label: '', value: 'rate', unit: '/s' }] }],
    },
    { id: 'web', label: 'Web', boundary: 'one process', cards: [front, ...dependencies.map(compartment)] },
    ...dependencies.map(dependency),
  ],
  links: [
    // All shoppers share this link. It takes the same time for every message, so that the pages of one dependency do not shift those of another.
    { from: 'shoppers', to: 'web', latencyMs: [10, 10], toCard: 'web/front' },
    ...dependencies.map(({ id }) => ({ from: 'web', to: id, latencyMs: [4, 10] as const, fromCard: `web/${id}` })),
  ],
  wirings: {
    desk: {
      width: 804,
      height: 468,
      cards: {
        shoppers: { x: 20, y: 202, width: 92, height: 92 },
        'web/front': { x: 166, y: 187, width: 134, height: 122 },
        ...rows<Box>((id, row) => [
          [`web/${id}`, { x: 340, y: rowOf(row, 58, 132), width: 174, height: 116 }],
          [id, { x: 612, y: rowOf(row, 58, 132), width: 174, height: 116 }],
        ]),
      },
      boundaries: { web: { x: 150, y: 24, width: 380, height: 428 } },
      edges: {
        'shoppers>web': [[108, 248], [166, 248]],
        ...rows((id, row) => [[`web>${id}`, [[514, rowOf(row, 116, 132)], [612, rowOf(row, 116, 132)]] as const]]),
      },
      inner: [[[300, 234], [320, 234], [320, 116], [340, 116]], [[300, 248], [340, 248]], [[300, 262], [320, 262], [320, 380], [340, 380]]],
    },
    portrait: {
      width: 390,
      height: 498,
      cards: {
        shoppers: { x: 23, y: 12, width: 152, height: 40 },
        ...rows<Box>((id, row) => [
          [`web/${id}`, { x: 14, y: rowOf(row, 114, 128), width: 170, height: 112 }],
          [id, { x: 214, y: rowOf(row, 114, 128), width: 170, height: 112 }],
        ]),
      },
      boundaries: { web: { x: 6, y: 78, width: 186, height: 412 } },
      edges: {
        'shoppers>web': [[99, 52], [99, 114]],
        ...rows((id, row) => [[`web>${id}`, [[184, rowOf(row, 170, 128)], [214, rowOf(row, 170, 128)]] as const]]),
      },
      hides: ['web/front'],
    },
  },
};
