import type { CellLook, StateLook, Topology } from '../../../simulation/scenario.ts';
import { batchesShown, bufferLines, linesShown } from './sizes.ts';

export const webLooks: Readonly<Record<string, StateLook>> = {
  starting: { label: 'Starting', tone: 'flat', shape: 'ring', ground: 'dots' },
  serving: { label: 'Serving', tone: 'ok', shape: 'dot', ground: 'plain' },
  'at work': { label: '{left} left', tone: 'ok', shape: 'dot', ground: 'plain' },
  leaving: { label: 'Leaving', tone: 'warn', shape: 'half', ground: 'bars' },
  done: { label: 'Done', tone: 'mute', shape: 'square', ground: 'none' },
};
export const shipperLooks: Readonly<Record<string, StateLook>> = {
  starting: { label: 'Opening', tone: 'flat', shape: 'ring', ground: 'dots' },
  waiting: { label: 'Waiting', tone: 'ok', shape: 'dot', ground: 'plain' },
  shipping: { label: 'Shipping', tone: 'info', shape: 'dot', ground: 'plain' },
  resting: { label: 'Resting', tone: 'warn', shape: 'half', ground: 'bars' },
  draining: { label: 'Draining', tone: 'warn', shape: 'triangle', ground: 'diagonals' },
  stopped: { label: 'Ended', tone: 'mute', shape: 'square', ground: 'none' },
  absent: { label: 'Not there', tone: 'mute', shape: 'ring', ground: 'none' },
};
export const volumeLooks: Readonly<Record<string, StateLook>> = {
  room: { label: 'Room', tone: 'ok', shape: 'dot', ground: 'plain' },
  full: { label: 'Nearly full', tone: 'warn', shape: 'half', ground: 'bars' },
  over: { label: 'Too full', tone: 'fail', shape: 'cross', ground: 'hatch' },
};
const heldLooks: Readonly<Record<string, CellLook>> = {
  '#': { tone: 'flat', ground: 'dots', label: 'held' },
  '>': { tone: 'info', label: 'under way' },
};
const batchLooks: Readonly<Record<string, CellLook>> = {
  s: { tone: 'ok', height: 'short', label: 'taken' },
  t: { tone: 'mute', ground: 'dots', label: 'all of it known' },
  g: { tone: 'fail', ground: 'hatch', label: 'with a gap' },
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
          pill: { value: 'state', looks: webLooks },
          meters: [{ kind: 'value', label: 'requests served', value: 'served' }, { kind: 'value', label: 'lines written', value: 'written' }],
        },
      ],
    },
    {
      id: 'volume',
      label: 'Volume',
      faults: [],
      cards: [
        {
          id: 'volume',
          shape: 'store',
          label: 'Volume',
          icon: 'hard-drive',
          pill: { value: 'state', looks: volumeLooks },
          meters: [
            { kind: 'bar', label: 'in use', value: 'used', unit: 'kB', of: { knob: 'volumeKb' } },
            { kind: 'log', label: 'lines', value: 'lines', size: linesShown, gone: 'gone', positions: [{ label: 'acked', value: 'acked', tone: 'ok' }, { label: 'read', value: 'read', tone: 'info' }] },
            { kind: 'value', label: 'files', value: 'files' },
          ],
        },
      ],
    },
    {
      id: 'shipper',
      label: 'Shipper',
      cards: [
        {
          id: 'shipper',
          shape: 'service',
          label: 'Shipper',
          icon: 'truck',
          ink: true,
          pill: { value: 'state', looks: shipperLooks },
          meters: [
            { kind: 'cells', value: 'held', size: bufferLines, columns: 20, looks: heldLooks },
            { kind: 'value', label: 'shipped', value: 'shipped' },
            { kind: 'value', label: 'failures in a row', value: 'failures' },
          ],
        },
      ],
    },
    {
      id: 'logs',
      label: 'Logs',
      cards: [
        {
          id: 'logs',
          shape: 'store',
          label: 'Logs',
          icon: 'archive',
          meters: [
            { kind: 'value', label: 'lines', value: 'lines' },
            { kind: 'value', label: 'came twice', value: 'twice' },
            { kind: 'value', label: 'said to be lost', value: 'missing' },
            { kind: 'cells', value: 'marks', size: batchesShown, looks: batchLooks },
          ],
        },
      ],
    },
  ],
  groups: [{ id: 'pod', label: 'Pod', caption: 'one machine, one life, one volume', kind: 'pod', nodes: ['web', 'volume', 'shipper'] }],
  links: [
    { from: 'shoppers', to: 'web', latencyMs: [11, 11] },
    { from: 'web', to: 'volume', latencyMs: [0, 0], style: 'local' },
    { from: 'shipper', to: 'volume', latencyMs: [0, 0], style: 'local' },
    { from: 'shipper', to: 'logs', latencyMs: [5, 15] },
  ],
  wirings: {
    desk: {
      width: 900,
      height: 412,
      cards: {
        shoppers: { x: 16, y: 60, width: 92, height: 92 },
        web: { x: 186, y: 62, width: 200, height: 88 },
        volume: { x: 186, y: 214, width: 200, height: 160 },
        shipper: { x: 452, y: 234, width: 196, height: 120 },
        logs: { x: 714, y: 220, width: 170, height: 148 },
      },
      boundaries: { pod: { x: 162, y: 20, width: 508, height: 374 } },
      edges: {
        'shoppers>web': [[108, 106], [186, 106]],
        'web>volume': [[286, 150], [286, 214]],
        'shipper>volume': [[452, 294], [386, 294]],
        'shipper>logs': [[648, 294], [714, 294]],
      },
    },
    portrait: {
      width: 358,
      height: 630,
      cards: {
        shoppers: { x: 104, y: 10, width: 150, height: 40 },
        web: { x: 90, y: 112, width: 178, height: 84 },
        volume: { x: 24, y: 236, width: 154, height: 160 },
        shipper: { x: 192, y: 246, width: 144, height: 140 },
        logs: { x: 90, y: 472, width: 178, height: 144 },
      },
      boundaries: { pod: { x: 12, y: 74, width: 334, height: 340 } },
      edges: {
        'shoppers>web': [[179, 50], [179, 112]],
        'web>volume': [[110, 196], [110, 236]],
        'shipper>volume': [[192, 316], [178, 316]],
        'shipper>logs': [[264, 386], [264, 442], [179, 442], [179, 472]],
      },
    },
  },
};
