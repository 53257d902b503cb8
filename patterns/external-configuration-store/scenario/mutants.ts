import type { Break, Mutant } from '../../../simulation/scenario.ts';

const client = 'external-configuration-store.client';
const watch = 'external-configuration-store.watch';
const secrets = 'external-configuration-store.secrets';

export const mutants: readonly Mutant[] = [
  {
    name: 'key-by-key',
    label: 'A revision for each key',
    standsFor: 'The store knows keys and no whole. Whoever changes a host and its port writes the one, and then the other; whoever reads in between has half of a change.',
    reference: { title: 'Azure App Configuration: best practices, of which one is a sentinel key', url: 'https://learn.microsoft.com/en-us/azure/azure-app-configuration/howto-best-practices' },
    edits: [
      {
        find: '      const revision: Revision = { revision: number, label,',
        replace: `      let first = number;
      let partly = (await log.head(label))?.values ?? {};
      for (const key of Object.keys(values).filter((name) => name in partly && partly[name] !== values?.[name]).slice(0, -1)) {
        partly = { ...partly, [key]: values[key] };
        await log.append({ revision: first, label, values: partly, replaces: actual, restores, by, note, at: wallNow(), id: \`\${id}/\${key}\` });
        this.arrived(label);
        await new Promise<void>((resolve) => void this.options.clock.setTimeout(() => resolve(), 400));
        first += 1;
      }
      const revision: Revision = { revision: first, label,`,
      },
    ],
  },
  {
    name: 'one-by-one',
    label: 'Apply key by key',
    standsFor: 'The client writes what is new into the settings that are in use, one after the other. A request that is served meanwhile reads the new host and the old port.',
    edits: [
      {
        file: client,
        find: '    this.served = this.good = good;\n',
        replace: `    this.good = good;
    const target = { ...this.served?.value } as Record<string, unknown>;
    this.served = { ...good, value: target as T };
    for (const [key, value] of Object.entries(good.value as object)) {
      target[key] = value;
      if (before !== undefined && (before.value as Record<string, unknown>)[key] !== value) await this.rest(300);
    }
`,
      },
    ],
  },
  {
    name: 'sentinel-first',
    label: 'Note the revision, then load',
    standsFor: 'What a source says is its revision is noted at once. When the other source fails, nothing is served, and the next refresh is told that nothing is new.',
    reference: { title: 'Azure/AppConfiguration-DotnetProvider #178', url: 'https://github.com/Azure/AppConfiguration-DotnetProvider/issues/178' },
    edits: [{ file: client, find: '    return { name: source.name, revision: answer.revision, values: structuredClone(answer.values) };\n', replace: '    return Object.assign(known ?? { name: source.name, values: structuredClone(answer.values) }, { revision: answer.revision });\n' }],
  },
  {
    name: 'no-validation',
    label: 'Publish what is given',
    standsFor: 'A change of code is compiled, tested and reviewed. A change of settings goes to all instances within seconds, and nobody looks at it.',
    reference: { title: 'Tang et al.: Holistic Configuration Management at Facebook', url: 'https://dl.acm.org/doi/10.1145/2815400.2815401' },
    edits: [{ find: '      if (problems.length > 0) throw new InvalidConfigurationError(label, problems);\n', replace: '' }],
  },
  {
    name: 'no-resync',
    label: 'Watch on after the gap',
    standsFor: 'The store says that it cannot tell what has changed. That is taken for the end of a quiet watch, and the same question is asked again, for ever.',
    reference: { title: 'cilium/cilium #3011', url: 'https://github.com/cilium/cilium/pull/3011' },
    edits: [
      { file: watch, find: '      this.held = undefined; // what fell into the gap is in the whole\n', replace: '' },
      { file: watch, find: '      this.isInTouch = false;\n', replace: '' },
    ],
  },
  {
    name: 'takes-older',
    label: 'Take what a copy says',
    standsFor: 'A copy that lags answers after the store itself has. Whoever believes each answer has the settings of yesterday back, until the next poll.',
    edits: [{ file: client, find: '    if (known !== undefined && answer.revision < known.revision) throw new OlderRevisionError(source.name, answer.revision, known.revision);\n', replace: '' }],
  },
  {
    name: 'last-write-wins',
    label: 'Publish over what is there',
    standsFor: 'The revision that the author had read is not compared. Of two edits at once the first is undone, and nobody is told.',
    edits: [{ find: '      if (actual !== expected) throw new RevisionConflictError(label, expected, actual);\n', replace: '' }],
  },
  {
    name: 'drops-on-failure',
    label: 'No answer, no settings',
    standsFor: 'A refresh that fails empties the settings first. The store of settings has become something without which nothing runs.',
    edits: [{ file: client, find: "'missed', this.served === undefined ? this.state : 'stale', [], error);\n", replace: "'missed', this.served === undefined ? this.state : 'stale', [], error);\n      this.served = undefined;\n" }],
  },
  {
    name: 'young-at-heart',
    label: 'Count the age from the last try',
    standsFor: 'The age starts anew at each refresh, whatever became of it. A dashboard shows a fleet that is seconds behind, while its store is down for an hour.',
    edits: [{ file: client, find: '      this.tell(error instanceof ConfigRefusedError', replace: '      this.confirmedAt = clock.now();\n      this.tell(error instanceof ConfigRefusedError' }],
  },
  {
    name: 'any-label',
    label: 'Bring back any revision',
    standsFor: 'A number is enough to bring a revision back. Whoever mistakes it gives one region the settings of another.',
    edits: [{ find: 'if (former?.label !== label || former.values === undefined)', replace: 'if (former?.values === undefined)' }],
  },
  {
    name: 'compacts-audit',
    label: 'Compact the audit too',
    standsFor: 'What is forgotten to save room is forgotten for the audit. Who changed what last week is not known any more.',
    edits: [{ find: '    return this.options.log.history(label);\n', replace: '    return (await this.options.log.history(label)).filter(({ values }) => values !== undefined);\n' }],
  },
  {
    name: 'secret-in-json',
    label: 'A secret as plain text',
    standsFor: 'The secret stands in the settings as a text like any other, and whoever logs the settings logs it too.',
    edits: [{ file: secrets, find: '  toJSON(): string { return this.toString(); }\n', replace: '  toJSON(): string { return this.reveal(); }\n' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'no-last-good', label: 'Start on nothing', promise: 'starts', experiment: 'boot-without-store', seed: 1, knobs: { lkg: false } },
  { name: 'nobody-checks', label: 'Nobody checks', promise: 'valid', experiment: 'wrong-type', seed: 1, knobs: { validation: 'none' } },
  { name: 'key-by-key', label: 'Write key by key', promise: 'whole', experiment: 'publish', seed: 1, mutant: 'key-by-key', knobs: { validation: 'none', transport: 'watch' } },
  { name: 'one-by-one', label: 'Apply key by key', promise: 'whole', experiment: 'publish', seed: 1, mutant: 'one-by-one' },
  { name: 'sentinel-first', label: 'Note it first', promise: 'converges', experiment: 'half-a-refresh', seed: 1, mutant: 'sentinel-first' },
  { name: 'no-validation', label: 'Publish anything', promise: 'valid', experiment: 'publish', seed: 1, mutant: 'no-validation', knobs: { validation: 'store' } },
  { name: 'no-resync', label: 'Watch on', promise: 'resyncs', experiment: 'cut-across-compaction', seed: 1, mutant: 'no-resync' },
  { name: 'takes-older', label: 'Believe the copy', promise: 'forward', experiment: 'half-a-refresh', seed: 1, mutant: 'takes-older' },
  { name: 'last-write-wins', label: 'Publish over it', promise: 'one-wins', experiment: 'publish', seed: 1, mutant: 'last-write-wins' },
  { name: 'drops-on-failure', label: 'No answer, no settings', promise: 'keeps-serving', experiment: 'boot-without-store', seed: 1, mutant: 'drops-on-failure' },
  { name: 'young-at-heart', label: 'Forever young', promise: 'honest-age', experiment: 'boot-without-store', seed: 1, mutant: 'young-at-heart' },
  { name: 'any-label', label: 'Any revision will do', promise: 'labels', experiment: 'publish', seed: 1, mutant: 'any-label', knobs: { validation: 'client' } },
  { name: 'compacts-audit', label: 'Compact the audit', promise: 'audited', experiment: 'publish', seed: 1, mutant: 'compacts-audit' },
  { name: 'secret-in-json', label: 'Log the secret', promise: 'redacted', experiment: 'publish', seed: 1, mutant: 'secret-in-json' },
];
