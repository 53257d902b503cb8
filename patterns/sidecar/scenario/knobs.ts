import type { Knob, Settings } from '../../../simulation/scenario.ts';

const pod = { group: 'Pod' } as const;
const volume = { kind: 'number', group: 'Volume' } as const;
const ships = { kind: 'number', group: 'Shipper' } as const;
const service = { knob: 'work', values: ['service'] } as const;

export const knobs: readonly Knob[] = [
  {
    ...pod, kind: 'choice', name: 'mode', label: 'Shipper is', default: 'native',
    help: 'A native sidecar is ready before web starts, ends after it, and does not keep a job alive. A classic one is an app like web: both start and stop at one time.',
    options: [{ value: 'native', label: 'Native' }, { value: 'classic', label: 'Classic' }],
  },
  {
    ...pod, kind: 'choice', name: 'work', label: 'Web is', default: 'service',
    help: 'Whether web serves until it is stopped, or does one piece of work and ends.',
    options: [{ value: 'service', label: 'A service' }, { value: 'job', label: 'A job' }],
  },
  {
    ...pod, kind: 'choice', name: 'handover', label: 'Web answers', default: 'file', onlyWith: service,
    help: 'When its line is in the file, or when the shipper has read it.',
    options: [{ value: 'file', label: 'At once' }, { value: 'read', label: 'When read' }],
  },
  { ...pod, kind: 'number', name: 'graceMs', label: 'Grace', help: 'How long all containers together have to end when the pod is stopped.', min: 500, max: 30_000, step: 500, default: 5_000, unit: 'ms', scale: 'log' },
  { ...volume, name: 'volumeKb', label: 'Size', help: 'What the volume may hold. Above it the whole pod is evicted.', min: 2, max: 20, step: 1, default: 8, unit: 'kB' },
  {
    kind: 'choice', group: 'Volume', name: 'whenFull', label: 'When full', default: 'drop',
    help: 'At three quarters of the volume the shipper drops the oldest files that it has not begun, and says how many lines they had; or it keeps all.',
    options: [{ value: 'drop', label: 'Drop' }, { value: 'keep', label: 'Keep all' }],
  },
  { ...volume, name: 'rotateLines', label: 'Rotate at', help: 'After how many lines web begins another file. Whole files are dropped, so they have to be small beside the volume.', min: 4, max: 60, step: 1, default: 20, unit: 'lines' },
  { ...ships, name: 'batchLines', label: 'Batch', help: 'How many lines are sent at once, at the most.', min: 1, max: 40, step: 1, default: 10, unit: 'lines' },
  { ...ships, name: 'flushMs', label: 'Flush after', help: 'How long the first line of a batch waits for others.', min: 100, max: 5_000, step: 100, default: 500, unit: 'ms', scale: 'log' },
  { kind: 'number', group: 'Load', name: 'sinkMs', label: 'Logs need', help: 'How long logs need for a batch.', min: 10, max: 900, step: 10, default: 60, unit: 'ms', scale: 'log' },
  { kind: 'number', group: 'Load', name: 'arrivals', label: 'Requests', help: 'Requests to web in a second; each is a line of its log.', min: 1, max: 30, step: 1, default: 12, unit: '/s', onlyWith: service },
];

export const settings: readonly Settings[] = [
  {
    name: 'kubernetes',
    label: 'Kubernetes',
    source: { title: 'Kubernetes: Pod Lifecycle', url: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/' },
    note: 'A pod has 30 s of grace unless it says otherwise.',
    knobs: { graceMs: 30_000 },
  },
  {
    name: 'fluent-bit',
    label: 'Fluent Bit',
    source: { title: 'Fluent Bit: the service section', url: 'https://docs.fluentbit.io/manual/4.1/administration/configuring-fluent-bit/yaml/service-section' },
    note: 'It flushes every second.',
    knobs: { flushMs: 1_000 },
  },
];
