import type { Card, LinkSpec, NodeSpec, StateLook, Topology } from '@/simulation/scenario.ts';
import { ownIcons } from '../playground/own-icons.ts';

/** The roles of a replica, with every part of a state's look. */
export const roleLooks: Readonly<Record<string, StateLook>> = {
  leader: { label: 'Leader, term {term}', tone: 'info', shape: 'dot', ground: 'plain', mark: 'leader' },
  candidate: { label: 'Candidate', tone: 'warn', shape: 'half', ground: 'bars' },
  follower: { label: 'Follower', tone: 'flat', shape: 'ring', ground: 'none' },
};

/** The modes of a switch that opens. */
export const modeLooks: Readonly<Record<string, StateLook>> = {
  closed: { label: 'Closed', tone: 'ok', shape: 'dot', ground: 'plain' },
  open: { label: 'Open', tone: 'rej', shape: 'square', ground: 'diagonals' },
  'half-open': { label: 'Half-open', tone: 'warn', shape: 'half', ground: 'bars' },
};

const card = (id: string, label: string, icon: string, more: Partial<Card> = {}): Card => ({ id, shape: 'service', label, icon, meters: [], ...more });
const node = (id: string, label: string, one: Card, more: Partial<NodeSpec> = {}): NodeSpec => ({ id, label, cards: [one], ...more });
const network = (from: string, to: string, style?: LinkSpec['style']): LinkSpec => ({ from, to, latencyMs: [5, 10], ...(style === undefined ? {} : { style }) });

const replica = (id: string): NodeSpec =>
  node(id, id, card(id, id, ownIcons.server, { pill: { value: 'role', looks: roleLooks }, meters: [{ kind: 'countdown', label: 'lease', value: 'leaseEndsAt', lastsMs: 3000, tone: 'info' }] }));
const leaves = Array.from({ length: 24 }, (_, index) => `leaf-${index + 1}`);

/** One of each thing that a canvas can show. */
export const specimenTopology: Topology = {
  nodes: [
    node('clients', 'Clients', card('clients', 'Clients', ownIcons.users, { shape: 'client', meters: [{ kind: 'value', label: '', value: 'rate', unit: '/s' }] }), { faults: [] }),
    node('inbox', 'Inbox', card('inbox', 'Inbox', ownIcons.inbox, {
      shape: 'queue',
      meters: [
        { kind: 'value', label: 'depth', value: 'depth', of: 16 },
        { kind: 'cells', value: 'items', size: 16, isQueue: true, looks: { n: { tone: 'flat', label: 'waiting' }, u: { tone: 'info', ground: 'bars', label: 'urgent' } } },
      ],
    })),
    node('app', 'App', card('app', 'App', ownIcons.server, { meters: [{ kind: 'slots', label: 'in flight', value: 'inFlight', of: 8, showsLimit: true }, { kind: 'value', label: 'latency', value: 'latencyMs', unit: 'ms' }] })),
    node('shipper', 'Shipper', card('shipper', 'Shipper', ownIcons.container, {
      ink: true,
      meters: [{ kind: 'log', label: 'lines', value: 'lines', size: 14, positions: [{ label: 'shipped', value: 'shipped', tone: 'ok' }] }],
    })),
    node('archive', 'Archive', card('archive', 'Archive', ownIcons.database, { shape: 'store', meters: [{ kind: 'bar', label: 'volume', value: 'used', of: 100, unit: 'MB', limit: 80 }] })),
    ...['node-1', 'node-2', 'node-3'].map(replica),
    ...leaves.map((id) => node(id, id, card(id, id, ownIcons.server))),
  ],
  groups: [
    { id: 'pod', label: 'web-1', caption: 'pod', kind: 'pod', nodes: ['app', 'shipper'] },
    { id: 'replicas', label: 'replicas', caption: 'one may lead', kind: 'group', nodes: ['node-1', 'node-2', 'node-3'] },
    { id: 'leaves', label: 'leaves', caption: 'a shard each', kind: 'group', nodes: leaves, grid: { size: leaves.length } },
  ],
  links: [network('clients', 'inbox'), network('inbox', 'app', 'asynchronous'), network('app', 'shipper', 'local'), network('shipper', 'archive'), network('clients', 'node-1'), ...leaves.map((id) => network('node-1', id, 'asynchronous'))],
  wirings: {
    desk: {
      width: 804, height: 494,
      cards: {
        clients: { x: 20, y: 120, width: 92, height: 92 },
        inbox: { x: 150, y: 52, width: 176, height: 66 },
        app: { x: 366, y: 52, width: 150, height: 118 },
        shipper: { x: 548, y: 52, width: 150, height: 118 },
        archive: { x: 638, y: 232, width: 150, height: 96 },
        'node-1': { x: 166, y: 270, width: 142, height: 82 },
        'node-2': { x: 322, y: 270, width: 142, height: 82 },
        'node-3': { x: 478, y: 270, width: 130, height: 82 },
      },
      boundaries: { pod: { x: 350, y: 18, width: 364, height: 166 }, replicas: { x: 150, y: 224, width: 472, height: 142 }, leaves: { x: 290, y: 380, width: 332, height: 102 } },
      edges: {
        'clients>inbox': [[108, 150], [128, 150], [128, 85], [150, 85]],
        'inbox>app': [[326, 85], [366, 85]],
        'app>shipper': [[516, 111], [548, 111]],
        'shipper>archive': [[698, 111], [752, 111], [752, 232]],
        'clients>node-1': [[108, 184], [130, 184], [130, 311], [166, 311]],
        'node-1>leaves': [[237, 352], [237, 431], [290, 431]],
      },
    },
    portrait: {
      width: 390, height: 640,
      cards: {
        clients: { x: 110, y: 12, width: 170, height: 40 },
        inbox: { x: 96, y: 84, width: 198, height: 66 },
        app: { x: 24, y: 220, width: 160, height: 118 },
        shipper: { x: 206, y: 220, width: 160, height: 118 },
        archive: { x: 206, y: 390, width: 160, height: 92 },
        'node-1': { x: 24, y: 394, width: 160, height: 92 },
      },
      boundaries: { pod: { x: 12, y: 184, width: 366, height: 166 }, replicas: { x: 12, y: 356, width: 184, height: 140 }, leaves: { x: 12, y: 524, width: 366, height: 104 } },
      edges: {
        'clients>inbox': [[195, 52], [195, 84]],
        'inbox>app': [[150, 150], [150, 172], [104, 172], [104, 220]],
        'app>shipper': [[184, 279], [206, 279]],
        'shipper>archive': [[286, 338], [286, 390]],
        'clients>node-1': [[110, 32], [6, 32], [6, 440], [24, 440]],
        'node-1>leaves': [[104, 486], [104, 524]],
      },
      hides: ['node-2', 'node-3'],
    },
  },
};
