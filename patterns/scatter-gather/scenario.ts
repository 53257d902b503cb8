import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './scatter-gather.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { leafLooks, rootLooks, topology } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['scatter-gather', 'scatter-gather.hedge'],
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
    { label: 'search', node: 'search', state: { card: 'search/root', value: 'state', looks: rootLooks }, rug: 'answered' },
    ...['leaf-3', 'leaf-4', 'leaf-5'].map((id) => ({ label: id.replace('-', ' '), node: id, state: { card: id, value: 'state', looks: leafLooks } })),
  ],
  charts: [
    { label: 'Search latency', kind: 'latency', caller: 'shoppers', limit: { value: { knob: 'deadlineMs' }, label: 'deadline' } },
    { label: 'Waited long', kind: 'gauge', look: 'line', unit: '%', max: 100, gauges: [{ node: 'search', card: 'search/root', value: 'slowPercent', label: 'measured' }, { node: 'search', card: 'search/root', value: 'expectedPercent', label: '1 − (1 − p)ᴺ', tone: 'mute' }] },
    { label: 'Requests', kind: 'rates', look: 'stack', rates: [{ rows: 'shard.asked', label: 'first', tone: 'flat' }, { rows: 'shard.asked-again', label: 'further', tone: 'warn' }] },
  ],
  rejections: ['cancelled', 'expired', 'overloaded', 'TOO_FEW_ANSWERS'],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'duplicate', 'reorder'], atOnce: 2 },
  leavesOut: [
    'Times are about ten times those of real searches, so that they can be watched.',
    'Slow answers come by chance, each for itself. Real ones come together: a collection of garbage, a full disk or a popular shard makes a leaf slow for all.',
    'Replicas hold the same at all times. Where one lags behind, two answers of a shard can differ, and a hedge makes that visible.',
    'The order of replicas is fixed. A real root starts with another one each time, or with the one that was fast lately.',
    'The leaves do not talk to one another. In the tied requests of Dean and Barroso, the one that begins first tells the other.',
    'A timeout for each request, a limit on how many parts are asked at one time, and less time than the deadline are options of the code that no knob turns.',
    'A page has five hits. The second round trip that fetches the documents themselves is left out.',
  ],
});
