import { bounds, InputError } from './bounds.ts';
import { editedTextMax, noEdits, type Edits } from './edits/edits.ts';
import { isLinkFault, isPodFault, linkFaultKinds, nodeFaultKinds, podFaultKinds, type Fault } from './fault.ts';
import type { RunInput } from './run.ts';
import type { Experiment, Knob, Knobs, KnobValue, ScenarioData } from './scenario.ts';

/** An input with everything filled in and checked. */
export interface ResolvedInput {
  readonly experiment: Experiment;
  readonly seed: number;
  readonly knobs: Knobs;
  readonly faults: readonly Fault[];
  readonly mutant: string;
  readonly edits: Edits;
  readonly control: boolean;
}

/** The largest seed; seeds are whole numbers from 0. */
export const seedMax = 2 ** 31 - 1;

/**
 * Fills in what an input leaves out and checks the rest.
 * @throws InputError naming what does not exist or is out of range, and what does or is not.
 */
export function resolveInput(data: ScenarioData, input: RunInput): ResolvedInput {
  const experiment = named('experiment', input.experiment, data.experiments);
  if (!Number.isInteger(input.seed) || input.seed < 0 || input.seed > seedMax) {
    throw new InputError(`The seed must be a whole number from 0 to ${seedMax}, got ${input.seed}.`);
  }
  const mutant = input.mutant ?? '';
  if (mutant !== '') named('mutant', mutant, data.mutants);
  const edits = resolveEdits(data, input.edits ?? noEdits, mutant);
  const faults = input.faults ?? experiment.faults;
  for (const [index, fault] of faults.entries()) checkFault(data, fault, `Fault ${index + 1}`);
  return {
    experiment,
    seed: input.seed,
    knobs: resolveKnobs(data.knobs, { ...experiment.knobs, ...input.knobs }),
    faults,
    mutant,
    edits,
    control: input.control ?? false,
  };
}

/** Finds a named thing, or says which there are. */
export function named<Thing extends { readonly name: string }>(what: string, name: string, things: readonly Thing[]): Thing {
  const found = things.find((thing) => thing.name === name);
  if (found !== undefined) return found;
  const others = things.length === 0 ? 'none' : things.map((thing) => thing.name).join(', ');
  throw new InputError(`No ${what} is named "${name}"; there are: ${others}.`);
}

/** @throws InputError where an edit is of no file that runs, or is no text, or stands beside a mutant. */
function resolveEdits(data: ScenarioData, edits: Edits, mutant: string): Edits {
  const files = Object.keys(edits);
  for (const file of files) {
    named('pattern file', file, data.code.map((name) => ({ name })));
    const text: unknown = edits[file];
    if (typeof text !== 'string') throw new InputError(`The edit of ${file}.ts is not a text: give the whole file as it reads with your changes.`);
    if (text.length > editedTextMax) throw new InputError(`The edit of ${file}.ts has ${text.length} characters, and ${editedTextMax} is the most that can be run: shorten it.`);
  }
  if (files.length > 0 && mutant !== '') {
    throw new InputError(`Edits and the mutant ${mutant} cannot run together: leave one of them out, or make the mutant's change in the edit.`);
  }
  return files.length > 0 ? edits : noEdits;
}

function resolveKnobs(knobs: readonly Knob[], given: Knobs): Knobs {
  for (const name of Object.keys(given)) named('knob', name, knobs);
  return Object.fromEntries(knobs.map((knob) => [knob.name, knobValue(knob, given[knob.name] ?? knob.default)]));
}

/** @throws InputError where the value is not one that the knob takes. */
function knobValue(knob: Knob, value: KnobValue): KnobValue {
  const { name } = knob;
  if (knob.kind === 'switch') {
    if (typeof value === 'boolean') return value;
    throw new InputError(`The knob ${name} is a switch: give true or false, not ${value}.`);
  }
  if (knob.kind === 'choice') {
    if (knob.options.some((option) => option.value === value)) return value;
    throw new InputError(`The knob ${name} is one of ${knob.options.map((option) => option.value).join(', ')}, not ${value}.`);
  }
  if (typeof value === 'number' && value >= knob.min && value <= knob.max) return value;
  throw new InputError(`The knob ${name} goes from ${knob.min} to ${knob.max} ${knob.unit}`.trimEnd() + `, not ${value}.`);
}

/**
 * Faults come from links and typed text, so that nothing about them is taken on trust.
 * @throws InputError
 */
function checkFault(data: ScenarioData, fault: Fault, where: string): void {
  const kinds: readonly string[] = [...nodeFaultKinds, ...linkFaultKinds, ...podFaultKinds];
  if (typeof fault !== 'object' || fault === null) throw new InputError(`${where} is not an object with kind, target and atMs.`);
  if (!kinds.includes(fault.kind)) throw new InputError(`${where} is of no kind named "${fault.kind}"; there are: ${kinds.join(', ')}.`);
  const number = (value: unknown, name: string, min: number, max: number) => {
    if (typeof value === 'number' && value >= min && value <= max) return;
    throw new InputError(`${where} (${fault.kind}): ${name} must be from ${min} to ${max}, got ${String(value)}.`);
  };
  number(fault.atMs, 'atMs', 0, bounds.durationMs);
  if (fault.forMs !== undefined) number(fault.forMs, 'forMs', 0.001, bounds.durationMs);
  if (isLinkFault(fault)) {
    const links = data.topology.links.map((link) => ({ name: `${link.from}>${link.to}` }));
    named('link', fault.target, links);
    if (fault.direction !== undefined && !['there', 'back', 'both'].includes(fault.direction)) {
      throw new InputError(`${where} (${fault.kind}): direction is there, back or both, not ${String(fault.direction)}.`);
    }
  } else if (isPodFault(fault)) {
    named('pod', fault.target, (data.topology.groups ?? []).filter(({ kind }) => kind === 'pod').map(({ id }) => ({ name: id })));
  } else {
    const takes = data.topology.nodes.map((node) => ({ name: node.id, faults: node.faults ?? nodeFaultKinds }));
    const node = named('node', fault.target, takes);
    if (!node.faults.includes(fault.kind)) {
      throw new InputError(`${where}: ${node.name} takes no ${fault.kind}; it takes: ${node.faults.join(', ') || 'no faults'}.`);
    }
  }
  if ('ratio' in fault || ['fail', 'drop', 'duplicate', 'reorder'].includes(fault.kind)) number((fault as { ratio?: unknown }).ratio, 'ratio', 0, 1);
  if (fault.kind === 'slow') number(fault.factor, 'factor', 1, 1000);
  if (fault.kind === 'delay' || fault.kind === 'reorder') number(fault.ms, 'ms', 0, 600_000);
  if (fault.kind === 'skew') {
    number(fault.offsetMs, 'offsetMs', -86_400_000, 86_400_000);
    if (fault.rate !== undefined) number(fault.rate, 'rate', 0.01, 100);
  }
}
