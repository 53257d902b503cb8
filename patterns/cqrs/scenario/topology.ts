import type { Card, StateLook, Topology } from '../../../simulation/scenario.ts';
import { storeSlots } from './sizes.ts';
import { wirings } from './wirings.ts';

/** What a view is known to be. `stale` is said by the age: it was last known to be fresh more than a second ago. */
export const viewLooks: Readonly<Record<string, StateLook>> = {
  fresh: { label: 'Fresh', tone: 'ok', shape: 'dot', ground: 'plain' },
  behind: { label: '{lag} behind', tone: 'warn', shape: 'half', ground: 'bars' },
  stale: { label: 'Stale {age} s', tone: 'fail', shape: 'triangle', ground: 'diagonals' },
  rebuilding: { label: 'Rebuilding', tone: 'info', shape: 'square', ground: 'dots' },
  starting: { label: 'Starting', tone: 'flat', shape: 'ring', ground: 'hatch' },
};

const commands: Card = {
  id: 'orders/commands',
  shape: 'service',
  label: 'Commands',
  icon: 'gavel',
  ink: true,
  meters: [
    { kind: 'slots', label: 'store in use', value: 'busy', of: storeSlots, showsLimit: true },
    { kind: 'value', label: 'accepted', value: 'accepted' },
    { kind: 'value', label: 'conflicts', value: 'conflicts' },
  ],
};
const log: Card = {
  id: 'orders/log',
  shape: 'store',
  label: 'Event store',
  icon: 'scroll-text',
  ink: true,
  meters: [
    {
      kind: 'log',
      label: 'events',
      value: 'length',
      size: 14,
      entries: 'kinds',
      looks: {
        o: { tone: 'ok', label: 'ordered' },
        s: { tone: 'flat', ground: 'dots', label: 'stocked' },
        x: { tone: 'mute', height: 'short', label: 'shipped' },
        c: { tone: 'warn', ground: 'bars', label: 'cancelled' },
      },
      positions: [
        { label: 'list', value: 'list', tone: 'ok' },
        { label: 'stock', value: 'stock', tone: 'warn' },
      ],
    },
    {
      kind: 'list',
      label: '',
      value: 'newest',
      rows: 3,
      looks: {
        ordered: { tone: 'ok', shape: 'dot', label: '' },
        stocked: { tone: 'flat', shape: 'square', label: '' },
        shipped: { tone: 'mute', shape: 'ring', label: '' },
        cancelled: { tone: 'warn', shape: 'cross', label: '' },
      },
    },
  ],
};
const relay: Card = {
  id: 'orders/relay',
  shape: 'queue',
  label: 'Relay',
  icon: 'send',
  ink: true,
  meters: [
    // The first number stands beside the name: what is still to be acknowledged by one view or both.
    { kind: 'value', label: 'to acknowledge', value: 'depth' },
    { kind: 'value', label: 'deliveries failed', value: 'failed' },
  ],
};

export const topology: Topology = {
  nodes: [
    {
      id: 'shoppers',
      label: 'Shoppers',
      faults: [],
      cards: [{ id: 'shoppers', shape: 'client', label: 'Shoppers', icon: 'users', meters: [{ kind: 'value', label: 'visits', value: 'rate', unit: '/s' }] }],
    },
    {
      id: 'warehouse',
      label: 'Warehouse',
      faults: [],
      cards: [{ id: 'warehouse', shape: 'client', label: 'Warehouse', icon: 'warehouse', meters: [{ kind: 'value', label: 'deliveries', value: 'stocked' }] }],
    },
    {
      id: 'web',
      label: 'Web',
      cards: [{ id: 'web', shape: 'service', label: 'Web', icon: 'server', meters: [{ kind: 'value', label: 'visits open', value: 'open' }, { kind: 'spark', value: 'open', max: 12 }] }],
    },
    { id: 'orders', label: 'Orders', boundary: 'write side', cards: [commands, log, relay] },
    {
      id: 'order-list',
      label: 'Order list',
      cards: [
        {
          id: 'order-list',
          shape: 'store',
          label: 'Order list',
          icon: 'list-ordered',
          ink: true,
          pill: { value: 'state', looks: viewLooks },
          meters: [
            { kind: 'value', label: 'position', value: 'position' },
            { kind: 'value', label: 'orders', value: 'rows' },
            { kind: 'value', label: 'queries wait', value: 'waiting' },
            { kind: 'value', label: 'new copy at', value: 'shadow' },
            { kind: 'spark', value: 'lag', max: 12 },
          ],
        },
      ],
    },
    {
      id: 'stock',
      label: 'Stock view',
      cards: [
        {
          id: 'stock',
          shape: 'store',
          label: 'Stock view',
          icon: 'boxes',
          ink: true,
          pill: { value: 'state', looks: viewLooks },
          meters: [
            { kind: 'value', label: 'position', value: 'position' },
            { kind: 'value', label: 'queries wait', value: 'waiting' },
            { kind: 'spark', value: 'lag', max: 12 },
          ],
        },
      ],
    },
    {
      id: 'mail',
      label: 'Mail',
      cards: [{ id: 'mail', shape: 'service', label: 'Mail', icon: 'mail', meters: [{ kind: 'value', label: 'sent', value: 'sent' }] }],
    },
  ],
  links: [
    { from: 'shoppers', to: 'web', latencyMs: [4, 10] },
    { from: 'warehouse', to: 'orders', latencyMs: [4, 10], toCard: 'orders/commands' },
    { from: 'web', to: 'orders', latencyMs: [3, 8], toCard: 'orders/commands' },
    { from: 'web', to: 'order-list', latencyMs: [3, 8] },
    { from: 'web', to: 'stock', latencyMs: [3, 8] },
    { from: 'orders', to: 'order-list', latencyMs: [3, 8], fromCard: 'orders/relay' },
    { from: 'orders', to: 'stock', latencyMs: [3, 8], fromCard: 'orders/relay' },
    { from: 'order-list', to: 'orders', latencyMs: [3, 8], toCard: 'orders/log' },
    { from: 'order-list', to: 'mail', latencyMs: [4, 10], style: 'asynchronous' },
  ],
  wirings,
};
