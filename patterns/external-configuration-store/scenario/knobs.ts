import type { Knob, Settings } from '../../../simulation/scenario.ts';

export const knobs: readonly Knob[] = [
  { kind: 'number', group: 'Fleet', name: 'instances', label: 'Instances', help: 'How many instances of the shop read the settings. Each has two layers: what is for everyone, and what is for its region.', min: 1, max: 200, step: 1, default: 12, unit: '', scale: 'log' },
  {
    kind: 'choice',
    group: 'Fleet',
    name: 'transport',
    label: 'Changes come by',
    help: 'Whether an instance asks now and then, or has the store hold its question until something has changed.',
    options: [
      { value: 'poll', label: 'Poll' },
      { value: 'half', label: 'Half and half' },
      { value: 'watch', label: 'Watch' },
    ],
    default: 'half',
  },
  { kind: 'number', group: 'Client', name: 'pollMs', label: 'Poll', help: 'The longest from one poll to the next. It is also the longest pause after failures.', min: 1_000, max: 60_000, step: 500, default: 4_000, unit: 'ms', scale: 'log' },
  { kind: 'number', group: 'Client', name: 'jitter', label: 'Jitter', help: 'Which share of a pause is left to chance, so that instances that were started together do not stay together.', min: 0, max: 100, step: 5, default: 25, unit: '%' },
  { kind: 'number', group: 'Client', name: 'staleMs', label: 'Longest staleness', help: 'Settings that nobody has confirmed for so long are served no more. It is never shorter than a client without any trouble needs.', min: 4_000, max: 60_000, step: 1_000, default: 60_000, unit: 'ms', scale: 'log' },
  { kind: 'switch', group: 'Client', name: 'lkg', label: 'Keep the last good', help: 'Whether an instance keeps its last good settings on its disk, and starts on them when the store does not answer.', default: true },
  {
    kind: 'choice',
    group: 'Store',
    name: 'validation',
    label: 'Settings are checked by',
    help: 'Who refuses settings of a wrong type: the store before it publishes, each client before it serves, both, or nobody.',
    options: [
      { value: 'both', label: 'Both' },
      { value: 'store', label: 'The store' },
      { value: 'client', label: 'The clients' },
      { value: 'none', label: 'Nobody' },
    ],
    default: 'both',
  },
  { kind: 'number', group: 'Store', name: 'limit', label: 'Request limit', help: 'How many reads and watches the store takes in a second. More are turned away with 429.', min: 10, max: 1_000, step: 10, default: 200, unit: '/s', scale: 'log' },
];

const tenth = 'Times are a tenth of its own.';

export const settings: readonly Settings[] = [
  {
    name: 'azure',
    label: 'Azure App Configuration',
    source: { title: 'SetRefreshInterval', url: 'https://learn.microsoft.com/en-us/dotnet/api/microsoft.extensions.configuration.azureappconfiguration.azureappconfigurationrefreshoptions.setrefreshinterval' },
    note: `A client asks again after 30 s, and only when the application calls for it. ${tenth}`,
    knobs: { transport: 'poll', pollMs: 3_000 },
  },
  {
    name: 'consul',
    label: 'Consul',
    source: { title: 'Consul: blocking queries', url: 'https://developer.hashicorp.com/consul/api-docs/features/blocking' },
    note: 'A question waits at the server for 5 minutes unless told otherwise, and for 10 at the most. Here it is held for 2 s.',
    knobs: { transport: 'watch' },
  },
  {
    name: 'kubelet',
    label: 'A mounted ConfigMap',
    source: { title: 'KubeletConfiguration: syncFrequency', url: 'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/' },
    note: `The kubelet brings a mounted ConfigMap up to date when it syncs the pod, once a minute. ${tenth}`,
    knobs: { transport: 'poll', pollMs: 6_000 },
  },
];
