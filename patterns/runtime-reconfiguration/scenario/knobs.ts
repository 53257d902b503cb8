import type { Knob, Settings } from '../../../simulation/scenario.ts';

export const knobs: readonly Knob[] = [
  {
    kind: 'choice',
    group: 'Changes',
    name: 'change',
    label: 'What changes',
    help: 'What the operators do, from 4 s on.',
    options: [
      { value: 'none', label: 'Nothing' },
      { value: 'move', label: 'Address and key' },
      { value: 'resize', label: 'Pool and breaker' },
      { value: 'restart', label: 'What needs a restart' },
      { value: 'burst', label: 'A burst' },
      { value: 'typo', label: 'A key with a typo' },
    ],
    default: 'move',
  },
  {
    kind: 'choice',
    group: 'Changes',
    name: 'arrives',
    label: 'How they arrive',
    help: 'Whether the store sends each revision, as a message that may come late, or whether each gateway watches the store with the catalog’s own client.',
    options: [
      { value: 'push', label: 'Pushed' },
      { value: 'watch', label: 'Watched' },
    ],
    default: 'push',
  },
  { kind: 'number', group: 'Changes', name: 'everyMs', label: 'A change every', help: 'How soon one change of a burst follows the other.', min: 50, max: 1_000, step: 50, default: 100, unit: 'ms', onlyWith: { knob: 'change', values: ['burst'] } },
  { kind: 'number', group: 'Changes', name: 'coalesceMs', label: 'Coalesce', help: 'How long a gateway lets the first change of a burst wait for others.', min: 0, max: 2_000, step: 50, default: 100, unit: 'ms' },
  { kind: 'number', group: 'Rollout', name: 'canary', label: 'Canary', help: 'Which share of the gateways has a change first, one at least. At 100 % all have it at once, and nobody watches it.', min: 0, max: 100, step: 5, default: 25, unit: '%' },
  { kind: 'number', group: 'Rollout', name: 'bakeMs', label: 'Bake time', help: 'How long a gateway watches a change before it says that it keeps it.', min: 200, max: 6_000, step: 100, default: 600, unit: 'ms' },
  { kind: 'number', group: 'Charges', name: 'opMs', label: 'Check', help: 'How long a gateway checks a charge, half more or less, before it sends it with the key.', min: 20, max: 2_000, step: 10, default: 400, unit: 'ms', scale: 'log' },
  { kind: 'number', group: 'Charges', name: 'load', label: 'Charges', help: 'Orders that are paid in a second, over all gateways.', min: 2, max: 30, step: 1, default: 12, unit: '/s' },
];

const appConfig = { title: 'AWS AppConfig: predefined deployment strategies', url: 'https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-deployment-strategy-predefined.html' };

export const settings: readonly Settings[] = [
  { name: 'appconfig-canary', label: 'AWS AppConfig, canary', source: appConfig, note: 'Canary10Percent20Minutes: a tenth first, and 10 minutes in which an alarm takes the change back. A minute is 600 ms here.', knobs: { canary: 10, bakeMs: 6_000 } },
  { name: 'appconfig-all', label: 'AWS AppConfig, all at once', source: appConfig, note: 'AllAtOnce has 10 minutes in which an alarm takes the change back from all. Here nobody watches what all have at once.', knobs: { canary: 100 } },
];
