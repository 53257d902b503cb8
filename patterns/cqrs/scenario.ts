import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './cqrs.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { topology, viewLooks } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['cqrs', 'cqrs.store', 'cqrs.relay', 'cqrs.projector'],
  topology,
  knobs,
  settings,
  experiments,
  mutants,
  breaks,
  decisive,
  promises,
  sentences,
  machine,
  glyph,
  start,
  lanes: [
    { label: 'visits', node: 'web', rug: 'answered' },
    { label: 'orders', node: 'orders', rug: 'answered' },
    ...[{ label: 'order list', id: 'order-list' }, { label: 'stock view', id: 'stock' }].map(({ label, id }) => ({
      label, node: id, state: { card: id, value: 'state', looks: viewLooks }, area: { card: id, value: 'lag', max: 15 },
    })),
  ],
  charts: [
    { label: 'Visit latency', kind: 'latency', caller: 'shoppers' },
    {
      label: 'Lag of the views',
      kind: 'gauge',
      look: 'line',
      unit: 'events',
      // As the relay knows it: a view that is down tells nothing.
      gauges: [
        { node: 'orders', card: 'orders/relay', value: 'list', label: 'list', tone: 'ok' },
        { node: 'orders', card: 'orders/relay', value: 'stock', label: 'stock', tone: 'warn' },
      ],
    },
    {
      label: 'Commands',
      kind: 'rates',
      look: 'stack',
      rates: [
        { rows: 'command.done', label: 'done', tone: 'ok' },
        { rows: 'command.known', label: 'known', tone: 'flat' },
        { rows: 'command.refused', label: 'refused', tone: 'rej' },
        { rows: 'command.conflict', label: 'conflict', tone: 'warn' },
      ],
    },
  ],
  rejections: ['VIEW_STALE', 'sold-out'],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'duplicate', 'reorder'], atOnce: 2 },
  leavesOut: [
    'The log is kept for ever and read from its start. Real ones archive old events, or keep snapshots to begin from.',
    'Events keep their form. Over years their form changes, and old ones are brought into the new one while they are read.',
    'Each view has one node. With several, a session must stay with one of them, or take its token along as it does here.',
    'A view is committed whole. One of millions of rows writes only the rows that an event changes, in one transaction with the position.',
    'Mail does not look whether it has written before: a crash between the mail and the commit writes again. The position is the key by which it could know.',
    'The token is lost when a visit fails. The next one may then see a list from before an order that was confirmed only to web.',
  ],
});
