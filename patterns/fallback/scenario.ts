import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './fallback.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { slots } from './scenario/sizes.ts';
import { fallbackLooks, topology } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['fallback'],
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
    { label: 'web', node: 'web', state: { card: 'web/fallback', value: 'state', looks: fallbackLooks }, rug: 'answered' },
    { label: 'recommendations', node: 'recommendations', rug: 'answered' },
    { label: 'replica', node: 'replica', area: { card: 'replica', value: 'inFlight', max: slots } },
  ],
  charts: [
    { label: 'Success rate', kind: 'success', caller: 'shoppers' },
    {
      label: 'Pages by source',
      kind: 'rates',
      look: 'stack',
      rates: [
        { rows: 'page.live', label: 'primary', tone: 'ok' },
        { rows: 'page.replica', label: 'replica', tone: 'flat' },
        { rows: 'page.cached', label: 'cache', tone: 'warn' },
        { rows: 'page.static', label: 'static', tone: 'rej' },
      ],
    },
    { label: 'Latency', kind: 'latency', caller: 'shoppers', limit: { value: { knob: 'deadlineMs' }, label: 'deadline' } },
    { label: 'Explicit errors', kind: 'count', outcome: 'failed', tone: 'fail', caller: 'shoppers' },
  ],
  rejections: ['forbidden'],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop'], atOnce: 2 },
  leavesOut: [
    'The replica is idle until it is needed, as most are. It always works here; one that is hardly ever asked may hold a fault that nobody has met.',
    'What the cache and the static list hold may be seen by anybody. A fallback that skips a check of who asks would be a hole.',
    'Each product has one entry in the cache, made for whoever looked last. Real picks differ by shopper.',
    'Ages are read from wall clocks that agree. Skewed ones make an age too low; one below 0 is refused.',
    'Shoppers do not retry, and a page that is degraded does not change what they do next.',
  ],
});
