import type { Box, Card, CellLook, MarkLook, NodeSpec, StateLook, Topology, Wiring } from '../../../simulation/scenario.ts';
import { entriesShown, replicaIds, writesShown } from './sizes.ts';

export const replicaLooks: Readonly<Record<string, StateLook>> = {
  stopped: { label: 'Stopped', tone: 'mute', shape: 'ring', ground: 'none' },
  worker: { label: 'Worker', tone: 'flat', shape: 'dot', ground: 'none' },
  appointed: { label: 'Leader by name', tone: 'info', shape: 'dot', ground: 'plain', mark: 'leader' },
  following: { label: 'Follower', tone: 'flat', shape: 'dot', ground: 'none' },
  standing: { label: 'Candidate', tone: 'warn', shape: 'half', ground: 'bars' },
  leading: { label: 'Leader, term {term}', tone: 'info', shape: 'dot', ground: 'plain', mark: 'leader' },
  ending: { label: 'Stepping down', tone: 'rej', shape: 'square', ground: 'diagonals' },
  releasing: { label: 'Giving back', tone: 'ok', shape: 'triangle', ground: 'dots' },
};
export const leaseLooks: Readonly<Record<string, StateLook>> = {
  free: { label: 'Free', tone: 'flat', shape: 'ring', ground: 'none' },
  held: { label: 'Held by {holder}', tone: 'info', shape: 'dot', ground: 'plain' },
  silent: { label: 'No renewal', tone: 'warn', shape: 'half', ground: 'bars' },
  over: { label: 'Run out', tone: 'fail', shape: 'cross', ground: 'hatch' },
};
const entryLooks: Readonly<Record<string, CellLook>> = {
  p: { tone: 'ok', label: 'paid' },
  r: { tone: 'rej', ground: 'diagonals', label: 'refused: an older token' },
  '2': { tone: 'fail', ground: 'hatch', label: 'paid a second time' },
};
/** A row says itself what became of its write. */
const writeLooks: Readonly<Record<string, MarkLook>> = {
  p: { tone: 'ok', shape: 'dot', label: '' },
  r: { tone: 'rej', shape: 'square', label: '' },
  '2': { tone: 'fail', shape: 'cross', label: '' },
};

const replica = (id: string, index: number): NodeSpec => ({
  id,
  label: `Replica ${index + 1}`,
  cards: [
    {
      id,
      shape: 'service',
      label: `Replica ${index + 1}`,
      icon: 'server',
      pill: { value: 'state', looks: replicaLooks },
      meters: [
        { kind: 'countdown', label: 'lease', value: 'until', lastsMs: { knob: 'leaseMs' } },
        { kind: 'value', label: 'share', value: 'share' },
      ],
    },
  ],
});
const lease: Card = {
  id: 'lease',
  shape: 'store',
  label: 'Lease',
  icon: 'file-lock',
  ink: true,
  pill: { value: 'state', looks: leaseLooks },
  meters: [
    { kind: 'value', label: 'term', value: 'term' },
    { kind: 'value', label: 'last gap', value: 'gap', unit: 's' },
    { kind: 'value', label: 'revision', value: 'revision' },
  ],
};
const ledger: Card = {
  id: 'ledger',
  shape: 'store',
  label: 'Ledger',
  icon: 'book-open-check',
  meters: [
    { kind: 'value', label: 'token', value: 'token' },
    { kind: 'value', label: 'open', value: 'open' },
    { kind: 'value', label: 'paid', value: 'paid' },
    { kind: 'value', label: 'refused', value: 'refused' },
    { kind: 'cells', value: 'marks', size: entriesShown, columns: 10, looks: entryLooks },
    { kind: 'list', label: '', value: 'writes', rows: writesShown, looks: writeLooks },
  ],
};

type Point = readonly [x: number, y: number];
type Line = readonly Point[];

const middleOf = ({ x, y, width, height }: Box): Point => [x + width / 2, y + height / 2];
/** Where the straight line from the middle of a box to a point leaves the box. */
function edgeOf(box: Box, [x, y]: Point): Point {
  const [cx, cy] = middleOf(box);
  const reach = Math.min(box.width / 2 / Math.max(1e-9, Math.abs(x - cx)), box.height / 2 / Math.max(1e-9, Math.abs(y - cy)));
  return [Math.round(cx + (x - cx) * reach), Math.round(cy + (y - cy) * reach)];
}
/** A straight line between two boxes. */
const between = (from: Box, to: Box): Line => [edgeOf(from, middleOf(to)), edgeOf(to, middleOf(from))];
/** The lines of a ring of replicas round the lease: from each to it, and to each other. */
export function ringOf(cards: Readonly<Record<string, Box>>): Record<string, Line> {
  const lines: Record<string, Line> = {};
  for (const from of replicaIds) {
    lines[`${from}>lease`] = between(cards[from]!, cards.lease!);
    for (const to of replicaIds) if (to !== from) lines[`${from}>${to}`] = between(cards[from]!, cards[to]!);
  }
  return lines;
}

const deskCards: Readonly<Record<string, Box>> = {
  'replica-1': { x: 271, y: 28, width: 158, height: 96 },
  'replica-2': { x: 518, y: 160, width: 158, height: 96 },
  'replica-3': { x: 426, y: 408, width: 158, height: 96 },
  'replica-4': { x: 116, y: 408, width: 158, height: 96 },
  'replica-5': { x: 24, y: 160, width: 158, height: 96 },
  lease: { x: 285, y: 216, width: 130, height: 104 },
  ledger: { x: 726, y: 130, width: 162, height: 272 },
  merchants: { x: 757, y: 442, width: 100, height: 92 },
};
const desk: Wiring = {
  width: 904,
  height: 544,
  cards: deskCards,
  boundaries: {},
  edges: {
    ...ringOf(deskCards),
    'replica-1>ledger': [[429, 62], [780, 62], [780, 130]],
    'replica-2>ledger': [[676, 208], [726, 208]],
    'replica-3>ledger': [[584, 456], [690, 456], [690, 316], [726, 316]],
    'replica-4>ledger': [[195, 504], [195, 528], [708, 528], [708, 350], [726, 350]],
    'replica-5>ledger': [[102, 160], [102, 14], [834, 14], [834, 130]],
    'merchants>ledger': [[807, 442], [807, 402]],
  },
};
const portraitCards: Readonly<Record<string, Box>> = {
  'replica-1': { x: 109, y: 22, width: 140, height: 84 },
  'replica-2': { x: 204, y: 150, width: 140, height: 84 },
  'replica-3': { x: 188, y: 382, width: 140, height: 84 },
  'replica-4': { x: 36, y: 382, width: 140, height: 84 },
  'replica-5': { x: 14, y: 150, width: 140, height: 84 },
  lease: { x: 112, y: 264, width: 134, height: 84 },
  ledger: { x: 152, y: 516, width: 178, height: 224 },
  merchants: { x: 8, y: 640, width: 128, height: 44 },
};
const portrait: Wiring = {
  width: 358,
  height: 748,
  cards: portraitCards,
  boundaries: {},
  edges: {
    ...ringOf(portraitCards),
    'replica-1>ledger': [[109, 64], [7, 64], [7, 598], [152, 598]],
    'replica-2>ledger': [[338, 234], [338, 598], [330, 598]],
    'replica-3>ledger': [[254, 466], [254, 516]],
    'replica-4>ledger': [[168, 466], [168, 521]],
    'replica-5>ledger': [[24, 234], [24, 566], [152, 566]],
    'merchants>ledger': [[136, 662], [152, 662]],
  },
};

export const topology: Topology = {
  nodes: [
    {
      id: 'merchants',
      label: 'Merchants',
      faults: [],
      cards: [{ id: 'merchants', shape: 'client', label: 'Merchants', icon: 'store', meters: [{ kind: 'value', label: 'days closed', value: 'closed' }] }],
    },
    { id: 'lease', label: 'Lease', faults: ['crash', 'restart', 'pause', 'slow', 'fail'], cards: [lease] },
    ...replicaIds.map(replica),
    { id: 'ledger', label: 'Ledger', cards: [ledger] },
  ],
  links: [
    { from: 'merchants', to: 'ledger', latencyMs: [15, 35], style: 'asynchronous' },
    ...replicaIds.flatMap((from) => [
      { from, to: 'lease', latencyMs: [15, 35] as const },
      { from, to: 'ledger', latencyMs: [15, 35] as const },
      ...replicaIds.filter((to) => to !== from).map((to) => ({ from, to, latencyMs: [15, 35] as const, style: 'mesh' as const })),
    ]),
  ],
  wirings: { desk, portrait },
};
