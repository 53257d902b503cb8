import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './valet-key.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { browserIds } from './scenario/sizes.ts';
import { browserLooks, eavesdropperLooks, topology, verifierLooks } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: ['valet-key', 'valet-key.verifier'],
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
    ...browserIds.map((id) => ({ label: id.replace('-', ' '), node: id, state: { card: id, value: 'state', looks: browserLooks }, rug: 'made' as const })),
    { label: 'store', node: 'store', state: { card: 'store/verifier', value: 'state', looks: verifierLooks } },
    { label: 'eavesdropper', node: 'eavesdropper', state: { card: 'eavesdropper', value: 'state', looks: eavesdropperLooks }, rug: 'made' },
  ],
  charts: [
    { label: 'Parts, and the way they take', kind: 'rates', look: 'lines', rates: [{ rows: 'store.wrote', label: 'at the store', tone: 'ok' }, { rows: 'app.carried', label: 'by the application', tone: 'warn' }] },
    { label: 'Verdicts', kind: 'rates', look: 'stack', rates: [{ rows: 'store.granted', label: 'let in', tone: 'ok' }, { rows: 'store.refused', label: 'refused', tone: 'rej' }] },
    { label: 'Keys issued', kind: 'rate', rows: 'key.issued', tone: 'info' },
    { label: 'Time of a guess', kind: 'scatter', rows: 'guess.timed', field: 'ms', unit: 'ms', tone: 'fail' },
  ],
  rejections: ['malformed', 'unknown-key', 'not-yet-valid', 'expired', 'bad-signature', 'revoked', 'not-permitted', 'too-large', 'wrong-type', 'wrong-address', 'spent', 'not-yours'],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'duplicate', 'reorder'], atOnce: 2 },
  leavesOut: [
    'The signing keys are known to both sides from the start. How they come there, and are kept, is a pattern of its own.',
    'Nobody looks at what was uploaded. A key says how much of what type may come, and not that it is what it says.',
    'A verdict is given when a request begins. What is let in goes on to its end, however long that takes, and whatever is revoked meanwhile.',
    'The store is one process, which knows of a revocation at once. Where many answer, it takes a while to be known to all: up to 30 s with Azure’s policies.',
    'The time of an answer is some hundred times what it would be, so that it can be seen. Against chance on a real network a guesser takes many tries for each digit.',
    'There is no encryption on the way. It is what keeps addresses from those who listen; logs, histories and referrers are left.',
  ],
});
