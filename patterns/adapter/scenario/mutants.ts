import type { Break, Mutant } from '../../../simulation/scenario.ts';

const health = 'adapter.health';
const log = 'adapter.log';

export const mutants: readonly Mutant[] = [
  {
    name: 'drops-lines',
    label: 'Drop what it cannot read',
    standsFor: 'A line that the parser does not match is left out. On the day after the format has changed there is no log, and nobody has an error to look at.',
    reference: { title: 'tagomoris/fluent-plugin-parser #31', url: 'https://github.com/tagomoris/fluent-plugin-parser/issues/31' },
    edits: [{ file: log, find: "    return { timeMs: null, severity: 'unknown', message: line, fields: {}, format: 'unreadable' };\n", replace: '    return undefined;\n' }],
  },
  {
    name: 'half-lines',
    label: 'Take what is there',
    standsFor: 'A line is read before its end has been written. It becomes two records, and neither of them makes sense.',
    edits: [{ file: log, find: '      if (end < 0 && !isEnd && to - from < lineMax) break;\n', replace: '' }],
  },
  {
    name: 'no-zone',
    label: 'Ignore the time zone',
    standsFor: 'The time is read without its zone. For one half of the year all records are an hour off, and the order of things is wrong.',
    edits: [{ file: log, find: ' - ahead * 60_000;', replace: ';' }],
  },
  {
    name: 'own-severities',
    label: 'Pass severities on',
    standsFor: 'The severity is what the service calls it. Whoever asks for errors does not find those that are called SEVERE.',
    edits: [{ file: log, find: 'const known = severityOf(severity);', replace: "const known = String(severity) as Severity;" }],
  },
  {
    name: 'no-time-out',
    label: 'Wait for the probe',
    standsFor: 'A probe has no timeout. When the database hangs, the health check hangs with it, and the one thing that everybody waits for never comes.',
    reference: { title: 'CleverCloud/fdbexporter #21', url: 'https://github.com/CleverCloud/fdbexporter/issues/21' },
    edits: [{ file: health, find: '          reject(error);\n', replace: '' }],
  },
  {
    name: 'keeps-green',
    label: 'Keep the last good answer',
    standsFor: 'A probe that fails is noted and changes nothing: the last good answer stands until there is a better one.',
    edits: [{ file: health, find: '      this.failed += 1;\n', replace: '' }, { file: health, find: " || isLongAgo) this.turn('unhealthy'", replace: ") this.turn('unhealthy'" }],
  },
  {
    name: 'stays-red',
    label: 'Unhealthy for good',
    standsFor: 'What was once unhealthy stays so until somebody starts the adapter again. The service has long been well, and the alarm still rings.',
    edits: [{ file: health, find: "      this.turn('healthy', 'answered');\n", replace: "      if (this.status !== 'unhealthy') this.turn('healthy', 'answered');\n" }],
  },
  {
    name: 'one-strike',
    label: 'Condemn at the first',
    standsFor: 'One failed probe is an outage. Each slow answer calls somebody out of bed, until nobody comes any more.',
    edits: [{ file: health, find: 'if (this.failed >= this.options.failures || isLongAgo)', replace: 'if (this.failed > 0)' }],
  },
  {
    name: 'piles-up',
    label: 'Probe whatever hangs',
    standsFor: 'Each check sends a probe, even where those before it have not been answered. A service that hangs has its last connections taken by questions about how it is.',
    edits: [{ file: health, find: '    if (this.hangsSince !== undefined) throw new ProbeHangsError(now - this.hangsSince);\n', replace: '' }],
  },
  {
    name: 'unescaped',
    label: 'Labels as they are',
    standsFor: 'A label is written between quotes as it is. A name with a quote in it, and the monitor has none of the numbers of the service.',
    reference: { title: 'discourse/prometheus_exporter #66', url: 'https://github.com/discourse/prometheus_exporter/issues/66' },
    edits: [{ find: '="${escaped(ofKey(labels, name) ?? \'\')}"`', replace: '="${ofKey(labels, name) ?? \'\'}"`' }],
  },
  {
    name: 'skips',
    label: 'Skip what is not a number',
    standsFor: 'A record that is not a number is passed over, and not counted. The metric is missing, and nobody can tell whether it ever was there.',
    edits: [{ find: '      outcomes[outcome] += 1;\n', replace: "      if (outcome === 'unreadable') continue;\n      outcomes[outcome] += 1;\n" }],
  },
  {
    name: 'not-a-number',
    label: 'NaN for what is not a number',
    standsFor: 'What could not be read is presented as NaN. That is a legal value, and all sums over the series are NaN from then on.',
    reference: { title: 'easimon/shelly-exporter #21', url: 'https://github.com/easimon/shelly-exporter/issues/21' },
    edits: [{ find: "    if (!Number.isFinite(value) || (value < 0 && metric.type !== 'gauge')) return 'unreadable';\n", replace: '' }],
  },
  {
    name: 'raw-units',
    label: 'Units as they are',
    standsFor: 'Milliseconds are presented under a name that says seconds. The alarm for slow queries rings all night, or the one for full disks never.',
    edits: [{ find: 'return (Number(number) * units[own][1]) / units[own][2];', replace: 'return Number(number);' }],
  },
  {
    name: 'resets-unseen',
    label: 'Say nothing of a restart',
    standsFor: 'The counters of a service that has restarted are passed on without a word. Whoever takes the difference has a rate below zero, and then one that is far too small.',
    reference: { title: 'SckyzO/slurm_exporter #22', url: 'https://github.com/SckyzO/slurm_exporter/issues/22' },
    edits: [
      { find: 'if (askedAt - value - Math.max(startJitterS, oneUnit) > this.startedAt)', replace: 'if (this.startedAt === -Infinity)' },
      { find: ' one.fellAfter = this.answeredAt;', replace: ' return;' },
    ],
  },
  {
    name: 'last-known',
    label: 'Present the last known',
    standsFor: 'When the service does not answer, the adapter presents what it knew last. The line in the chart is flat and green, and the service is gone.',
    reference: { title: 'CleverCloud/fdbexporter #21', url: 'https://github.com/CleverCloud/fdbexporter/issues/21' },
    edits: [{ find: 'return this.text(false, []);', replace: 'return this.text(this.scrapes > 0, []);' }],
  },
  {
    name: 'all-or-nothing',
    label: 'All or nothing',
    standsFor: 'One record that cannot be presented, and the whole answer is thrown away. The service is said to be down for as long as it has a shelf with a quote in its name.',
    edits: [{ find: '      records = [...this.options.parse(await this.answer())];\n', replace: "      records = [...this.options.parse(await this.answer())];\n      if (records.some(({ labels = {} }) => Object.values(labels).some((value) => value.includes('\"')))) throw new Error('A label has a quote in it.');\n" }],
  },
  {
    name: 'uncapped',
    label: 'A series for everybody',
    standsFor: 'A label has as many values as there are users, and each has a series. The monitor runs out of memory weeks after the change.',
    edits: [{ find: '    if (series.size >= this.options.seriesMax) return others;\n', replace: '' }],
  },
  {
    name: 'overflow-lost',
    label: 'Cut off what is over',
    standsFor: 'What is over the limit is left out instead of summed up: the sum over the metric is too small, by nobody knows how much.',
    edits: [{ find: "series.value = isFirst ? value : metric.overflow === 'sum' ? series.value + value : Math.max(series.value, value);", replace: 'series.value = value;' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'drop', label: 'Drop what cannot be read', promise: 'each-line', experiment: 'format-changes', seed: 3, knobs: { unreadable: 'drop' } },
  { name: 'crash', label: 'Crash at a bad line', promise: 'lines-arrive', experiment: 'format-changes', seed: 3, knobs: { unreadable: 'crash' } },
  { name: 'false-green', label: 'Keep an answer too long', promise: 'healthy-means-answered', experiment: 'database-hangs', seed: 4, knobs: { cacheMs: 10_000 } },
  { name: 'drops-lines', label: 'Drop lines', promise: 'each-line', experiment: 'format-changes', seed: 3, mutant: 'drops-lines' },
  { name: 'half-lines', label: 'Read half lines', promise: 'each-line', experiment: 'format-changes', seed: 3, mutant: 'half-lines' },
  { name: 'no-zone', label: 'Ignore the zone', promise: 'same-time', experiment: 'format-changes', seed: 3, mutant: 'no-zone' },
  { name: 'own-severities', label: 'Keep the service’s severities', promise: 'schema', experiment: 'format-changes', seed: 3, mutant: 'own-severities' },
  { name: 'no-time-out', label: 'Set no probe timeout', promise: 'answers-in-time', experiment: 'database-hangs', seed: 4, mutant: 'no-time-out' },
  { name: 'keeps-green', label: 'Stay green', promise: 'healthy-means-answered', experiment: 'database-hangs', seed: 4, mutant: 'keeps-green' },
  { name: 'stays-red', label: 'Stay red', promise: 'healthy-again', experiment: 'database-hangs', seed: 4, mutant: 'stays-red' },
  { name: 'one-strike', label: 'Condemn at once', promise: 'not-too-early', experiment: 'database-hangs', seed: 4, mutant: 'one-strike' },
  { name: 'piles-up', label: 'Pile probes up', promise: 'one-probe', experiment: 'database-hangs', seed: 4, mutant: 'piles-up' },
  { name: 'unescaped', label: 'Escape nothing', promise: 'readable', experiment: 'format-changes', seed: 3, mutant: 'unescaped' },
  { name: 'skips', label: 'Skip in silence', promise: 'each-record', experiment: 'database-hangs', seed: 4, mutant: 'skips' },
  { name: 'not-a-number', label: 'Present NaN', promise: 'same-values', experiment: 'database-hangs', seed: 4, mutant: 'not-a-number' },
  { name: 'raw-units', label: 'Convert nothing', promise: 'same-values', experiment: 'services-restart', seed: 5, mutant: 'raw-units' },
  { name: 'resets-unseen', label: 'Say nothing of a restart', promise: 'falls-announced', experiment: 'services-restart', seed: 5, mutant: 'resets-unseen' },
  { name: 'last-known', label: 'Show old numbers', promise: 'fresh', experiment: 'services-restart', seed: 5, mutant: 'last-known' },
  { name: 'all-or-nothing', label: 'Throw all away', promise: 'numbers-arrive', experiment: 'customer-label', seed: 6, mutant: 'all-or-nothing' },
  { name: 'uncapped', label: 'Limit no series', promise: 'series-capped', experiment: 'customer-label', seed: 6, mutant: 'uncapped' },
  { name: 'overflow-lost', label: 'Lose the rest', promise: 'sum-kept', experiment: 'customer-label', seed: 6, mutant: 'overflow-lost' },
];
