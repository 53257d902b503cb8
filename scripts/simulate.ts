import { InputError } from '../simulation/bounds.ts';
import { linkFaultKinds, nodeFaultKinds, type Fault } from '../simulation/fault.ts';
import { named, seedMax } from '../simulation/run-input.ts';
import type { RunInput, RunResult } from '../simulation/run.ts';
import type { Knob, Knobs, KnobValue, ScenarioData } from '../simulation/scenario.ts';
import { main, parseCommandLine, wholeNumber } from './command-line.ts';
import { buildWhatIsStale, builtSlugs, loadSimulationFile } from './simulation-of.ts';

const usage = `npm run simulate -- <slug> [--experiment NAME] [--seed N] [--seeds N] [--settings NAME] [--knob name=value]…
                        [--fault JSON]… [--mutant NAME] [--control] [--json]
npm run simulate -- [<slug>] --list [--json]`;

await main(() => {
  const { values, positionals } = parseCommandLine({
    allowPositionals: true,
    options: {
      experiment: { type: 'string' },
      seed: { type: 'string' },
      seeds: { type: 'string' },
      settings: { type: 'string' },
      knob: { type: 'string', multiple: true },
      fault: { type: 'string', multiple: true },
      mutant: { type: 'string' },
      control: { type: 'boolean' },
      list: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  if (positionals.length > 1) throw new InputError(`One pattern at a time; got ${positionals.join(', ')}.`);
  buildWhatIsStale();
  const [slug] = positionals;
  if (values.list === true) {
    const lists = (slug === undefined ? builtSlugs() : [slug]).map((one) => listOf(loadSimulationFile(one).data));
    console.log(values.json === true ? JSON.stringify(slug === undefined ? lists : lists[0], null, 2) : lists.map(listText).join('\n\n'));
    return 0;
  }
  if (slug === undefined) throw new InputError(`Name a pattern: ${builtSlugs().join(', ')}.\n${usage}`);
  const { data, simulate } = loadSimulationFile(slug);
  const experiment = values.experiment === undefined ? data.experiments[0]! : named('experiment', values.experiment, data.experiments);
  const seed = values.seed === undefined ? experiment.seed : wholeNumber('--seed', values.seed, 0, seedMax);
  const seeds = values.seeds === undefined ? 1 : wholeNumber('--seeds', values.seeds, 1, 1_000_000);
  const settings = values.settings === undefined ? {} : named('settings', values.settings, data.settings).knobs;
  const input: Omit<RunInput, 'seed'> = {
    experiment: experiment.name,
    knobs: { ...settings, ...knobsFrom(values.knob ?? [], data.knobs) },
    ...(values.fault === undefined ? {} : { faults: [...experiment.faults, ...values.fault.map(faultFrom)] }),
    ...(values.mutant === undefined ? {} : { mutant: values.mutant }),
    control: values.control === true,
  };
  const results: RunResult[] = [];
  for (let index = 0; index < seeds; index += 1) {
    const result = simulate({ ...input, seed: seed + index });
    if (result.status === 'failed') throw new InputError(`Seed ${seed + index} could not run: ${result.stop!.what}`);
    results.push(result);
    if (values.json !== true) console.log(seeds === 1 ? runText(result, data) : seedText(result));
  }
  if (values.json === true) {
    const reports = results.map(reportOf);
    console.log(JSON.stringify(values.seeds === undefined ? reports[0] : reports, null, 2));
  }
  return results.some(({ status }) => status === 'violated') ? 1 : 0;
});

function knobsFrom(texts: readonly string[], knobs: readonly Knob[]): Knobs {
  return Object.fromEntries(
    texts.map((text): [string, KnobValue] => {
      const [name, value] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
      if (!text.includes('=') || value === '') throw new InputError(`--knob takes name=value, got "${text}". The knobs are: ${knobs.map((knob) => knob.name).join(', ')}.`);
      const knob = named('knob', name, knobs);
      if (knob.kind === 'number') return [name, Number(value)];
      return [name, knob.kind === 'switch' && /^(true|false)$/.test(value) ? value === 'true' : value];
    }),
  );
}

function faultFrom(text: string): Fault {
  try {
    return JSON.parse(text) as Fault;
  } catch (error) {
    throw new InputError(`--fault takes JSON such as {"atMs":1000,"forMs":500,"kind":"crash","target":"…"}, got ${text}: ${(error as Error).message}`, { cause: error });
  }
}

function reportOf({ slug, experiment, seed, events, endedAt, hash, promises, metrics, status, stop }: RunResult) {
  return {
    slug,
    experiment,
    seed,
    status,
    events,
    endedAtMs: endedAt / 1000,
    hash,
    promises: promises.map(({ name, kind, status: state, checks, brokenAt }) => ({
      name,
      kind,
      status: state,
      checks,
      ...(brokenAt === undefined ? {} : { atMs: brokenAt / 1000 }),
    })),
    metrics,
    ...(stop === undefined ? {} : { stop }),
  };
}

function seconds(microseconds: number): string {
  return `${(microseconds / 1e6).toFixed(3)} s`;
}

function seedText({ seed, status, violation, hash, endedAt }: RunResult): string {
  const how = violation === undefined ? status : `${violation.promise} broken at ${seconds(violation.at)}`;
  return `seed ${String(seed).padStart(10)}  ${hash}  ${seconds(endedAt).padStart(10)}  ${how}`;
}

function runText(result: RunResult, data: ScenarioData): string {
  const { slug, experiment, seed, mutant, control, events, endedAt, hash, promises, violation, stop, metrics } = result;
  const width = Math.max(...promises.map(({ name }) => name.length));
  const watch = data.experiments.find(({ name }) => name === experiment)?.watch ?? '';
  return [
    `${slug}, experiment ${experiment}, seed ${seed}${mutant === '' ? '' : `, mutant ${mutant}`}${control ? ', without the pattern' : ''}`,
    watch,
    '',
    `${events} events in ${seconds(endedAt)} of virtual time, hash ${hash}`,
    Object.entries(metrics).map(([name, value]) => `${name} ${value}`).join('  '),
    '',
    ...promises.map(({ name, kind, status, checks, brokenAt }) => {
      const when = brokenAt === undefined ? '' : ` at ${seconds(brokenAt)}`;
      const words = status === 'untested' ? 'not exercised' : `${status}${when}`;
      return `  ${name.padEnd(width)}  ${kind.padEnd(8)}  ${words}, ${checks} checks`;
    }),
    ...(violation === undefined ? [] : ['', violation.what, ...violation.chain.map(({ at, sentence }, index) => `  ${index + 1}. ${seconds(at)}  ${sentence}`)]),
    ...(stop === undefined ? [] : ['', `Stopped early: ${stop.what} (${stop.node || 'world'}, ${stop.file}:${stop.line})`]),
  ].join('\n');
}

function listOf({ slug, experiments, knobs, topology, settings, mutants, breaks, promises }: ScenarioData) {
  return {
    slug,
    experiments: experiments.map(({ name, label, watch, seed, durationMs }) => ({ name, label, watch, seed, durationMs })),
    knobs: knobs.map(({ group: _group, help: _help, ...knob }) => knob),
    faults: [
      ...topology.nodes.map(({ id, faults = nodeFaultKinds }) => ({ target: id, kinds: faults })),
      ...topology.links.map(({ from, to }) => ({ target: `${from}>${to}`, kinds: linkFaultKinds })),
    ],
    settings: settings.map(({ name, label, source, knobs: values }) => ({ name, label, source: source.url, knobs: values })),
    mutants: mutants.map(({ name, label, standsFor }) => ({ name, label, standsFor })),
    breaks: breaks.map(({ name, promise, experiment, seed, mutant, knobs: values }) => ({ name, promise, experiment, seed, mutant, knobs: values })),
    promises: promises.map(({ name, kind, label }) => ({ name, kind, label })),
  };
}

function listText(list: ReturnType<typeof listOf>): string {
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
