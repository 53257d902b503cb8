import type { Knob, Settings } from '../../../simulation/scenario.ts';
import { items } from './sizes.ts';

const number = { kind: 'number' } as const;

export const knobs: readonly Knob[] = [
  {
    kind: 'choice',
    group: 'Queries',
    name: 'reads',
    label: 'Own writes',
    help: 'What a query does about a view that does not yet hold what its shopper has seen or done: nothing, wait for it, or ask the write side.',
    options: [
      { value: 'none', label: 'Nothing' },
      { value: 'wait', label: 'Wait for it' },
      { value: 'write', label: 'Ask orders' },
    ],
    default: 'wait',
  },
  { ...number, group: 'Queries', onlyWith: { knob: 'reads', values: ['wait'] }, name: 'tokenWaitMs', label: 'Longest wait', help: 'How long a query waits for the view before its shopper is told that it is behind.', min: 100, max: 5_000, step: 100, default: 1_500, unit: 'ms', scale: 'log' },
  { ...number, group: 'Views', name: 'pollMs', label: 'Relay polls', help: 'How long the relay leaves a view alone when it had nothing new for it.', min: 20, max: 1_000, step: 10, default: 200, unit: 'ms', scale: 'log' },
  { ...number, group: 'Views', name: 'batch', label: 'Batch', help: 'How many events the relay delivers together at most.', min: 1, max: 100, step: 1, default: 20, unit: 'events', scale: 'log' },
  { ...number, group: 'Views', name: 'commitMs', label: 'Commit takes', help: 'How long a view takes to commit a batch.', min: 0, max: 1_000, step: 10, default: 40, unit: 'ms' },
  { kind: 'switch', group: 'Views', name: 'rebuild', label: 'Rebuild', help: 'The order list is made anew from the first event, from 8 s on, while the shop goes on.', default: false },
  { ...number, group: 'Commands', name: 'maxAttempts', label: 'Attempts', help: 'How often a command is decided at most when others append to its stream meanwhile.', min: 1, max: 10, step: 1, default: 4, unit: 'in all' },
  { ...number, group: 'Load', name: 'orders', label: 'Orders', help: 'How many shoppers want to order in a second, until the shop closes at 16 s. From then on they only look.', min: 1, max: 6, step: 1, default: 3, unit: '/s' },
  { ...number, group: 'Load', name: 'looks', label: 'Looks', help: 'How many shoppers look at the stock for each one who orders.', min: 1, max: 10, step: 1, default: 2, unit: 'looks' },
  { ...number, group: 'Load', name: 'items', label: 'Items', help: 'How many different items there are. With one, all shoppers want the same.', min: 1, max: items.length, step: 1, default: items.length, unit: 'items' },
];

export const settings: readonly Settings[] = [
  {
    name: 'emmett',
    label: 'Emmett',
    source: { title: 'Emmett: handleCommand.ts', url: 'https://github.com/event-driven-io/emmett/blob/main/src/packages/emmett/src/commandHandling/handleCommand.ts' },
    note: 'Three retries of a conflict, which are four attempts, if retrying is switched on. Its consumer of PostgreSQL asks for up to 100 messages. When there is nothing new it waits twice as long each time, up to 1 s; how long it waits here is left as it is.',
    knobs: { maxAttempts: 4, batch: 100 },
  },
  {
    name: 'pg-transactional-outbox',
    label: 'pg-transactional-outbox',
    source: { title: 'pg-transactional-outbox 0.6: polling configuration', url: 'https://app.unpkg.com/pg-transactional-outbox@0.6.4/files/dist/polling/config.d.ts' },
    note: 'Of its listener that polls. It takes messages one by one inside a batch.',
    knobs: { batch: 5, pollMs: 500 },
  },
];
