import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './priority-queue.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { topology, windowLooks } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['priority-queue'],
  topology,
  knobs,
  settings: [],
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
    { label: 'web', node: 'web', state: { card: 'web', value: 'state', looks: windowLooks }, rug: 'made' },
    { label: 'stock', node: 'stock' },
  ],
  charts: [
    { label: 'Success rate', kind: 'success', caller: 'shoppers' },
    { label: 'Calls turned away', kind: 'count', outcome: 'rejected', tone: 'rej', caller: 'shoppers' },
  ],
  rejections: ['TOO_MANY_CALLS'],
  budget: { kinds: ['pause', 'slow', 'fail', 'cut', 'delay', 'drop'], atOnce: 2 },
  leavesOut: ['Web is one process. A limit that several share needs a count that they share.', 'A restart of web begins with an empty window, so a crash is beyond what is claimed.'],
});
