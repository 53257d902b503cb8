import type { Knob, Settings } from '../../../simulation/scenario.ts';

const queue = { kind: 'number', group: 'Queue' } as const;
const consumers = { kind: 'number', group: 'Workers' } as const;
const load = { kind: 'number', group: 'Load' } as const;

export const knobs: readonly Knob[] = [
  { ...queue, name: 'leaseMs', label: 'Lease', help: 'How long a worker has a message to itself before others see it again: the visibility timeout.', min: 600, max: 10_000, step: 100, default: 3_000, unit: 'ms', scale: 'log' },
  { ...queue, name: 'maxDeliveries', label: 'Deliveries', help: 'How often a message is handed out at most. After the last of them it is a dead letter.', min: 1, max: 20, step: 1, default: 4, unit: 'times' },
  { kind: 'switch', group: 'Workers', name: 'heartbeat', label: 'Extend leases', help: 'Whether a worker extends the leases of what it holds, three times in the length of a lease.', default: true },
  { kind: 'switch', group: 'Workers', name: 'idempotent', label: 'One effect a key', help: 'Whether an effect is stored only where its key has none, in one transaction. Without it every execution has its effect.', default: true },
  { ...consumers, name: 'prefetch', label: 'Prefetch', help: 'How many messages a worker holds at one time. It works on one of them.', min: 1, max: 12, step: 1, default: 2, unit: 'each' },
  { ...consumers, name: 'workers', label: 'Workers', help: 'How many workers there are from the start.', min: 1, max: 5, step: 1, default: 3, unit: '' },
  { ...consumers, name: 'joining', label: 'Joining', help: 'How many more join at 7 s, and leave again at 16 s. There is room for five in all.', min: 0, max: 4, step: 1, default: 0, unit: '' },
  { ...load, name: 'workMs', label: 'Work', help: 'How long the thumbnails of a picture take on average. One takes from half to one and a half of that.', min: 50, max: 4_000, step: 50, default: 500, unit: 'ms', scale: 'log' },
  { ...load, name: 'arrivals', label: 'Pictures', help: 'Pictures that are uploaded in a second.', min: 1, max: 8, step: 0.5, default: 4, unit: '/s' },
  { ...load, name: 'burst', label: 'Burst', help: 'How many pictures are uploaded at once, at 3 s.', min: 0, max: 60, step: 5, default: 0, unit: '' },
  { ...load, name: 'poison', label: 'Broken pictures', help: 'How many of a hundred pictures cannot be read, by no worker and at no time.', min: 0, max: 20, step: 1, default: 0, unit: '%' },
];

const scaled = 'Times are a tenth of its own, since all here is about ten times as fast.';

export const settings: readonly Settings[] = [
  {
    name: 'sqs',
    label: 'Amazon SQS',
    source: { title: 'Amazon SQS: visibility timeout', url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html' },
    note: `A visibility timeout of 30 s, which nothing extends unless the consumer asks for it. ${scaled}`,
    knobs: { leaseMs: 3_000, heartbeat: false },
  },
  {
    name: 'service-bus',
    label: 'Azure Service Bus',
    source: { title: 'Azure: QueueProperties', url: 'https://learn.microsoft.com/en-us/dotnet/api/azure.messaging.servicebus.administration.queueproperties' },
    note: `A lock of 60 s, and ten deliveries. ${scaled}`,
    knobs: { leaseMs: 6_000, maxDeliveries: 10 },
  },
  {
    name: 'pubsub',
    label: 'Google Cloud Pub/Sub',
    source: { title: 'Pub/Sub: subscriptions', url: 'https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions' },
    note: `An acknowledgement deadline of 10 s; five deliveries, where there is a dead-letter policy. ${scaled}`,
    knobs: { leaseMs: 1_000, maxDeliveries: 5, heartbeat: true },
  },
  {
    name: 'bullmq',
    label: 'BullMQ 5',
    source: { title: 'BullMQ: WorkerOptions', url: 'https://api.docs.bullmq.io/interfaces/v5.WorkerOptions.html' },
    note: `A lock of 30 s, renewed while the job runs; a job that stalls is begun once more. ${scaled}`,
    knobs: { leaseMs: 3_000, heartbeat: true, maxDeliveries: 2, prefetch: 1 },
  },
  {
    name: 'rabbitmq',
    label: 'RabbitMQ 4 quorum queues',
    source: { title: 'RabbitMQ: quorum queues', url: 'https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling' },
    note: 'A limit of 20 redeliveries after the first, so one delivery more than here. It has no leases: a message is a consumer’s while its channel lives, and for 30 min at most.',
    knobs: { maxDeliveries: 20 },
  },
];
