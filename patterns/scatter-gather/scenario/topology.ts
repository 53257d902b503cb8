import type { NodeSpec, StateLook, Topology } from '../../../simulation/scenario.ts';
import { answersShown, leafIds, leafSlots, wayMs } from './sizes.ts';

export const rootLooks: Readonly<Record<string, StateLook>> = {
  idle: { label: 'Waiting', tone: 'mute', shape: 'ring', ground: 'none' },
  gathering: { label: '{missing} to come', tone: 'info', shape: 'half', ground: 'dots' },
  whole: { label: 'Whole', tone: 'ok', shape: 'dot', ground: 'plain' },
  partial: { label: '{missing} missing', tone: 'warn', shape: 'half', ground: 'bars' },
  failed: { label: 'Too few', tone: 'fail', shape: 'cross', ground: 'hatch' },
};
export const leafLooks: Readonly<Record<string, StateLook>> = {
  idle: { label: 'Idle', tone: 'flat', shape: 'ring', ground: 'none' },
  working: { label: 'Searching', tone: 'ok', shape: 'dot', ground: 'plain' },
  slow: { label: 'Slow', tone: 'warn', shape: 'half', ground: 'bars' },
  full: { label: 'Full', tone: 'rej', shape: 'square', ground: 'diagonals' },
};
const hedgeLooks: Readonly<Record<string, StateLook>> = {
  off: { label: 'After failures', tone: 'mute', shape: 'ring', ground: 'none' },
  learning: { label: 'Learning', tone: 'flat', shape: 'half', ground: 'dots' },
  ready: { label: 'Ready', tone: 'ok', shape: 'dot', ground: 'plain' },
  spent: { label: 'Spent', tone: 'rej', shape: 'square', ground: 'diagonals' },
};
const leaf = (id: string, index: number): NodeSpec => ({
  id,
  label: `Leaf ${index + 1}`,
  cards: [{ id, shape: 'service', label: `Leaf ${index + 1}`, icon: 'hard-drive', pill: { value: 'state', looks: leafLooks }, meters: [{ kind: 'slots', label: 'searches', value: 'inFlight', of: leafSlots }] }],
});

export const topology: Topology = {
  nodes: [
    {
      id: 'shoppers',
      label: 'Shoppers',
      faults: [],
      cards: [
        {
          id: 'shoppers',
          shape: 'client',
          label: 'Shoppers',
          icon: 'users',
          meters: [
            { kind: 'value', label: '', value: 'rate', unit: '/s' },
            {
              kind: 'cells',
              value: 'answers',
              size: answersShown,
              looks: { o: { tone: 'ok', height: 'short', label: 'a whole page' }, p: { tone: 'warn', ground: 'bars', label: 'a page that says what it lacks' }, x: { tone: 'fail', ground: 'hatch', label: 'no page' } },
            },
          ],
        },
      ],
    },
    {
      id: 'search',
      label: 'Search',
      boundary: 'one process',
      cards: [
        {
          id: 'search/root',
          shape: 'service',
          label: 'Root',
          icon: 'search',
          ink: true,
          pill: { value: 'state', looks: rootLooks },
          meters: [
            {
              kind: 'cells',
              value: 'parts',
              size: { knob: 'leaves' },
              columns: 10,
              looks: {
                a: { tone: 'flat', ground: 'dots', label: 'asked' },
                h: { tone: 'info', ground: 'bars', label: 'asked again' },
                o: { tone: 'ok', label: 'answered' },
                x: { tone: 'fail', ground: 'hatch', label: 'failed' },
                l: { tone: 'warn', ground: 'diagonals', label: 'late' },
                n: { tone: 'mute', ground: 'none', label: 'not needed' },
              },
            },
            { kind: 'value', label: 'waited long', value: 'slowPercent', unit: '%' },
            { kind: 'value', label: '1 − (1 − p)ᴺ', value: 'expectedPercent', unit: '%' },
          ],
        },
        {
          id: 'search/hedge',
          shape: 'service',
          label: 'Hedge',
          icon: 'split',
          ink: true,
          pill: { value: 'state', looks: hedgeLooks },
          meters: [
            { kind: 'value', label: 'after', value: 'delay', unit: 'ms' },
            { kind: 'value', label: 'asked again', value: 'again' },
            { kind: 'value', label: 'budget left', value: 'tokens' },
          ],
        },
      ],
    },
    ...leafIds.map(leaf),
  ],
  groups: [{ id: 'leaves', label: 'Leaves', caption: 'a shard each', kind: 'group', nodes: leafIds, grid: { size: { knob: 'leaves' } } }],
  links: [
    { from: 'shoppers', to: 'search', latencyMs: [10, 10], toCard: 'search/root' },
    ...leafIds.map((id) => ({ from: 'search', to: id, latencyMs: wayMs, fromCard: 'search/root' })),
  ],
  wirings: {
    desk: {
      width: 900,
      height: 470,
      cards: {
        shoppers: { x: 16, y: 150, width: 120, height: 112 },
        'search/root': { x: 200, y: 80, width: 196, height: 206 },
        'search/hedge': { x: 200, y: 312, width: 196, height: 116 },
      },
      boundaries: { search: { x: 184, y: 42, width: 228, height: 398 }, leaves: { x: 470, y: 68, width: 414, height: 346 } },
      edges: { 'shoppers>search': [[136, 206], [200, 206]], 'search>leaves': [[396, 206], [470, 206]] },
      inner: [[[298, 286], [298, 312]]],
    },
    portrait: {
      width: 358,
      height: 640,
      cards: {
        shoppers: { x: 84, y: 12, width: 190, height: 52 },
        'search/root': { x: 16, y: 120, width: 192, height: 178 },
        'search/hedge': { x: 216, y: 120, width: 126, height: 178 },
      },
      boundaries: { search: { x: 8, y: 90, width: 342, height: 218 }, leaves: { x: 8, y: 346, width: 342, height: 286 } },
      edges: { 'shoppers>search': [[190, 64], [190, 120]], 'search>leaves': [[112, 298], [112, 346]] },
      inner: [[[208, 209], [216, 209]]],
    },
  },
};
