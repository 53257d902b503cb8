import type { Card, StateLook, Topology } from '../../../simulation/scenario.ts';
import { queuePlaces, slots } from './sizes.ts';

export const breakerLooks: Readonly<Record<string, StateLook>> = {
  closed: { label: 'Closed', tone: 'ok', shape: 'dot', ground: 'plain' },
  'half-open': { label: 'Half-open', tone: 'warn', shape: 'half', ground: 'bars' },
  open: { label: 'Open', tone: 'rej', shape: 'square', ground: 'diagonals' },
  isolated: { label: 'Isolated', tone: 'flat', shape: 'cross', ground: 'hatch' },
};

const checkout = (id: string): Card => ({
  id: `${id}/checkout`,
  shape: 'service',
  label: 'Checkout',
  icon: 'server',
  meters: [
    { kind: 'slots', label: 'in flight', value: 'inFlight', of: 12 },
    { kind: 'value', label: 'latency', value: 'latencyMs', unit: 'ms' },
    { kind: 'spark', value: 'latencyMs', max: 1500, limit: { knob: 'callTimeoutMs' } },
  ],
});
const breaker = (id: string): Card => ({
  id: `${id}/breaker`,
  shape: 'service',
  label: 'Breaker',
  icon: 'unplug',
  ink: true,
  pill: { value: 'state', looks: breakerLooks },
  meters: [
    { kind: 'switch', value: 'state', angles: { closed: 0, 'half-open': -13, open: -31, isolated: -31 } },
    {
      kind: 'cells',
      value: 'window',
      size: { knob: 'windowCalls' },
      looks: {
        o: { tone: 'ok', height: 'short', label: 'answered' },
        x: { tone: 'fail', height: 'tall', label: 'failed' },
        d: { tone: 'mute', height: 'short', ground: 'none', label: 'declined, not counted' },
        '?': { tone: 'warn', height: 'tall', ground: 'bars', label: 'trial call out' },
      },
    },
    {
      kind: 'caption',
      value: 'state',
      by: {
        closed: '{failures} of {calls} failed',
        open: 'trial calls in {retryAt:until} s',
        'half-open': 'trial: {trialsOut} out, {calls} back',
        isolated: 'held open by hand',
      },
    },
  ],
});

export const topology: Topology = {
  nodes: [
    {
      id: 'shoppers',
      label: 'Shoppers',
      faults: [],
      cards: [{ id: 'shoppers', shape: 'client', label: 'Shoppers', icon: 'users', meters: [{ kind: 'value', label: '', value: 'rate', unit: '/s' }] }],
    },
    { id: 'checkout-1', label: 'Checkout 1', boundary: 'one process', cards: [checkout('checkout-1'), breaker('checkout-1')] },
    { id: 'checkout-2', label: 'Checkout 2', boundary: 'one process', cards: [checkout('checkout-2'), breaker('checkout-2')] },
    {
      id: 'payments',
      label: 'Payments',
      cards: [
        {
          id: 'payments',
          shape: 'service',
          label: 'Payments',
          icon: 'server',
          meters: [
            { kind: 'slots', label: 'in flight', value: 'inFlight', of: slots, showsLimit: true },
            { kind: 'value', label: 'queue', value: 'queued', of: queuePlaces },
            { kind: 'spark', value: 'queued', max: queuePlaces },
          ],
        },
      ],
    },
  ],
  links: [
    { from: 'shoppers', to: 'checkout-1', latencyMs: [8, 14], toCard: 'checkout-1/checkout' },
    { from: 'shoppers', to: 'checkout-2', latencyMs: [8, 14], toCard: 'checkout-2/checkout' },
    { from: 'checkout-1', to: 'payments', latencyMs: [12, 24], fromCard: 'checkout-1/breaker' },
    { from: 'checkout-2', to: 'payments', latencyMs: [12, 24], fromCard: 'checkout-2/breaker' },
  ],
  wirings: {
    desk: {
      width: 804,
      height: 424,
      cards: {
        shoppers: { x: 26, y: 166, width: 92, height: 92 },
        'checkout-1/checkout': { x: 196, y: 62, width: 150, height: 122 },
        'checkout-1/breaker': { x: 390, y: 62, width: 150, height: 122 },
        'checkout-2/checkout': { x: 196, y: 262, width: 150, height: 122 },
        'checkout-2/breaker': { x: 390, y: 262, width: 150, height: 122 },
        payments: { x: 638, y: 62, width: 150, height: 122 },
      },
      boundaries: { 'checkout-1': { x: 180, y: 28, width: 376, height: 168 }, 'checkout-2': { x: 180, y: 228, width: 376, height: 168 } },
      edges: {
        'shoppers>checkout-1': [[114, 204], [146, 204], [146, 123], [196, 123]],
        'shoppers>checkout-2': [[114, 220], [146, 220], [146, 323], [196, 323]],
        'checkout-1>payments': [[540, 123], [638, 123]],
        'checkout-2>payments': [[540, 323], [582, 323], [582, 158], [638, 158]],
      },
      inner: [[[346, 123], [390, 123]], [[346, 323], [390, 323]]],
    },
    portrait: {
      width: 390,
      height: 398,
      cards: {
        shoppers: { x: 119, y: 12, width: 152, height: 40 },
        'checkout-1/breaker': { x: 19, y: 113, width: 162, height: 122 },
        'checkout-2/breaker': { x: 209, y: 113, width: 162, height: 122 },
        payments: { x: 95, y: 288, width: 200, height: 100 },
      },
      boundaries: { 'checkout-1': { x: 10, y: 84, width: 180, height: 160 }, 'checkout-2': { x: 200, y: 84, width: 180, height: 160 } },
      edges: {
        'shoppers>checkout-1': [[183, 52], [183, 68], [112, 68], [112, 113]],
        'shoppers>checkout-2': [[207, 52], [207, 68], [302, 68], [302, 113]],
        'checkout-1>payments': [[100, 235], [100, 266], [174, 266], [174, 288]],
        'checkout-2>payments': [[290, 235], [290, 266], [216, 266], [216, 288]],
      },
      hides: ['checkout-1/checkout', 'checkout-2/checkout'],
    },
  },
};
