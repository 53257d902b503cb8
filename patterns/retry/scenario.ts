import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './retry.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { queuePlaces } from './scenario/sizes.ts';
import { topology } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['retry'],
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
    { label: 'tills', node: 'tills', rug: 'made' },
    { label: 'pricing', node: 'pricing', area: { card: 'pricing', value: 'queued', max: queuePlaces } },
    { label: 'payments', node: 'payments', rug: 'answered' },
  ],
  charts: [
    { label: 'Success rate', kind: 'success', caller: 'shoppers' },
    {
      label: 'Load of pricing',
      kind: 'rates',
      look: 'lines',
      rates: [
        { rows: 'price.asked', node: 'pricing', label: 'asked', tone: 'warn' },
        { rows: 'price.told', node: 'tills', label: 'told in time', tone: 'ok' },
      ],
    },
    { label: 'Waits', kind: 'scatter', rows: 'retry.waits', field: 'delayMs', unit: 'ms', tone: 'warn', limit: { value: { knob: 'capMs' }, label: 'longest' } },
  ],
  rejections: ['unknown-item', 'left'],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'reorder'], atOnce: 2 },
  leavesOut: [
    'Pricing works on in calls that its callers have given up. Some servers learn of it and stop; many do not.',
    'All tills are one process here, with a budget each. In a shop each would be a process of its own, and the budgets would be as separate.',
    'The gateway handles any number of calls at once and drops none of its own.',
    'Service times are uniform; real ones have long tails, and a retry can hit the same slow host again.',
    'The budgets lie in memory, so that a crash of the tills begins them anew.',
    'Payments keeps its keys for ever. Real services forget them after hours or days, and a later retry pays again.',
  ],
});
