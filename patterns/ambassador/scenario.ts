import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './ambassador.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { ambassadorIds, appIds, deadlineMs, shardIds } from './scenario/sizes.ts';
import { ambassadorLooks, storeLooks, topology } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['ambassador', 'ambassador.endpoints', 'ambassador.ring', 'circuit-breaker'],
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
    ...ambassadorIds.map((id, index) => ({ label: `pod ${index + 1}`, node: id, state: { card: id, value: 'state', looks: ambassadorLooks }, rug: 'made' as const })),
    ...[...shardIds, 'next'].map((id) => ({ label: id.replace('-', ' '), node: id, state: { card: id, value: 'state', looks: storeLooks }, rug: 'answered' as const })),
  ],
  charts: [
    { label: 'Success rate', kind: 'success', caller: appIds },
    { label: 'Call latency', kind: 'latency', caller: appIds, limit: { value: deadlineMs, label: 'deadline' } },
    { label: 'Asked of stores', kind: 'rates', look: 'lines', rates: [{ rows: 'cart.asked', label: 'asked', tone: 'flat' }, { rows: 'cart.loaded', label: 'had to load', tone: 'warn' }] },
  ],
  rejections: [],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'stop', 'evict'], atOnce: 2 },
  leavesOut: [
    'A shard is a memory before one database that is not drawn. Where each shard has the only copy of its carts, asking another on a failure gives an empty cart, and what moves has to be carried over.',
    'Until all ambassadors have the new list, two lists are in use. A store that cannot bear that refuses requests that come by an old one.',
    'No budget bounds the retries of all calls together, so that each one can be counted.',
    'What goes out is not encrypted, and carries no credentials: the place where they would be added is there.',
    'The two containers share no processor. A real ambassador costs every pod memory, and every call the time of a second process.',
    'Links neither repeat nor reorder what they carry, as a connection does not.',
  ],
});
