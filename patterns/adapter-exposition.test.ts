import { describe, expect, it } from 'vitest';
import parsePrometheusTextFormat from 'parse-prometheus-text-format';
import { MetricsAdapter, type SourceRecord } from './adapter/adapter.ts';

/** The text of an adapter, read by somebody else's parser. */
describe('the text of the adapter', () => {
  it('says to an independent parser what the service told', async () => {
    const awkward = ['North "A"', 'C:\\stock\\2', 'two\nlines', 'a{b="c"} 5', '', '日本', '\\n', 'trailing \\'];
    const records: SourceRecord[] = [
      { name: 'sold', value: 1_027 },
      { name: 'query', value: '35 ms' },
      { name: 'heap', value: 1e21 },
      { name: 'uptime', value: '500 s' },
      ...awkward.map((shelf, value) => ({ name: 'shelf', value, labels: { shelf } })),
    ];
    const adapter = new MetricsAdapter<readonly SourceRecord[]>({
      prefix: 'stock',
      ask: () => records,
      parse: (answer) => answer,
      wallNow: () => 1_000_000,
      rules: {
        sold: { metric: 'stock_sold_total', help: 'Pieces \\ sold.', type: 'counter' },
        query: { metric: 'stock_query_seconds', help: 'The last query.', type: 'gauge' },
        heap: { metric: 'stock_heap_bytes', help: 'Heap.', type: 'gauge' },
        uptime: { metric: 'stock_start_time_seconds', help: 'Start.', type: 'uptime' },
        shelf: { metric: 'stock_items', help: 'Pieces by shelf.', type: 'gauge', labels: ['shelf'] },
      },
    });
    const families = parsePrometheusTextFormat(await adapter.scrape());
    const of = (name: string) => families.find((family) => family.name === name);
    expect(families.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'stock_up GAUGE', 'stock_adapter_start_time_seconds GAUGE', 'stock_records_total COUNTER', 'stock_sold_total COUNTER', 'stock_sold_created GAUGE',
      'stock_query_seconds GAUGE', 'stock_heap_bytes GAUGE', 'stock_start_time_seconds GAUGE', 'stock_items GAUGE',
    ]);
    expect(of('stock_sold_total')!.metrics).toEqual([{ value: '1027' }]);
    expect(of('stock_sold_created')!.metrics).toEqual([{ value: '500' }]);
    expect(of('stock_query_seconds')!.metrics).toEqual([{ value: '0.035' }]);
    expect(Number(of('stock_heap_bytes')!.metrics[0]!.value)).toBe(1e21);
    expect(of('stock_items')!.metrics).toEqual(awkward.map((shelf, value) => ({ value: String(value), labels: { shelf } })));
  });

  it('writes labels as the example in the description of the format does', async () => {
    const labels = { path: 'C:\\DIR\\FILE.TXT', error: 'Cannot find file:\n"FILE.TXT"' };
    const adapter = new MetricsAdapter<readonly SourceRecord[]>({
      prefix: 'msdos',
      ask: () => [{ name: 'access', value: 1.458255915e9, labels }],
      parse: (answer) => answer,
      rules: { access: { metric: 'msdos_file_access_time_seconds', help: 'Access.', type: 'gauge', labels: ['path', 'error'] } },
    });
    // https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-example
    expect(await adapter.scrape()).toContain('\nmsdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1458255915\n');
  });
});
