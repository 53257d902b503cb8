import { defineScenario } from '../../simulation/scenario.ts';
import { machine } from './runtime-reconfiguration.machine.ts';
import { decisive } from './scenario/decisive.ts';
import { experiments } from './scenario/experiments.ts';
import { glyph } from './scenario/glyph.ts';
import { knobs, settings } from './scenario/knobs.ts';
import { breaks, mutants } from './scenario/mutants.ts';
import { promises } from './scenario/promises.ts';
import { sentences } from './scenario/sentences.ts';
import { gatewayIds } from './scenario/sizes.ts';
import { gatewayLooks, settingsLooks, topology } from './scenario/topology.ts';
import { start, type Code } from './scenario/world.ts';

export const scenario = defineScenario<Code>({
  code: [
    'runtime-reconfiguration',
    'runtime-reconfiguration.changes',
    'runtime-reconfiguration.rollout',
    'circuit-breaker',
    'bulkhead',
    'external-configuration-store',
    'external-configuration-store.client',
    'external-configuration-store.watch',
  ],
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
    { label: 'settings', node: 'settings', state: { card: 'settings', value: 'state', looks: settingsLooks } },
    ...gatewayIds.map((id) => ({ label: id.replace('-', ' '), node: id, state: { card: id, value: 'state', looks: gatewayLooks }, rug: 'answered' as const })),
  ],
  charts: [
    { label: 'Success rate', kind: 'success', caller: 'checkout' },
    { label: 'Time of a charge', kind: 'latency', caller: 'checkout' },
    { label: 'Changes', kind: 'rates', look: 'lines', rates: [{ rows: 'settings.published', label: 'published', tone: 'flat' }, { rows: 'config.preparing', label: 'prepared', tone: 'warn' }] },
    { label: 'Connections', kind: 'rates', look: 'lines', rates: [{ rows: 'connection.opened', label: 'opened', tone: 'ok' }, { rows: 'connection.closed', label: 'closed', tone: 'rej' }] },
  ],
  rejections: ['BULKHEAD_FULL', 'CIRCUIT_OPEN', 'busy'],
  budget: { kinds: ['crash', 'restart', 'pause', 'slow', 'fail', 'cut', 'delay', 'drop', 'duplicate', 'reorder'], atOnce: 2 },
  leavesOut: [
    'Nobody may read a key that is published in clear, as here. A real document names the secret, and each gateway fetches it.',
    'The guard looks at the share of charges that fail. One that looks at time, money or orders finds what this one cannot.',
    'A gateway that waits for a restart gets one when it crashes. A deployment would restart the fleet, one after the other.',
    'A part is prepared, or refuses. Some that are prepared have a cost beside the old one: two pools of connections, two caches.',
    'One process of one language is reconfigured. What several processes have to change at one instant needs a protocol among them.',
    'Nothing limits how many charges the provider takes, so that a smaller pool has no benefit that could be seen.',
  ],
});
