/** A sample's name and labels as `stock_shelf_items{shelf=Cellar}`, and its value. */
export type Samples = { readonly [sample: string]: number };

/** Reads a page of numbers as a monitor does: all of it, or nothing. What it cannot read it throws, with the line. */
export function readExposition(text: string): Samples {
  const samples: Record<string, number> = {};
  const types = new Set<string>();
  const begun = new Set<string>();
  if (!text.endsWith('\n')) throw new Error('it does not end with a line');
  for (const line of text.slice(0, -1).split('\n')) {
    if (line.startsWith('# TYPE ')) {
      const [, typed = '', type = ''] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
      if (!['counter', 'gauge', 'histogram', 'summary', 'untyped'].includes(type)) throw new Error(`its line ${line}`);
      if (types.has(typed)) throw new Error(`its line ${line} comes twice`);
      if (begun.has(typed)) throw new Error(`its line ${line} comes after a sample`);
      types.add(typed);
    }
    if (line === '' || line.startsWith('#')) continue;
    const [, name, , labels = '', value] = /^([a-zA-Z_:][\w:]*)(\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === undefined || Number.isNaN(Number(value)) !== (value === 'NaN')) throw new Error(`its line ${line}`);
    const key = `${name}${labels === '' ? '' : `{${readLabels(labels, line)}}`}`;
    if (key in samples) throw new Error(`its line ${line} comes twice`);
    samples[key] = Number(value);
    begun.add(name);
  }
  return samples;
}

/** Labels one by one, from the left. */
function readLabels(text: string, line: string): string {
  const read: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const [all, name, value] = /^([a-zA-Z_]\w*)="((?:[^"\\]|\\[\\"n])*)"(?:,|$)/.exec(rest) ?? [];
    if (all === undefined) throw new Error(`its line ${line}`);
    read.push(`${name}=${value!.replaceAll(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one))}`);
    rest = rest.slice(all.length);
  }
  return read.join(',');
}

/** The metric of a sample, without its labels. */
export const metricOf = (sample: string): string => sample.split('{')[0]!;
/** The sample that says since when a counter counts. */
export const createdOf = (counter: string): string => counter.replace(/_total(?=\{|$)/, '_created');
