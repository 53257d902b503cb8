import { linkFaultKinds, nodeFaultKinds, podFaultKinds } from '../../simulation/fault.ts';
import type { ScenarioData } from '../../simulation/scenario.ts';

/** What of a pattern can be run, tuned and broken, as plain data. */
export function listOf({ slug, experiments, knobs, topology, settings, mutants, breaks, promises }: ScenarioData) {
  return {
    slug,
    experiments: experiments.map(({ name, label, watch, seed, durationMs }) => ({ name, label, watch, seed, durationMs })),
    knobs: knobs.map(({ group: _group, help: _help, ...knob }) => knob),
    faults: [
      ...topology.nodes.map(({ id, faults = nodeFaultKinds }) => ({ target: id, kinds: faults })),
      ...(topology.groups ?? []).filter(({ kind }) => kind === 'pod').map(({ id }) => ({ target: id, kinds: podFaultKinds })),
      ...topology.links.map(({ from, to }) => ({ target: `${from}>${to}`, kinds: linkFaultKinds })),
    ],
    settings: settings.map(({ name, label, source, knobs: values }) => ({ name, label, source: source.url, knobs: values })),
    mutants: mutants.map(({ name, label, standsFor }) => ({ name, label, standsFor })),
    breaks: breaks.map(({ name, promise, experiment, seed, mutant, knobs: values }) => ({ name, promise, experiment, seed, mutant, knobs: values })),
    promises: promises.map(({ name, kind, label }) => ({ name, kind, label })),
  };
}

/** The same, to be read. */
export function listText(list: ReturnType<typeof listOf>): string {
  const names = (things: readonly { readonly name: string }[]) => things.map(({ name }) => name).join(', ') || 'none';
  const range = (knob: (typeof list.knobs)[number]) => {
    if (knob.kind === 'number') return `${knob.min} to ${knob.max} ${knob.unit}`.trimEnd();
    return knob.kind === 'choice' ? knob.options.map(({ value }) => value).join('|') : 'true|false';
  };
  return [
    list.slug,
    `  experiments: ${names(list.experiments)}`,
    `  settings:    ${names(list.settings)}`,
    `  mutants:     ${names(list.mutants)}`,
    `  breaks:      ${names(list.breaks)}`,
    `  promises:    ${names(list.promises)}`,
    '  knobs:',
    ...list.knobs.map((knob) => `    ${knob.name} = ${knob.default} (${range(knob)})`),
    '  faults:',
    ...list.faults.filter(({ kinds }) => kinds.length > 0).map(({ target, kinds }) => `    ${target}: ${kinds.join(', ')}`),
  ].join('\n');
}
