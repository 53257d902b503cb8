import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './work-queue.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { workers } from './scenario/sizes.ts';
import { managerLooks, topology, transcodeLooks } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['work-queue', 'work-queue.worker'],
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
    { label: 'manager', node: 'manager', state: { card: 'manager', value: 'state', looks: managerLooks }, area: { card: 'manager', value: 'pending', max: 30 } },
    { label: 'second', node: 'manager-2', state: { card: 'manager-2', value: 'state', looks: managerLooks } },
    ...workers.map(({ app, number }) => ({ label: `pod ${number}`, node: app, state: { card: app, value: 'state', looks: transcodeLooks } })),
  ],
  charts: [
    { label: 'Items', kind: 'gauge', look: 'line', gauges: [{ node: 'manager', card: 'manager', value: 'pending', label: 'pending' }, { node: 'cluster', card: 'cluster/jobs', value: 'active', label: 'active' }, { node: 'cluster', card: 'cluster/record', value: 'done', label: 'done' }] },
    { label: 'Endings', kind: 'rates', look: 'stack', rates: [{ rows: 'ending.kept', label: 'kept', tone: 'ok' }, { rows: 'ending.refused', label: 'refused', tone: 'rej' }] },
    { label: 'Attempts', kind: 'rates', look: 'lines', rates: [{ rows: 'work.began', label: 'begun', tone: 'flat' }, { rows: 'work.failed', label: 'failed', tone: 'fail' }] },
  ],
  rejections: [],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'duplicate', 'reorder', 'stop', 'evict'], atOnce: 2 },
  leavesOut: [
    'The platform and the record are one node that does not fail. A real one is a replicated store, and what it has confirmed outlives a machine.',
    'A list of jobs holds every job that was created before. An API that answers from a cache may lag behind; the names still keep a second job from being created.',
    'A request that is on its way for longer than jobs are kept would find its name free again. Links here delay by less than that.',
    'Pods are four, and alike. Nobody pulls an image, weighs requests for CPU and memory, or adds a machine when jobs wait.',
    'Whether an attempt fails is chance, and the next is another throw. What cannot work at all is the experiment in which nothing works.',
    'How the uploads learn that a video has ended is no message here. They know it at once, and list it for another 20 s.',
    'The result is a line of text in the record. A real one is a file in a store, and the record holds where it is.',
  ],
});
