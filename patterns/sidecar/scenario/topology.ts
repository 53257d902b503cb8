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
  room: { label: '{used} kB', tone: 'ok', shape: 'dot', ground: 'plain' },
  full: { label: '{used} kB', tone: 'warn', shape: 'half', ground: 'bars' },
  over: { label: '{used} kB', tone: 'fail', shape: 'cross', ground: 'hatch' },
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
  groups: [{ id: 'pod', label: 'pod', caption: 'one machine, one life, one volume', kind: 'pod', nodes: ['web', 'volume', 'shipper'] }],
  links: [
    { from: 'shoppers', to: 'web', latencyMs: [8, 14] },
    { from: 'web', to: 'volume', latencyMs: [0, 0], style: 'local' },
    { from: 'volume', to: 'shipper', latencyMs: [0, 0], style: 'local' },
    { from: 'web', to: 'shipper', latencyMs: [0.1, 0.2], style: 'local' },
    { from: 'shipper', to: 'logs', latencyMs: [5, 15] },
  ],
  wirings: {
    desk: {
      width: 900,
      height: 400,
      cards: {
        shoppers: { x: 16, y: 60, width: 92, height: 92 },
        web: { x: 186, y: 58, width: 190, height: 96 },
        volume: { x: 186, y: 222, width: 190, height: 138 },
        shipper: { x: 442, y: 216, width: 200, height: 150 },
        logs: { x: 712, y: 216, width: 172, height: 150 },
      },
      boundaries: { pod: { x: 162, y: 20, width: 504, height: 362 } },
      edges: {
        'shoppers>web': [[108, 106], [186, 106]],
        'web>volume': [[281, 154], [281, 222]],
        'volume>shipper': [[376, 291], [442, 291]],
        'web>shipper': [[376, 106], [542, 106], [542, 216]],
        'shipper>logs': [[642, 291], [712, 291]],
      },
    },
    portrait: {
      width: 358,
      height: 600,
      cards: {
        shoppers: { x: 104, y: 10, width: 150, height: 40 },
        web: { x: 90, y: 96, width: 178, height: 88 },
        volume: { x: 26, y: 220, width: 150, height: 150 },
        shipper: { x: 190, y: 220, width: 148, height: 150 },
        logs: { x: 90, y: 440, width: 178, height: 140 },
      },
      boundaries: { pod: { x: 12, y: 72, width: 334, height: 316 } },
      edges: {
        'shoppers>web': [[179, 50], [179, 96]],
        'web>volume': [[110, 184], [110, 220]],
        'volume>shipper': [[176, 295], [190, 295]],
        'web>shipper': [[240, 184], [240, 220]],
        'shipper>logs': [[264, 370], [264, 414], [179, 414], [179, 440]],
      },
    },
  },
};
