import type { Knob, Settings } from '../../../simulation/scenario.ts';

const manager = { kind: 'number', group: 'Manager' } as const;
const load = { kind: 'number', group: 'Load' } as const;

export const knobs: readonly Knob[] = [
  { ...manager, name: 'parallelism', label: 'Parallelism', help: 'How many items have a job at one time, or rest between two. There are four pods to run them.', min: 1, max: 8, step: 1, default: 4, unit: 'items' },
  { ...manager, name: 'backoffLimit', label: 'Backoff limit', help: 'How often an item is tried again after an attempt that came to nothing. After that it has failed.', min: 0, max: 6, step: 1, default: 2, unit: 'times' },
  { ...manager, name: 'restMs', label: 'First rest', help: 'How long an item rests after its first attempt came to nothing. After each further one twice as long, up to 6 s.', min: 0, max: 4_000, step: 100, default: 1_000, unit: 'ms' },
  { ...manager, name: 'pollMs', label: 'Between looks', help: 'How long a manager pauses between two looks.', min: 200, max: 10_000, step: 100, default: 1_000, unit: 'ms', scale: 'log' },
  { kind: 'switch', group: 'Manager', name: 'second', label: 'A second manager', help: 'Whether another manager does the same beside the first. Neither knows of the other.', default: false },
  { ...load, name: 'arrivals', label: 'Videos', help: 'How many videos are uploaded in a second.', min: 0.1, max: 2, step: 0.1, default: 0.6, unit: '/s' },
  { ...load, name: 'workMs', label: 'Work', help: 'How long a video takes on average. One takes from half to one and a half of that, and its pod a second more to start.', min: 100, max: 5_000, step: 100, default: 2_500, unit: 'ms', scale: 'log' },
  { ...load, name: 'failing', label: 'Failing attempts', help: 'How many of a hundred attempts fail.', min: 0, max: 100, step: 5, default: 10, unit: '%' },
];

export const settings: readonly Settings[] = [
  {
    name: 'kubernetes',
    label: 'Kubernetes Job',
    source: { title: 'Kubernetes: Jobs', url: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/' },
    note: 'A backoff limit of 6, and one pod at a time. There the limit counts the pods of one Job; here each attempt is a job.',
    knobs: { backoffLimit: 6, parallelism: 1 },
  },
  {
    name: 'keda',
    label: 'KEDA ScaledJob',
    source: { title: 'KEDA: ScaledJob specification', url: 'https://keda.sh/docs/latest/reference/scaledjob-spec/' },
    note: 'It looks every 30 s, and has the limit of its Jobs. The pause is a tenth of that, since all here is about ten times as fast; its hundred jobs at one time are eight here.',
    knobs: { pollMs: 3_000, backoffLimit: 6, parallelism: 8 },
  },
  {
    name: 'aws-batch',
    label: 'AWS Batch',
    source: { title: 'AWS Batch: automated job retries', url: 'https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html' },
    note: 'One attempt, unless more are asked for.',
    knobs: { backoffLimit: 0 },
  },
];
