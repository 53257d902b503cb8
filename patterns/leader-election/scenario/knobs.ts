import type { Knob, Settings } from '../../../simulation/scenario.ts';

export const knobs: readonly Knob[] = [
  { kind: 'number', group: 'Lease', name: 'leaseMs', label: 'Lease', help: 'How long the others leave a record alone that does not change. A dead leader is missed for at least this long.', min: 1_000, max: 12_000, step: 100, default: 3_000, unit: 'ms', scale: 'log' },
  { kind: 'number', group: 'Lease', name: 'deadline', label: 'Renew deadline', help: 'After which share of its lease without a renewal a leader stops. The rest of it is the margin for clocks and for work that has to end.', min: 30, max: 95, step: 1, default: 67, unit: '%' },
  { kind: 'number', group: 'Lease', name: 'tries', label: 'Tries', help: 'How many renewals fit into the renew deadline. All candidates look at the store about as often.', min: 2, max: 10, step: 1, default: 5, unit: '' },
  { kind: 'number', group: 'Replicas', name: 'candidates', label: 'Candidates', help: 'How many of the five replicas stand for the office. All of them settle shares.', min: 2, max: 5, step: 1, default: 5, unit: '' },
  { kind: 'switch', group: 'Replicas', name: 'watchdog', label: 'Watch the work', help: 'Whether a leader resigns when its work does not get on, though it could renew.', default: true },
  {
    kind: 'choice',
    group: 'Replicas',
    name: 'deploy',
    label: 'Deployment',
    help: 'Whether the replicas are stopped and started anew, from 7 s on: all at once, or one after the other.',
    options: [
      { value: 'none', label: 'None' },
      { value: 'all', label: 'All at once' },
      { value: 'rolling', label: 'Rolling' },
    ],
    default: 'none',
  },
  { kind: 'switch', group: 'Ledger', name: 'fencing', label: 'Check tokens', help: 'Whether the ledger refuses a token that is lower than one it has seen.', default: true },
  { kind: 'number', group: 'Load', name: 'arrivals', label: 'Shares', help: 'Merchants whose day is closed in a second: each is a share of the settlement.', min: 0.5, max: 6, step: 0.5, default: 4, unit: '/s' },
];

const fifth = 'Times are a fifth of its own.';

export const settings: readonly Settings[] = [
  {
    name: 'client-go',
    label: 'Kubernetes client-go',
    source: { title: 'client-go: leaderelection', url: 'https://pkg.go.dev/k8s.io/client-go/tools/leaderelection' },
    note: `A lease of 15 s, a renew deadline of 10 s and a retry period of 2 s. ${fifth}`,
    knobs: { leaseMs: 3_000, deadline: 67, tries: 5, fencing: false },
  },
  {
    name: 'openshift',
    label: 'OpenShift’s operators',
    source: { title: 'openshift/library-go: leaderelection', url: 'https://github.com/openshift/library-go/blob/master/pkg/config/leaderelection/leaderelection.go' },
    note: 'A lease of 137 s, a renew deadline of 107 s and a retry period of 26 s, so that an API server may be away for a minute. Times are a twentieth of its own.',
    knobs: { leaseMs: 6_900, deadline: 78, tries: 4, fencing: false },
  },
  {
    name: 'flink',
    label: 'Flink on Kubernetes',
    source: { title: 'Apache Flink: configuration', url: 'https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/' },
    note: `A lease of 15 s, a retry period of 5 s, and a renew deadline of 15 s too: no margin, where this one wants a little. ${fifth}`,
    knobs: { leaseMs: 3_000, deadline: 95, tries: 3, fencing: false },
  },
];
