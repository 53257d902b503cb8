import type { Topology } from '../../../simulation/scenario.ts';
import { queuePlaces, slots } from './sizes.ts';

export const topology: Topology = {
  nodes: [
    {
      id: 'shoppers',
      label: 'Shoppers',
      faults: [],
      cards: [{ id: 'shoppers', shape: 'client', label: 'Shoppers', icon: 'users', meters: [{ kind: 'value', label: '', value: 'rate', unit: '/s' }] }],
    },
    {
      id: 'tills',
      label: 'Tills',
      boundary: 'many clients',
      cards: [
        {
          id: 'tills/tills',
          shape: 'service',
          label: 'Tills',
          icon: 'store',
          meters: [{ kind: 'slots', label: 'shoppers', value: 'inFlight', of: 24 }],
        },
        {
          id: 'tills/retry',
          shape: 'service',
          label: 'Retry',
          icon: 'repeat',
          ink: true,
          meters: [
            {
              kind: 'cells',
              value: 'recent',
              size: 20,
              looks: {
                '1': { tone: 'ok', height: 'short', label: 'answered at once' },
                '2': { tone: 'warn', height: 'tall', ground: 'bars', label: 'answered after a retry' },
                x: { tone: 'fail', height: 'tall', label: 'given up' },
                '-': { tone: 'mute', height: 'short', ground: 'none', label: 'refused, or the shopper left' },
              },
            },
            { kind: 'value', label: 'waiting', value: 'waiting' },
            { kind: 'bar', label: 'have budget', value: 'able', of: 100, unit: '%' },
          ],
        },
      ],
    },
    {
      id: 'gateway',
      label: 'Gateway',
      cards: [{ id: 'gateway', shape: 'service', label: 'Gateway', icon: 'route', meters: [{ kind: 'slots', label: 'in flight', value: 'inFlight', of: 32 }] }],
    },
    {
      id: 'pricing',
      label: 'Pricing',
      cards: [
        {
          id: 'pricing',
          shape: 'service',
          label: 'Pricing',
          icon: 'tag',
          meters: [
            { kind: 'slots', label: 'in flight', value: 'inFlight', of: slots, showsLimit: true },
            { kind: 'value', label: 'queue', value: 'queued', of: queuePlaces },
            { kind: 'spark', value: 'queued', max: queuePlaces },
          ],
        },
      ],
    },
    {
      id: 'rates',
      label: 'Rates',
      cards: [{ id: 'rates', shape: 'store', label: 'Rates', icon: 'database', meters: [{ kind: 'value', label: 'reads', value: 'reads' }] }],
    },
    {
      id: 'payments',
      label: 'Payments',
      cards: [
        {
          id: 'payments',
          shape: 'service',
          label: 'Payments',
          icon: 'credit-card',
          meters: [
            { kind: 'value', label: 'taken', value: 'taken' },
            { kind: 'value', label: 'known again', value: 'known' },
          ],
        },
      ],
    },
  ],
  links: [
    { from: 'shoppers', to: 'tills', latencyMs: [2, 6], toCard: 'tills/tills' },
    { from: 'tills', to: 'gateway', latencyMs: [8, 14], fromCard: 'tills/retry' },
    { from: 'tills', to: 'payments', latencyMs: [12, 24], fromCard: 'tills/retry' },
    { from: 'gateway', to: 'pricing', latencyMs: [4, 8] },
    { from: 'pricing', to: 'rates', latencyMs: [1, 3] },
  ],
  wirings: {
    desk: {
      width: 804,
      height: 424,
      cards: {
        shoppers: { x: 26, y: 166, width: 92, height: 92 },
        'tills/tills': { x: 190, y: 62, width: 150, height: 96 },
        'tills/retry': { x: 190, y: 230, width: 150, height: 130 },
        gateway: { x: 428, y: 62, width: 150, height: 96 },
        pricing: { x: 638, y: 49, width: 150, height: 122 },
        rates: { x: 650, y: 268, width: 126, height: 92 },
        payments: { x: 428, y: 266, width: 150, height: 94 },
      },
      boundaries: { tills: { x: 174, y: 28, width: 182, height: 348 } },
      edges: {
        'shoppers>tills': [[118, 212], [146, 212], [146, 110], [190, 110]],
        'tills>gateway': [[340, 270], [392, 270], [392, 110], [428, 110]],
        'tills>payments': [[340, 320], [428, 320]],
        'gateway>pricing': [[578, 110], [638, 110]],
        'pricing>rates': [[713, 171], [713, 268]],
      },
      inner: [[[265, 158], [265, 230]]],
    },
    portrait: {
      width: 390,
      height: 468,
      cards: {
        shoppers: { x: 24, y: 12, width: 152, height: 40 },
        'tills/retry': { x: 19, y: 113, width: 162, height: 130 },
        gateway: { x: 209, y: 113, width: 162, height: 88 },
        pricing: { x: 209, y: 246, width: 162, height: 112 },
        payments: { x: 19, y: 312, width: 162, height: 96 },
        rates: { x: 227, y: 398, width: 126, height: 60 },
      },
      boundaries: { tills: { x: 10, y: 84, width: 180, height: 168 } },
      edges: {
        'shoppers>tills': [[100, 52], [100, 113]],
        'tills>gateway': [[181, 157], [209, 157]],
        'tills>payments': [[100, 243], [100, 312]],
        'gateway>pricing': [[290, 201], [290, 246]],
        'pricing>rates': [[290, 358], [290, 398]],
      },
      hides: ['tills/tills'],
    },
  },
};
