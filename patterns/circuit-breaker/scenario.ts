import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './circuit-breaker.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { hero } from './scenario/hero.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { checkouts, queuePlaces } from './scenario/sizes.ts';
import { breakerLooks, topology } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['circuit-breaker'],
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
  hero,
  start,
  lanes: [
    ...checkouts.map((node) => ({ label: node.replace('-', ' '), node, state: { card: `${node}/breaker`, value: 'state', looks: breakerLooks }, rug: 'answered' as const })),
    { label: 'payments', node: 'payments', area: { card: 'payments', value: 'queued', max: queuePlaces } },
  ],
  charts: [
    { label: 'Success rate', kind: 'success', caller: 'shoppers' },
    { label: 'Latency', kind: 'latency', caller: 'shoppers', limit: { value: { knob: 'callTimeoutMs' }, label: 'timeout' } },
    { label: 'Calls rejected', kind: 'count', outcome: 'rejected', tone: 'rej', caller: 'shoppers' },
  ],
  rejections: ['CIRCUIT_OPEN'],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop'], atOnce: 2 },
  leavesOut: [
    'Payments is one process with one queue. A real dependency is many hosts behind a load balancer, and one breaker over all of them hides that only one is bad.',
    'Service times are uniform from 60 to 120 ms; real ones have long tails.',
    'Shoppers do not retry. Many would, and a retry in front of a breaker changes the load that it sees.',
    'A checkout handles any number of orders at once; a bulkhead would bound them.',
    'Each checkout has its own breaker, as most libraries do. None is shared over the network.',
  ],
});
