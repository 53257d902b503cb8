import { defineScenario, type Tone } from '../../simulation/scenario.ts';
import { machine } from './bulkhead.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { dependencies, stationSlots } from './scenario/sizes.ts';
import { compartmentLooks, topology } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

type Tones = readonly [payments: Tone, stock: Tone, recommendations: Tone];
/** Rows of one kind for each dependency, told apart by their tones. */
const ratesOf = (kind: string, tones: Tones) => dependencies.map(({ id }, at) => ({ rows: `${id}.${kind}`, label: id, tone: tones[at]! }));

export const scenario = defineScenario<Code>({
  code: ['bulkhead'],
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
    ...dependencies.map(({ id }) => ({
      label: `slots: ${id}`, node: 'web', state: { card: `web/${id}`, value: 'state', looks: compartmentLooks }, area: { card: `web/${id}`, value: 'waiting', max: { knob: 'queue' } },
    })),
    ...dependencies.map(({ id }) => ({ label: id, node: id, rug: 'answered' as const, area: { card: id, value: 'inFlight', max: stationSlots } })),
  ],
  charts: [
    { label: 'Answered', kind: 'rates', look: 'lines', rates: ratesOf('answered', ['ok', 'flat', 'mute']) },
    { label: 'Page latency', kind: 'latency', caller: 'shoppers' },
    { label: 'Waiting for a slot', kind: 'gauge', look: 'line', gauges: dependencies.map(({ id }) => ({ node: 'web', card: `web/${id}`, value: 'waiting', label: id })) },
    { label: 'Turned away', kind: 'rates', look: 'stack', rates: ratesOf('rejected', ['rej', 'warn', 'flat']) },
  ],
  rejections: ['BULKHEAD_FULL'],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop'], atOnce: 2 },
  leavesOut: [
    'A connection is all that calls share here. Real ones share memory, threads and the event loop too, and a busy loop in one call holds up every compartment.',
    'The link from shoppers to web takes the same time for every message, so that two runs can be compared to the microsecond.',
    'A page makes one call. Real pages make several, and then one full compartment can spoil a page of many.',
    'Shoppers do not retry. Many would, and would meet the same full compartment.',
    'There is one web. With several, each has slots of its own, and a dependency must bear their sum.',
  ],
});
