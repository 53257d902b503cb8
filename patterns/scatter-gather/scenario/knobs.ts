import type { Knob, Settings } from '../../../simulation/scenario.ts';

const scatter = { kind: 'number', group: 'Scatter' } as const;
const load = { kind: 'number', group: 'Load' } as const;

export const knobs: readonly Knob[] = [
  { ...scatter, name: 'leaves', label: 'Leaves', help: 'Over how many leaves the products are spread, a shard each. All of them are asked in every search.', min: 1, max: 100, step: 1, default: 10, unit: '' },
  { ...scatter, name: 'replicas', label: 'Replicas', help: 'On how many leaves each shard is: the one of its number, and those after it.', min: 1, max: 3, step: 1, default: 2, unit: '' },
  { kind: 'number', group: 'Gather', name: 'deadlineMs', label: 'Deadline', help: 'How long a search may take. At its end the root answers with what has come.', min: 50, max: 2_000, step: 10, default: 800, unit: 'ms', scale: 'log' },
  {
    kind: 'choice',
    group: 'Gather',
    name: 'waitFor',
    label: 'Wait for',
    help: 'With how many answers a search is over before its deadline. At the deadline a page needs 80 of 100 shards; with fewer the search fails, and as soon as that is certain.',
    options: [
      { value: 'none-missing', label: 'All, or fail' },
      { value: 'all', label: 'All' },
      { value: 'most', label: '95 %' },
      { value: 'quorum', label: '80 %' },
      { value: 'first', label: 'First' },
    ],
    default: 'all',
  },
  {
    kind: 'choice',
    group: 'Hedge',
    name: 'hedge',
    label: 'Hedge',
    help: 'When the next replica of a silent shard is asked too: after the time that so many of a hundred first requests stay below. It is learned where all are waited for.',
    options: [
      { value: 'off', label: 'Off' },
      { value: 'p99', label: 'p99' },
      { value: 'p95', label: 'p95' },
      { value: 'p50', label: 'p50' },
      { value: 'at-once', label: '0 ms' },
    ],
    default: 'off',
  },
  { kind: 'number', group: 'Hedge', name: 'budget', label: 'Budget', help: 'How many further requests there may be to a hundred first ones, those after a failure included.', min: 0, max: 100, step: 5, default: 20, unit: '%' },
  { ...load, name: 'arrivals', label: 'Searches', help: 'Searches in a second. Each asks all shards.', min: 1, max: 15, step: 0.5, default: 4, unit: '/s' },
  { ...load, name: 'slowPercent', label: 'Slow answers', help: 'How many of a hundred answers of a leaf take twenty times as long, by chance.', min: 0, max: 100, step: 1, default: 1, unit: '%' },
];

export const settings: readonly Settings[] = [
  {
    name: 'elasticsearch',
    label: 'Elasticsearch 8',
    source: { title: 'Elasticsearch: Search API', url: 'https://www.elastic.co/guide/en/elasticsearch/reference/8.3/search-search.html' },
    note: 'By default a search has no timeout, for which the longest deadline stands here, and returns partial results however many shards are missing; here 80 of 100 are needed. It does not hedge, and asks another copy of a shard where one fails.',
    knobs: { deadlineMs: 2_000, waitFor: 'all', hedge: 'off', replicas: 2 },
  },
  {
    name: 'cassandra',
    label: 'Apache Cassandra 4',
    source: { title: 'Apache Cassandra: speculative retry', url: 'https://cassandra.apache.org/doc/latest/cassandra/developing/cql/ddl.html#spec_retry' },
    note: 'A table’s reads ask one more replica after the 99th percentile of its latency by default. It has no budget; the largest stands here.',
    knobs: { hedge: 'p99', budget: 100, replicas: 3 },
  },
];
