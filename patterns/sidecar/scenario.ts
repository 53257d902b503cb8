import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './sidecar.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { bufferLines } from './scenario/sizes.ts';
import { shipperLooks, topology, volumeLooks, webLooks } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['sidecar', 'sidecar.tail'],
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
    { label: 'web', node: 'web', state: { card: 'web', value: 'state', looks: webLooks }, rug: 'answered' },
    { label: 'volume', node: 'volume', state: { card: 'volume', value: 'state', looks: volumeLooks }, area: { card: 'volume', value: 'used', max: { knob: 'volumeKb' } } },
    { label: 'shipper', node: 'shipper', state: { card: 'shipper', value: 'state', looks: shipperLooks }, area: { card: 'shipper', value: 'count', max: bufferLines } },
    { label: 'logs', node: 'logs', rug: 'answered' },
  ],
  charts: [
    { label: 'Success rate', kind: 'success', caller: 'shoppers' },
    { label: 'Lines not shipped', kind: 'gauge', look: 'area', gauges: [{ node: 'volume', card: 'volume', value: 'behind' }] },
    { label: 'Request latency', kind: 'latency', caller: 'shoppers' },
    { label: 'Lines at logs', kind: 'rates', look: 'stack', rates: [{ rows: 'line.stored', label: 'stored', tone: 'ok' }, { rows: 'line.again', label: 'twice', tone: 'flat' }, { rows: 'line.lost', label: 'lost', tone: 'fail' }] },
  ],
  rejections: [],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'duplicate', 'reorder', 'stop'], atOnce: 2 },
  leavesOut: [
    'Times and sizes are a small part of real ones: a volume of some kB, restarts after seconds, where there are GB and minutes.',
    'The disk of the volume neither fails nor gets slow, and costs web nothing. A shipper that reads much takes from the same disk and the same cores as its app.',
    'What each container may have of CPU and memory is not added up, and nobody places the pod on a machine.',
    'That a pod’s containers are of one generation, and none is left behind without it, is the platform’s word: the simulated one keeps it, and no promise asks again.',
    'One pod at a time. A roll-out starts the next before the last is gone, so that somebody always serves.',
    'The link from shoppers to web takes the same time for every message, so that two runs can be compared to the microsecond.',
    'Readiness is said by the helper. A platform asks for it with a probe, and so later.',
  ],
});
