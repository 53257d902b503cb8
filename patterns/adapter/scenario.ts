import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './adapter.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { adapterOf, services } from './scenario/sizes.ts';
import { healthLooks, topology } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['adapter', 'adapter.health', 'adapter.log'],
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
  lanes: services.map((service) => ({ label: service, node: adapterOf(service), state: { card: adapterOf(service), value: 'status', looks: healthLooks } })),
  charts: [
    { label: 'Success rate', kind: 'success', caller: 'shoppers' },
    { label: 'Rates read', kind: 'gauge', look: 'line', unit: '/s', gauges: services.map((service) => ({ node: 'monitor', card: 'monitor', value: service, label: service })) },
    { label: 'Log records', kind: 'rates', look: 'stack', rates: [{ rows: 'line.translated', label: 'translated', tone: 'ok' }, { rows: 'line.tagged', label: 'tagged', tone: 'rej' }] },
  ],
  rejections: [],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'duplicate', 'reorder', 'stop', 'evict'], atOnce: 2 },
  leavesOut: [
    'What the adapter of orders has read and not yet sent is read again after a crash, and is gone with the pod. How a log comes safely to its place is the work of a sidecar that ships it.',
    'A record is a line. What belongs together over several lines, such as the trace of an error, has to be joined before.',
    'Only counters and gauges are presented. Histograms and summaries are told in the same text, and need more of the service.',
    'What is beyond the series limit is one sum. Where a service stops telling one of its parts, that sum falls, and its fall is announced as a restart.',
    'The monitor does not restart what is unhealthy. A platform that does would restart stock again and again for an outage of its database.',
    'That the adapter takes memory and time of its machine is not shown.',
  ],
});
