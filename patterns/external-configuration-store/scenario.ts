import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './external-configuration-store.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { shopLooks, topology } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['external-configuration-store', 'external-configuration-store.client', 'external-configuration-store.watch', 'external-configuration-store.secrets'],
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
    { label: 'store', node: 'store' },
    ...['shop-1', 'shop-3', 'shop-4'].map((id) => ({ label: id.replace('-', ' '), node: id, state: { card: id, value: 'state', looks: shopLooks } })),
  ],
  charts: [
    { label: 'Revision served', kind: 'gauge', look: 'line', gauges: [{ node: 'store', card: 'store/log', value: 'revision', label: 'published', tone: 'mute' }, { node: 'shop-1', card: 'shop-1', value: 'revision', label: 'shop 1', tone: 'warn' }, { node: 'shop-4', card: 'shop-4', value: 'revision', label: 'shop 4', tone: 'info' }] },
    { label: 'Found by polling', kind: 'scatter', rows: 'shop.found', field: 'ms', unit: 'ms', tone: 'warn', limit: { value: { knob: 'pollMs' }, label: 'poll' } },
    { label: 'Told by the watch', kind: 'scatter', rows: 'shop.told', field: 'ms', unit: 'ms', tone: 'info', limit: { value: 1_500, label: 'copy' } },
    { label: 'Store', kind: 'rates', look: 'stack', rates: [{ rows: 'store.told', label: 'answered', tone: 'ok' }, { rows: 'store.busy', label: 'turned away', tone: 'rej' }] },
  ],
  rejections: ['REVISION_CONFLICT', 'INVALID_CONFIGURATION', 'UNKNOWN_REVISION', 'TOO_MANY_REQUESTS', 'COMPACTED'],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'duplicate', 'reorder'], atOnce: 2 },
  leavesOut: [
    'The store is one node with one disk, and its copy stands beside it. Real ones replicate by votes, or are a bucket or a table that does.',
    'A vault for secrets is not there: each instance finds the one secret at once, as in a file that the platform mounts.',
    'Nobody has to log in. Real stores say who may read a label and who may publish.',
    'A change goes to the whole fleet. Real ones go out in stages and are taken back when an alarm rings.',
    'Settings are few and small. With thousands of keys a whole snapshot is a transfer that a delta saves.',
    'Times are shorter than real ones, so that they can be watched: a poll of 30 s is the default of several clients.',
  ],
});
