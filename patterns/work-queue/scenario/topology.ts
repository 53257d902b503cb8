import type { Box, Card, CellLook, NodeSpec, StateLook, Topology } from '../../../simulation/scenario.ts';
import { endingsShown, itemsShown, jobsShown, workers } from './sizes.ts';

export const managerLooks: Readonly<Record<string, StateLook>> = {
  looking: { label: '{active} at work', tone: 'ok', shape: 'dot', ground: 'plain' },
  unanswered: { label: 'No answer', tone: 'warn', shape: 'half', ground: 'bars' },
  none: { label: 'Not there', tone: 'mute', shape: 'ring', ground: 'none' },
};
export const helperLooks: Readonly<Record<string, StateLook>> = {
  taking: { label: 'Taking', tone: 'info', shape: 'half', ground: 'bars' },
  'asking again': { label: 'Asking again', tone: 'warn', shape: 'triangle', ground: 'diagonals' },
  ready: { label: 'Ready', tone: 'ok', shape: 'dot', ground: 'plain' },
  'handing over': { label: 'Handing over', tone: 'info', shape: 'half', ground: 'bars' },
};
export const transcodeLooks: Readonly<Record<string, StateLook>> = {
  starting: { label: 'Starting', tone: 'flat', shape: 'ring', ground: 'dots' },
  'at work': { label: 'At work', tone: 'ok', shape: 'dot', ground: 'plain' },
  done: { label: 'Done', tone: 'flat', shape: 'square', ground: 'none' },
};
const jobsLooks: Readonly<Record<string, StateLook>> = {
  idle: { label: 'Idle', tone: 'mute', shape: 'ring', ground: 'none' },
  running: { label: '{active} jobs', tone: 'ok', shape: 'dot', ground: 'plain' },
  full: { label: '{waiting} wait for a pod', tone: 'warn', shape: 'half', ground: 'bars' },
};
const itemLooks: Readonly<Record<string, CellLook>> = {
  p: { tone: 'flat', ground: 'dots', label: 'pending' },
  a: { tone: 'info', label: 'has a job' },
  r: { tone: 'warn', ground: 'bars', label: 'rests after a failure' },
  d: { tone: 'ok', label: 'done', ground: 'none' },
  f: { tone: 'fail', ground: 'hatch', label: 'failed' },
};
const jobLooks: Readonly<Record<string, CellLook>> = {
  w: { tone: 'flat', ground: 'dots', label: 'waits for a pod' },
  a: { tone: 'info', label: 'runs' },
  s: { tone: 'ok', ground: 'none', label: 'succeeded' },
  f: { tone: 'fail', ground: 'hatch', label: 'failed' },
};
const endingLooks: Readonly<Record<string, CellLook>> = {
  d: { tone: 'ok', label: 'done' },
  f: { tone: 'fail', ground: 'hatch', label: 'failed' },
  r: { tone: 'rej', ground: 'diagonals', label: 'refused: there was one' },
  '2': { tone: 'warn', ground: 'bars', label: 'written over another' },
};

const managerCard = (id: string, label: string): Card => ({
  id,
  shape: 'service',
  label,
  icon: 'list-checks',
  ink: true,
  pill: { value: 'state', looks: managerLooks },
  meters: [
    { kind: 'cells', value: 'items', size: itemsShown, columns: 10, looks: itemLooks },
    { kind: 'value', label: 'pending', value: 'pending' },
  ],
});
const containers = ({ helper, app, number }: (typeof workers)[number]): readonly NodeSpec[] => [
  {
    id: helper,
    label: `Worker manager ${number}`,
    cards: [{ id: helper, shape: 'service', label: 'Helper', icon: 'hand-helping', ink: true, pill: { value: 'state', looks: helperLooks }, meters: [{ kind: 'value', label: '', value: 'item' }] }],
  },
  {
    id: app,
    label: `Transcode ${number}`,
    cards: [
      {
        id: app,
        shape: 'service',
        label: 'Transcode',
        icon: 'film',
        pill: { value: 'state', looks: transcodeLooks },
        meters: [{ kind: 'countdown', label: 'work', value: 'until', lastsMs: { knob: 'workMs' } }],
      },
    ],
  },
];

/** A box or a line for each worker. */
const each = <T>(make: (worker: (typeof workers)[number], index: number) => readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries(workers.flatMap((worker, index) => make(worker, index)));
type Line = readonly (readonly [number, number])[];
const rowOf = (index: number) => 12 + index * 136;
/** On a phone: two columns. */
const columnOf = (index: number) => 12 + (index % 2) * 172;
const levelOf = (index: number) => 446 + Math.floor(index / 2) * 118;

export const topology: Topology = {
  nodes: [
    {
      id: 'sellers',
      label: 'Sellers',
      faults: [],
      cards: [{ id: 'sellers', shape: 'client', label: 'Sellers', icon: 'store', meters: [{ kind: 'value', label: 'videos', value: 'uploaded' }] }],
    },
    {
      id: 'uploads',
      label: 'Uploads',
      faults: [],
      cards: [{ id: 'uploads', shape: 'store', label: 'Uploads', icon: 'folder-up', meters: [{ kind: 'value', label: 'listed', value: 'listed' }] }],
    },
    {
      id: 'source',
      label: 'Source',
      cards: [{ id: 'source', shape: 'service', label: 'Source', icon: 'list-video', meters: [{ kind: 'value', label: 'lists given', value: 'lists' }] }],
    },
    { id: 'manager', label: 'Queue manager', cards: [managerCard('manager', 'Queue manager')] },
    { id: 'manager-2', label: 'Second manager', cards: [managerCard('manager-2', 'Second')] },
    {
      id: 'cluster',
      label: 'Cluster',
      boundary: 'the platform',
      faults: [],
      cards: [
        {
          id: 'cluster/jobs',
          shape: 'store',
          label: 'Jobs',
          icon: 'boxes',
          pill: { value: 'state', looks: jobsLooks },
          meters: [
            { kind: 'slots', label: 'active', value: 'active', of: { knob: 'parallelism' } },
            { kind: 'cells', value: 'jobs', size: jobsShown, columns: 12, looks: jobLooks },
            { kind: 'value', label: 'ended, kept', value: 'ended' },
          ],
        },
        {
          id: 'cluster/record',
          shape: 'store',
          label: 'Record',
          icon: 'notebook-pen',
          ink: true,
          meters: [
            { kind: 'value', label: 'done', value: 'done' },
            { kind: 'value', label: 'failed', value: 'failed' },
            { kind: 'value', label: 'refused', value: 'refused' },
            { kind: 'cells', value: 'marks', size: endingsShown, columns: 15, looks: endingLooks },
          ],
        },
      ],
    },
    ...workers.flatMap(containers),
  ],
  groups: [
    { id: 'coordinator', label: 'Coordinator', caption: 'one pod', kind: 'pod', nodes: ['source', 'manager'] },
    ...workers.map(({ pod, helper, app, number }) => ({ id: pod, label: `Pod ${number}`, caption: '', kind: 'pod' as const, nodes: [helper, app] })),
  ],
  links: [
    { from: 'sellers', to: 'uploads', latencyMs: [5, 15], style: 'asynchronous' },
    { from: 'source', to: 'uploads', latencyMs: [4, 10] },
    { from: 'manager', to: 'source', latencyMs: [0, 0], style: 'local' },
    { from: 'manager', to: 'cluster', latencyMs: [5, 15], toCard: 'cluster/jobs' },
    { from: 'manager-2', to: 'source', latencyMs: [5, 15] },
    { from: 'manager-2', to: 'cluster', latencyMs: [5, 15], toCard: 'cluster/jobs' },
    ...workers.flatMap(({ helper }) => [
      { from: helper, to: 'source', latencyMs: [5, 15] as const },
      { from: helper, to: 'cluster', latencyMs: [5, 15] as const, toCard: 'cluster/record' },
    ]),
  ],
  wirings: {
    desk: {
      width: 900,
      height: 560,
      cards: {
        sellers: { x: 24, y: 194, width: 92, height: 92 },
        uploads: { x: 14, y: 66, width: 112, height: 76 },
        source: { x: 166, y: 66, width: 172, height: 76 },
        manager: { x: 166, y: 186, width: 172, height: 118 },
        'manager-2': { x: 166, y: 380, width: 172, height: 118 },
        'cluster/jobs': { x: 402, y: 132, width: 172, height: 152 },
        'cluster/record': { x: 402, y: 338, width: 172, height: 152 },
        ...each<Box>(({ helper, app }, index) => [
          [helper, { x: 638, y: rowOf(index) + 38, width: 112, height: 78 }],
          [app, { x: 758, y: rowOf(index) + 38, width: 124, height: 78 }],
        ]),
      },
      boundaries: {
        coordinator: { x: 150, y: 26, width: 204, height: 296 },
        cluster: { x: 386, y: 94, width: 204, height: 412 },
        ...each<Box>(({ pod }, index) => [[pod, { x: 626, y: rowOf(index), width: 266, height: 128 }]]),
      },
      edges: {
        'sellers>uploads': [[70, 194], [70, 142]],
        'source>uploads': [[166, 104], [126, 104]],
        'manager>source': [[252, 186], [252, 142]],
        'manager>cluster': [[338, 240], [370, 240], [370, 192], [402, 192]],
        'manager-2>source': [[166, 440], [138, 440], [138, 126], [166, 126]],
        'manager-2>cluster': [[338, 440], [370, 440], [370, 252], [402, 252]],
        ...each<Line>(({ helper }, index) => [
          [`${helper}>source`, [[638, rowOf(index) + 60], [600, rowOf(index) + 60], [600, 80], [338, 80]]],
          [`${helper}>cluster`, [[638, rowOf(index) + 94], [612, rowOf(index) + 94], [612, 420], [574, 420]]],
        ]),
      },
    },
    portrait: {
      width: 358,
      height: 684,
      cards: {
        sellers: { x: 12, y: 8, width: 122, height: 36 },
        uploads: { x: 12, y: 62, width: 122, height: 52 },
        source: { x: 162, y: 44, width: 174, height: 56 },
        manager: { x: 162, y: 134, width: 174, height: 108 },
        'manager-2': { x: 12, y: 134, width: 128, height: 108 },
        'cluster/jobs': { x: 22, y: 304, width: 152, height: 116 },
        'cluster/record': { x: 184, y: 304, width: 152, height: 116 },
        ...each<Box>(({ app }, index) => [[app, { x: columnOf(index) + 10, y: levelOf(index) + 32, width: 142, height: 68 }]]),
      },
      boundaries: {
        coordinator: { x: 150, y: 8, width: 198, height: 246 },
        cluster: { x: 12, y: 270, width: 336, height: 162 },
        ...each<Box>(({ pod }, index) => [[pod, { x: columnOf(index), y: levelOf(index), width: 162, height: 110 }]]),
      },
      edges: {
        'sellers>uploads': [[73, 44], [73, 62]],
        'source>uploads': [[162, 84], [134, 84]],
        'manager>source': [[249, 134], [249, 100]],
        'manager>cluster': [[249, 242], [249, 262], [120, 262], [120, 304]],
        'manager-2>source': [[76, 134], [76, 124], [200, 124], [200, 100]],
        'manager-2>cluster': [[76, 242], [76, 304]],
      },
      hides: workers.map(({ helper }) => helper),
    },
  },
};
