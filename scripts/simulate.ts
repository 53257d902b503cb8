import { InputError } from '../simulation/bounds.ts';
import type { RunInput, RunResult } from '../simulation/run.ts';
import { named, seedMax } from '../simulation/run-input.ts';
import { main, parseCommandLine, wholeNumber } from './command-line.ts';
import { buildWhatIsStale, builtSlugs, loadSimulationFile } from './simulation-of.ts';
import { changeFinding } from './simulations/change-finding.ts';
import { editsFrom } from './simulations/edits-from.ts';
import { faultFrom, knobsFrom } from './simulations/input-options.ts';
import { printable } from './simulations/printable.ts';
import { listOf, listText } from './simulations/run-list.ts';
import { reportOf } from './simulations/run-report.ts';
import { runText, seedText } from './simulations/run-text.ts';

const usage = `npm run simulate -- <slug> [--experiment NAME] [--seed N] [--seeds N] [--settings NAME] [--knob name=value]…
                        [--fault JSON]… [--mutant NAME | --edit [NAME=]PATH…] [--control] [--json]
npm run simulate -- '<link to a run>' [--json]
npm run simulate -- [<slug>] --list [--json]`;

const options = {
  experiment: { type: 'string' },
  seed: { type: 'string' },
  seeds: { type: 'string' },
  settings: { type: 'string' },
  knob: { type: 'string', multiple: true },
  fault: { type: 'string', multiple: true },
  mutant: { type: 'string' },
  edit: { type: 'string', multiple: true },
  control: { type: 'boolean' },
  list: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;
type Values = ReturnType<typeof parseCommandLine<{ readonly options: typeof options }>>['values'];

await main(async () => {
  const { values, positionals } = parseCommandLine({ allowPositionals: true, options });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  if (positionals.length > 1) throw new InputError(`One pattern at a time; got ${positionals.join(', ')}.`);
  buildWhatIsStale();
  const [asked] = positionals;
  if (asked !== undefined && /[#/]/.test(asked)) return await replay(asked, values);
  if (values.list === true) {
    const lists = (asked === undefined ? builtSlugs() : [asked]).map((one) => listOf(loadSimulationFile(one).data));
    console.log(values.json === true ? JSON.stringify(asked === undefined ? lists : lists[0], null, 2) : lists.map(listText).join('\n\n'));
    return 0;
  }
  if (asked === undefined) throw new InputError(`Name a pattern: ${builtSlugs().join(', ')}.\n${usage}`);
  return await runAll(asked, inputsOf(asked, values), values);
});

function inputsOf(slug: string, values: Values): readonly RunInput[] {
  const { data } = loadSimulationFile(slug);
  const experiment = values.experiment === undefined ? data.experiments[0]! : named('experiment', values.experiment, data.experiments);
  const seed = values.seed === undefined ? experiment.seed : wholeNumber('--seed', values.seed, 0, seedMax);
  const seeds = values.seeds === undefined ? 1 : wholeNumber('--seeds', values.seeds, 1, 1_000_000);
  const settings = values.settings === undefined ? {} : named('settings', values.settings, data.settings).knobs;
  const input: Omit<RunInput, 'seed'> = {
    experiment: experiment.name,
    knobs: { ...settings, ...knobsFrom(values.knob ?? [], data.knobs) },
    ...(values.fault === undefined ? {} : { faults: [...experiment.faults, ...values.fault.map(faultFrom)] }),
    ...(values.mutant === undefined ? {} : { mutant: values.mutant }),
    ...(values.edit === undefined ? {} : { edits: editsFrom(values.edit, data.code) }),
    control: values.control === true,
  };
  return Array.from({ length: seeds }, (_, index) => ({ ...input, seed: seed + index }));
}

async function replay(link: string, { json, ...others }: Values): Promise<number> {
  const [other] = Object.keys(others);
  if (other !== undefined) throw new InputError(`A link says everything about its run: leave out --${other}.`);
  const { differenceText, linkedRun } = await import('./simulations/linked-run.ts');
  const { slug, input, hash, version } = await linkedRun(link);
  return await runAll(slug, [input], { json }, ({ hash: here }) => differenceText(hash, here, version));
}

/** Runs inputs that differ in their seeds alone. The compiler is loaded only for edits. @returns the exit code */
async function runAll(slug: string, inputs: readonly RunInput[], values: Pick<Values, 'json' | 'seeds'>, remark: (result: RunResult) => string = () => ''): Promise<number> {
  const { data, simulate } = loadSimulationFile(slug);
  const { edits } = inputs[0]!;
  const run = edits === undefined ? simulate : (await import('../lib/edited-simulation.ts')).editedSimulation(slug, edits);
  const reports: ReturnType<typeof reportOf>[] = [];
  let isBroken = false;
  for (const input of inputs) {
    const result = run(input);
    const { status, stop } = result;
    if (status === 'failed') throw new InputError(`Seed ${input.seed} could not run: ${stop!.what}${stop!.file === '' ? '' : ` (${stop!.file}.ts, line ${stop!.line})`}`);
    isBroken ||= status === 'violated';
    if (inputs.length > 1 && values.json !== true) {
      console.log(seedText(result));
      continue;
    }
    const finding = changeFinding(result, simulate);
    if (values.json === true) reports.push(reportOf(result, finding));
    else console.log(printable([runText(result, data, finding), remark(result)].filter((text) => text !== '').join('\n\n')));
  }
  if (values.json === true) console.log(printable(JSON.stringify(values.seeds === undefined ? reports[0] : reports, null, 2)));
  return isBroken ? 1 : 0;
}
