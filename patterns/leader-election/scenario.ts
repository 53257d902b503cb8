import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './leader-election.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { hero } from './scenario/hero.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { replicaIds } from './scenario/sizes.ts';
import { leaseLooks, replicaLooks, topology } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['leader-election', 'leader-election.fence'],
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
    ...replicaIds.map((id) => ({ label: id.replace('-', ' '), node: id, state: { card: id, value: 'state', looks: replicaLooks } })),
    { label: 'lease', node: 'lease', state: { card: 'lease', value: 'state', looks: leaseLooks } },
  ],
  charts: [
    { label: 'Payments', kind: 'rates', look: 'stack', rates: [{ rows: 'ledger.paid', label: 'paid', tone: 'ok' }, { rows: 'ledger.refused', label: 'refused', tone: 'rej' }] },
    { label: 'Open shares', kind: 'gauge', look: 'area', gauges: [{ node: 'ledger', card: 'ledger', value: 'open', label: 'open' }] },
    { label: 'Time without a leader', kind: 'scatter', rows: 'term.gap', field: 'ms', unit: 'ms', tone: 'warn', limit: { value: { knob: 'leaseMs' }, label: 'lease' } },
    { label: 'Store latency', kind: 'latency', callee: 'lease' },
  ],
  rejections: ['STALE_TOKEN'],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'duplicate', 'reorder'], atOnce: 2 },
  leavesOut: [
    'The lease store is one node with one disk. Real ones are three or five, and elect a leader among themselves by votes before they answer.',
    'The ledger pays what it is told to, as a bank outside would. One that has a row for each share could refuse the second payment by itself, though not an older one that comes first.',
    'Candidates look at the store now and then. Many stores can tell them of a change, which makes a handover faster and a crash none the sooner known.',
    'Every candidate is as good as any other: none is nearer, or has more to lose.',
    'A process cannot stand still between two lines here, only between two events. Signing takes its place.',
    'A clock here runs on while its process stands still. That of a suspended host may stop with it, and then only the token tells that the term is over.',
  ],
});
