import type { Knob, Settings } from '../../../simulation/scenario.ts';

const numbers = { group: 'Numbers' } as const;
const health = { group: 'Health' } as const;
const lines = { group: 'Log' } as const;

export const knobs: readonly Knob[] = [
  { ...numbers, kind: 'number', name: 'everyMs', label: 'Asked every', help: 'How often the monitor asks each adapter for numbers and health.', min: 600, max: 6_000, step: 100, default: 1_000, unit: 'ms', scale: 'log' },
  { ...numbers, kind: 'switch', name: 'byCustomer', label: 'Customer as a label', help: 'Whether the calls of payments are told by customer. There are forty.', default: false },
  { ...numbers, kind: 'number', name: 'seriesMax', label: 'Series at most', help: 'How many series a metric may have. All further ones are one.', min: 2, max: 2_000, step: 1, default: 8, unit: 'each', scale: 'log' },
  { ...health, kind: 'number', name: 'probeTimeoutMs', label: 'Probe timeout', help: 'How long a service has to answer a probe.', min: 100, max: 3_000, step: 100, default: 500, unit: 'ms', scale: 'log' },
  { ...health, kind: 'number', name: 'failures', label: 'Failures in a row', help: 'How many probes in a row have to fail before a service is unhealthy.', min: 1, max: 10, step: 1, default: 3, unit: 'probes' },
  { ...health, kind: 'number', name: 'cacheMs', label: 'Answer kept', help: 'How long an adapter gives the last health answer again without asking its service.', min: 0, max: 60_000, step: 100, default: 500, unit: 'ms' },
  {
    ...lines, kind: 'choice', name: 'unreadable', label: 'What it cannot read', help: 'What the adapter of orders does with a line that is of no format that it knows.', default: 'tag',
    options: [{ value: 'tag', label: 'Is tagged and kept' }, { value: 'drop', label: 'Is dropped' }, { value: 'crash', label: 'Ends the adapter' }],
  },
  {
    ...lines, kind: 'choice', name: 'log', label: 'Log of orders', help: 'Which format orders writes its log in, and whether the adapter knows the new one.', default: 'stays',
    options: [{ value: 'stays', label: 'Stays as it is' }, { value: 'changes', label: 'Changes at 6 s' }, { value: 'known', label: 'Changes, known before' }],
  },
];

export const settings: readonly Settings[] = [
  {
    name: 'kubernetes',
    label: 'Kubernetes probes',
    source: { title: 'Kubernetes: Configure Liveness, Readiness and Startup Probes', url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/' },
    note: 'A probe every 10 s with a timeout of 1 s; three failures in a row. The period is a tenth of that here, since all else is about ten times as fast. Nothing is kept.',
    knobs: { everyMs: 1_000, probeTimeoutMs: 1_000, failures: 3, cacheMs: 0 },
  },
  {
    name: 'prometheus',
    label: 'Prometheus 3',
    source: { title: 'Prometheus: configuration', url: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/' },
    note: 'Scrapes every minute unless told otherwise; a tenth of that here. It sets no limit to the series of a target.',
    knobs: { everyMs: 6_000, seriesMax: 2_000 },
  },
  {
    name: 'opentelemetry',
    label: 'OpenTelemetry SDK',
    source: { title: 'OpenTelemetry: metrics SDK, cardinality limits', url: 'https://opentelemetry.io/docs/specs/otel/metrics/sdk/#cardinality-limits' },
    note: 'A limit of 2,000 series for each metric, the last of which is the overflow.',
    knobs: { seriesMax: 1_999 },
  },
];
