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
    { kind: 'slots', label: 'under way', value: 'active', of: { knob: permits }, showsLimit: true },
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
    { id: 'web', label: 'web', boundary: 'one process', cards: [front, ...dependencies.map(compartment)] },
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
      height: 466,
      cards: {
        shoppers: { x: 26, y: 195, width: 92, height: 92 },
        'web/front': { x: 178, y: 180, width: 142, height: 122 },
        ...rows<Box>((id, row) => [
          [`web/${id}`, { x: 368, y: rowOf(row, 58, 130), width: 172, height: 122 }],
          [id, { x: 632, y: rowOf(row, 58, 130), width: 156, height: 122 }],
        ]),
      },
      boundaries: { web: { x: 162, y: 24, width: 394, height: 428 } },
      edges: {
        'shoppers>web': [[114, 241], [178, 241]],
        ...rows((id, row) => [[`web>${id}`, [[540, rowOf(row, 119, 130)], [632, rowOf(row, 119, 130)]] as const]]),
      },
      inner: [[[320, 230], [344, 230], [344, 119], [368, 119]], [[320, 241], [368, 249]], [[320, 252], [344, 252], [344, 379], [368, 379]]],
    },
    portrait: {
      width: 390,
      height: 498,
      cards: {
        shoppers: { x: 38, y: 12, width: 152, height: 40 },
        ...rows<Box>((id, row) => [
          [`web/${id}`, { x: 24, y: rowOf(row, 114, 128), width: 180, height: 114 }],
          [id, { x: 252, y: rowOf(row, 114, 128), width: 128, height: 114 }],
        ]),
      },
      boundaries: { web: { x: 12, y: 84, width: 204, height: 404 } },
      edges: {
        'shoppers>web': [[114, 52], [114, 114]],
        ...rows((id, row) => [[`web>${id}`, [[204, rowOf(row, 171, 128)], [252, rowOf(row, 171, 128)]] as const]]),
      },
      hides: ['web/front'],
    },
  },
};
