import type { Knob, Settings } from '../../../simulation/scenario.ts';

export const knobs: readonly Knob[] = [
  {
    kind: 'choice',
    group: 'Queue',
    name: 'architecture',
    label: 'Architecture',
    help: 'One queue for all classes, or one for each; all senders serve all, or each serves one class. The first two give the same order until one is full: then, with a queue each, a crowded class cannot take another’s places.',
    options: [
      { value: 'one', label: 'One queue' },
      { value: 'scheduled', label: 'A queue each, shared senders' },
      { value: 'dedicated', label: 'A queue and a sender each' },
    ],
    default: 'one',
  },
  {
    kind: 'choice',
    group: 'Queue',
    name: 'policy',
    label: 'Who is next',
    help: 'Strict: the highest class that has any. Ageing: waiting raises a mail. Weighted: classes share by their weights.',
    onlyWith: { knob: 'architecture', values: ['one', 'scheduled'] },
    options: [
      { value: 'ageing', label: 'Ageing' },
      { value: 'weighted', label: 'Weighted' },
      { value: 'strict', label: 'Strict' },
    ],
    default: 'ageing',
  },
  {
    kind: 'number', group: 'Queue', name: 'raiseEveryMs', label: 'Raised after', onlyWith: { knob: 'policy', values: ['ageing'] },
    help: 'Waiting for this long raises a mail by one class.', min: 10, max: 10_000, step: 10, default: 2_000, unit: 'ms', scale: 'log',
  },
  {
    kind: 'choice',
    group: 'Queue',
    name: 'weights',
    label: 'Weights',
    help: 'Of confirmations, shipping notes and the newsletter.',
    onlyWith: { knob: 'policy', values: ['weighted'] },
    options: ['8:4:1', '4:2:1', '2:1:1', '1:1:1'].map((value) => ({ value, label: value.replaceAll(':', ' : ') })),
    default: '8:4:1',
  },
  { kind: 'number', group: 'Limits', name: 'places', label: 'Places', help: 'How many mails a queue holds, those with the senders included.', min: 10, max: 400, step: 10, default: 300, unit: 'mails', scale: 'log' },
  {
    kind: 'choice',
    group: 'Limits',
    name: 'overflow',
    label: 'When it is full',
    help: 'What gives way to a new mail: the mail itself, the oldest of the lowest class, or that one only to a higher class.',
    onlyWith: { knob: 'architecture', values: ['one'] },
    options: [
      { value: 'reject', label: 'Turn it away' },
      { value: 'drop-lowest', label: 'Drop the lowest' },
      { value: 'outrank', label: 'Only if it outranks' },
    ],
    default: 'reject',
  },
  { kind: 'number', group: 'Limits', name: 'quota', label: 'Quota of the highest', help: 'How many mails of the highest class it holds at most.', min: 5, max: 400, step: 5, default: 300, unit: 'mails', scale: 'log' },
  { kind: 'number', group: 'Senders', name: 'prefetch', label: 'Prefetch', help: 'How many mails a sender holds at one time, the one that it sends included. It asks for more when half of them are sent.', min: 1, max: 20, step: 1, default: 1, unit: 'mails' },
  { kind: 'number', group: 'Senders', name: 'deferPercent', label: 'Sent back', help: 'Of the mails that a sender tries to send, the provider wants this share later. They go back to the queue.', min: 0, max: 70, step: 5, default: 0, unit: '%' },
  { kind: 'number', group: 'Load', name: 'rush', label: 'Rush', help: 'Confirmations that come between 4 and 12 s, on top of the usual four a second. Three senders can do about 22 a second.', min: 0, max: 30, step: 1, default: 0, unit: '/s' },
  { kind: 'number', group: 'Load', name: 'inflated', label: 'Called urgent', help: 'This share of the newsletters comes as confirmations.', min: 0, max: 100, step: 5, default: 0, unit: '%' },
];

export const settings: readonly Settings[] = [
  {
    name: 'bullmq',
    label: 'BullMQ 5',
    source: { title: 'BullMQ: concurrency', url: 'https://docs.bullmq.io/guide/workers/concurrency' },
    note: 'Strict order, and workers that take one job at a time unless told otherwise. There a smaller number is more urgent, and a job without one is the most urgent of all.',
    knobs: { architecture: 'one', policy: 'strict', prefetch: 1 },
  },
  {
    name: 'celery',
    label: 'Celery 5',
    source: { title: 'Celery: worker_prefetch_multiplier', url: 'https://docs.celeryq.dev/en/stable/userguide/configuration.html#worker-prefetch-multiplier' },
    note: 'Four messages for each worker process. One that is begun is acked at once and counts no more, so it is four ahead and one in work. The order is that of its broker: here the strict one of a RabbitMQ quorum queue since 4.3.',
    knobs: { architecture: 'one', policy: 'strict', prefetch: 5 },
  },
  {
    name: 'azure',
    label: 'Azure Service Bus',
    source: { title: 'Azure SDK for .NET: PrefetchCount', url: 'https://learn.microsoft.com/dotnet/api/azure.messaging.servicebus.servicebusreceiver.prefetchcount' },
    note: 'It has no priorities: its pattern is a queue or subscription for each class, with consumers of its own. Receivers prefetch nothing by default, so one takes a message when it is ready.',
    knobs: { architecture: 'dedicated', prefetch: 1 },
  },
];
