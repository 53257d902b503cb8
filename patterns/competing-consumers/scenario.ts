import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './competing-consumers.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { workerIds } from './scenario/sizes.ts';
import { queueLooks, topology, workerLooks } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['competing-consumers', 'competing-consumers.queue'],
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
    { label: 'queue', node: 'queue', state: { card: 'queue/ready', value: 'state', looks: queueLooks }, area: { card: 'queue/ready', value: 'ready', max: 60 } },
    ...workerIds.map((id) => ({ label: id.replace('-', ' '), node: id, state: { card: id, value: 'state', looks: workerLooks } })),
  ],
  charts: [
    { label: 'In the queue', kind: 'gauge', look: 'line', gauges: [{ node: 'queue', card: 'queue/ready', value: 'ready', label: 'ready' }, { node: 'queue', card: 'queue/ready', value: 'leased', label: 'leased' }, { node: 'queue', card: 'queue/dead', value: 'dead', label: 'dead' }] },
    { label: 'Thumbnails', kind: 'rates', look: 'stack', rates: [{ rows: 'effect.stored', label: 'stored', tone: 'ok' }, { rows: 'effect.refused', label: 'refused', tone: 'rej' }] },
    { label: 'Work', kind: 'rates', look: 'lines', rates: [{ rows: 'work.began', label: 'begun', tone: 'flat' }, { rows: 'work.orphaned', label: 'lease lost', tone: 'fail' }] },
  ],
  rejections: [],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'duplicate', 'reorder'], atOnce: 2 },
  leavesOut: [
    'The queue is one node that can stand still and not crash. Brokers keep their messages on disks and copies, and lose some only when those fail.',
    'The queue does not notice that a connection has ended. It may hand one more message to a worker that has just died, which then comes back when its lease is over.',
    'A crash counts as a delivery of all that its worker held, begun or not: the queue cannot tell them apart. What a worker gives back unbegun when it stops does not count.',
    'A worker does not heed that its lease is lost, as most libraries that resize pictures could not. Work that can stop, should.',
    'The keys of effects are kept for ever. Real ones are deleted after a while, and a message that comes later than that has its effect again.',
    'A message is one picture. Order is no promise, and none is needed here.',
  ],
});
