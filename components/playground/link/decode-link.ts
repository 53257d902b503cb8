import { InputError } from '@/simulation/bounds.ts';
import { noEdits } from '@/simulation/edits/edits.ts';
import { resolveInput } from '@/simulation/run-input.ts';
import type { Knob, Knobs, KnobValue, ScenarioData } from '@/simulation/scenario.ts';
import type { PlaygroundSettings } from '../playground-settings.ts';
import { settingsAfter } from '../settings-after.ts';
import { faultsOfText, numberIn } from './fault-text.ts';
import { fieldsOf } from './fragment-fields.ts';
import { isRunLink } from './is-run-link.ts';
import { linkFormat, linkLengthMax, panes } from './link-format.ts';
import type { LinkGround } from './link-ground.ts';
import { damaged, foreign, LinkProblem, quoted } from './link-problem.ts';
import { namedSettings } from './named-settings.ts';
import type { SharedRun } from './opening.ts';
import { unpackedEdits } from './packed-edits.ts';

export type DecodedLink =
  | { /** The fragment is none of ours. */ readonly kind: 'none' }
  | { readonly kind: 'run'; readonly shared: SharedRun }
  | { /** One line for the reader. */ readonly kind: 'problem'; readonly sentence: string };

/**
 * Reads what a stranger wrote. Everything is bounded before it is looked at, and held against the scenario before it is believed.
 * It rejects for nothing that a link says.
 */
export async function decodeLink(fragment: string, ground: LinkGround): Promise<DecodedLink> {
  if (!isRunLink(fragment)) return { kind: 'none' };
  try {
    return { kind: 'run', shared: await sharedRun(fragment.replace(/^#/, ''), ground) };
  } catch (error) {
    if (error instanceof LinkProblem) return { kind: 'problem', sentence: error.message };
    if (error instanceof InputError) return { kind: 'problem', sentence: foreign(error.message).message };
    throw error;
  }
}

type Fields = ReadonlyMap<string, string>;

async function sharedRun(fragment: string, ground: LinkGround): Promise<SharedRun> {
  const format = wholeNumber(/^run=(\d{1,9})(?=&|$)/.exec(fragment)?.[1] ?? '');
  if (format === undefined || format === 0) throw damaged('it does not say in which format it is written.');
  if (format > linkFormat) throw new LinkProblem(`This link was made by a later version of this page, in format ${format}; this one reads ${linkFormat}. Reload the page to get the latest.`);
  if (fragment.length > linkLengthMax) throw new LinkProblem(`This link is too long to be opened: it has ${fragment.length} characters, and ${linkLengthMax} is the most.`);
  const fields = fieldsOf(fragment);
  const [version, hash, packedEdits] = [fields.get('c') ?? '', fields.get('h') ?? '', fields.get('e')];
  if (!/^(\d{1,5}\.\d{1,5}\.\d{1,5}(-[\w.]{1,20})?)?$/.test(version)) throw damaged('its version is none.');
  if (!/^([0-9a-f]{16})?$/.test(hash)) throw damaged('its hash is not 16 hexadecimal digits.');
  const pane = panes.find((name) => name === (fields.get('p') ?? 'tweak'));
  if (pane === undefined) throw foreign(`there is no pane ${quoted(fields.get('p') ?? '')}.`);
  const chosen = chosenSettings(fields, ground);
  const edits = packedEdits === undefined ? noEdits : await unpackedEdits(packedEdits, await originalsOf(ground), ground.data.code, { written: version, here: ground.version });
  const settings = { ...chosen, edits };
  const { experiment } = resolveInput(ground.data, settings);
  return { settings, at: momentOf(fields.get('t'), experiment.durationMs * 1000), pane, version, hash };
}

/** All but the edits. */
function chosenSettings(fields: Fields, { data }: LinkGround): PlaygroundSettings {
  const name = (key: string, what: string, things: readonly { readonly name: string }[]) => {
    const value = fields.get(key) ?? '';
    if (value === '' || things.some((thing) => thing.name === value)) return value;
    throw foreign(`it has no ${what} ${quoted(value)}.`);
  };
  const [breakName, settingsName] = [name('b', 'break', data.breaks), name('set', 'published settings', data.settings)];
  const experiment = name('x', 'experiment', data.experiments);
  const named = namedSettings(data, { experiment: experiment === '' ? (data.experiments[0]?.name ?? '') : experiment, breakName, settingsName });
  const [seed, faults, mutant] = [fields.get('s'), fields.get('f'), fields.get('m')];
  return {
    ...named,
    experiment: experiment === '' ? named.experiment : experiment,
    seed: seed === undefined ? named.seed : (wholeNumber(seed) ?? fail(damaged(`its seed is not a whole number, ${quoted(seed)}.`))),
    knobs: { ...named.knobs, ...knobsOf(fields, data.knobs) },
    faults: faults === undefined ? named.faults : faultsOfText(faults),
    mutant: mutant === undefined ? named.mutant : name('m', 'wrong version', data.mutants),
    control: fields.get('control') === '1',
    speed: speedOf(fields.get('speed'), named, data),
  };
}

function knobsOf(fields: Fields, knobs: readonly Knob[]): Knobs {
  const turned = [...fields].filter(([key]) => key.startsWith('k.')).map(([key, value]): [string, KnobValue] => {
    const knob = knobs.find(({ name }) => name === key.slice(2)) ?? fail(foreign(`it has no knob ${quoted(key.slice(2))}.`));
    return [knob.name, knobValue(knob, value)];
  });
  return Object.fromEntries(turned);
}

/** The value as the knob has values; whether it is one of them is found out later. */
function knobValue({ kind, name }: Knob, text: string): KnobValue {
  if (kind === 'choice') return text;
  if (kind === 'number') return numberIn(text) ?? fail(damaged(`the knob ${name} is not a number, ${quoted(text)}.`));
  if (text === 'true' || text === 'false') return text === 'true';
  throw damaged(`the knob ${name} is true or false, not ${quoted(text)}.`);
}

function speedOf(text: string | undefined, named: PlaygroundSettings, data: ScenarioData): number {
  if (text === undefined) return named.speed;
  const speed = numberIn(text);
  if (speed !== undefined && settingsAfter(named, { type: 'speed.chosen', speed }, data).speed === speed) return speed;
  throw damaged(`its speed is not one at which runs are played, ${quoted(text)}.`);
}

/** Virtual µs, within the run. */
function momentOf(text: string | undefined, durationUs: number): number | undefined {
  if (text === undefined) return undefined;
  const at = wholeNumber(text);
  if (at === undefined) throw damaged(`its moment is not a whole number of microseconds, ${quoted(text)}.`);
  if (at > durationUs) throw foreign(`its moment is after the end of the run, which lasts ${durationUs / 1_000_000} s.`);
  return at;
}

async function originalsOf({ originals }: LinkGround) {
  try {
    return await originals();
  } catch {
    throw new LinkProblem('This link has edited code, and the code that it was edited from could not be fetched. Check the connection, then reload the page.');
  }
}

const wholeNumber = (text: string): number | undefined => (/^\d{1,12}$/.test(text) ? Number(text) : undefined);

function fail(problem: LinkProblem): never {
  throw problem;
}
