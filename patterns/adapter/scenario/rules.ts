import type { Rule } from '../adapter.ts';
import type { Service } from './sizes.ts';

const uptime = (service: Service, unit: 's' | 'ms'): Rule => ({ metric: `${service}_start_time_seconds`, help: 'Since when the service runs.', type: 'uptime', unit });

/** What the records of each service are called in the one format. */
export const rules: Readonly<Record<Service, Readonly<Record<string, Rule>>>> = {
  stock: {
    'query time': { metric: 'stock_query_seconds', help: 'The last query.', type: 'gauge', unit: 'ms' },
    reserved: { metric: 'stock_reserved_total', help: 'Reservations.', type: 'counter' },
    refused: { metric: 'stock_refused_total', help: 'Reservations that failed.', type: 'counter' },
    heap: { metric: 'stock_heap_bytes', help: 'Memory in use.', type: 'gauge' },
    shelf: { metric: 'stock_shelf_items', help: 'Pieces by shelf.', type: 'gauge', labels: ['shelf'] },
    uptime: uptime('stock', 's'),
  },
  payments: {
    calls: { metric: 'payments_calls_total', help: 'Calls, by outcome.', type: 'counter', labels: ['outcome'] },
    busy_ms: { metric: 'payments_busy_seconds_total', help: 'Time spent on calls.', type: 'counter', unit: 'ms' },
    heap_kb: { metric: 'payments_heap_bytes', help: 'Memory in use.', type: 'gauge', unit: 'kB' },
    customers: { metric: 'payments_customer_calls_total', help: 'Calls, by customer.', type: 'counter', labels: ['customer'] },
    uptime_ms: uptime('payments', 'ms'),
  },
  orders: {
    lines: { metric: 'orders_lines_total', help: 'Lines of the log, by format.', type: 'counter', labels: ['format'] },
    uptime: uptime('orders', 'ms'),
  },
};
/** Parts of an answer whose keys are labels. */
export const labelled: Readonly<Record<Service, Readonly<Record<string, string>>>> = {
  stock: { shelf: 'shelf' },
  payments: { calls: 'outcome', customers: 'customer' },
  orders: { lines: 'format' },
};
