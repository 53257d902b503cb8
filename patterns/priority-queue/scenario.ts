import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './priority-queue.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { kinds, senders, starvingMs } from './scenario/sizes.ts';
import { queueLooks, topology } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

const sources = kinds.map(({ from }) => from);
const rate = (kind: string) => ({ rows: `${kind}.sent`, label: `${kind}s` });

export const scenario = defineScenario<Code>({
  code: ['priority-queue', 'priority-queue.scheduler'],
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
    { label: 'mail', node: 'mail', state: { card: 'mail', value: 'state', looks: queueLooks }, area: { card: 'mail', value: 'total', max: 120 } },
    ...senders.map((id) => ({ label: id.replace('-', ' '), node: id, rug: 'answered' as const, area: { card: id, value: 'count', max: { knob: 'prefetch' } } })),
  ],
  charts: [
    { label: 'Wait by class', kind: 'gauge', look: 'line', unit: 'ms', gauges: kinds.map(({ id }) => ({ node: 'mail', card: 'mail', value: `${id}Ms`, label: id })) },
    { label: 'Sent', kind: 'rates', look: 'stack', rates: [{ ...rate('confirmation'), tone: 'info' }, { ...rate('shipping'), label: 'shipping', tone: 'flat' }, { ...rate('newsletter'), tone: 'mute' }] },
    { label: 'Oldest of the lowest', kind: 'gauge', look: 'area', unit: 'ms', gauges: [{ node: 'mail', card: 'mail', value: 'lowestAgeMs' }], limit: { value: starvingMs, label: 'starving' } },
    { label: 'Turned away', kind: 'count', outcome: 'rejected', tone: 'rej', caller: sources },
  ],
  rejections: ['QUEUE_FULL'],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop'], atOnce: 2 },
  leavesOut: [
    'The queue lives in the memory of mail. A broker or a table keeps what waits through a crash, which this one would not survive.',
    'A sender whose answer is lost has sent the mail all the same, so that mail is sent twice. Competing Consumers is about that.',
    'A mail that the provider never takes goes round for ever. A limit of deliveries and a dead letter queue belong beside this.',
    'A sender works in the order in which it got its mails. It could sort what it holds; what others hold would still be out of its reach.',
    'There are three senders and they stay three. More of them, in time, are the better answer to a flood that lasts.',
  ],
});
