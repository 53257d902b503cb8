import { endMs, isAtOnce, type Fault } from '@/simulation/fault.ts';
import type { Edits } from '@/simulation/edits/edits.ts';
import type { PromiseReport, RunResult } from '@/simulation/run.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { knobText } from '@/components/mdx/knob-text.ts';
import type { Blame } from '../blame.ts';
import { faultWords } from '../fault-look.ts';
import { preciseSeconds, shortSeconds } from '../timeline/time-text.ts';
import { linkFormat } from './link-format.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import type { SharedRun } from './opening.ts';
import { counted, knobsTurned, labelIn, linesEdited } from './share-words.ts';

export interface Reported {
  readonly data: ScenarioData;
  /** The pattern's name for readers. */
  readonly title: string;
  /** The whole address. */
  readonly link: string;
  readonly shared: SharedRun;
  /** Undefined where there is no run of it. */
  readonly run: RunResult | undefined;
  readonly blame: Blame | undefined;
  readonly originals: Edits;
  /** How the browser names itself. */
  readonly browser: string;
}

/** A run as Markdown, for whoever is to look into it: all that is needed to have it again, and what came of it. */
export function runReport(reported: Reported): string {
  const { title, link, run } = reported;
  return [
    `### ${markdownText(title)}: a run of Breakable`,
    `<${link}>`,
    ['| | |', '|---|---|', ...facts(reported).map(([name, words]) => `| ${name} | ${words} |`)].join('\n'),
    ...(run === undefined ? [] : [`**Promises**\n\n${promises(reported, run)}`]),
    ...(run?.violation === undefined ? [] : [`**Why it broke**\n\n${causes(reported, run.violation)}`]),
    ...(run?.stop === undefined ? [] : [`**Why it stopped**\n\n${stopWords(run.stop)}`]),
  ].join('\n\n') + '\n';
}

function facts({ data, shared, run, originals, browser }: Reported): readonly (readonly [name: string, words: string])[] {
  const { settings, at, version } = shared;
  const { experiment, breakName, mutant, settingsName, seed, edits, control } = settings;
  const named = (things: Parameters<typeof labelIn>[0], name: string) => `${markdownText(labelIn(things, name))} (${markdownCode(name)})`;
  const all: readonly (readonly [name: string, words: string])[] = [
    ['Catalog', `${markdownText(version)}, link format ${linkFormat}`],
    ['Hash', run === undefined ? '' : markdownCode(run.hash)],
    ['Browser', markdownCode(browser)],
    ['Experiment', named(data.experiments, experiment)],
    ['Break', breakName === '' ? '' : named(data.breaks, breakName)],
    ['Wrong version', mutant === '' ? '' : named(data.mutants, mutant)],
    ['Seed', String(seed)],
    ['Settings of', settingsName === '' ? '' : named(data.settings, settingsName)],
    ['Knobs', knobsTurned(settings, data).map((knob) => `${markdownText(knob.label)} ${markdownText(knobText(knob, settings.knobs[knob.name] ?? knob.default))}`).join('; ')],
    ['Faults', settings.faults.length === 0 ? 'none' : settings.faults.map((fault) => faultLine(fault, settings.faults)).join('; ')],
    ['Edited code', Object.entries(edits).map(([file, text]) => `${markdownCode(`${file}.ts`)}, ${counted(linesEdited({ [file]: text }, originals), 'line')}`).join('; ')],
    ['Pattern', control ? 'left out' : ''],
    ['Moment', at === undefined ? '' : `${preciseSeconds(at)} s`],
    ['Ended', run === undefined ? 'there is no run' : `${run.status} at ${preciseSeconds(run.endedAt)} s of ${shortSeconds(run.durationUs)} s`],
  ];
  return all.filter(([, words]) => words !== '');
}

function faultLine(fault: Fault, faults: readonly Fault[]): string {
  const end = endMs(fault, faults);
  const way = 'direction' in fault && fault.direction !== undefined && fault.direction !== 'both' ? `, ${fault.direction}` : '';
  const times = isAtOnce(fault) ? `at ${fault.atMs / 1000} s` : `${fault.atMs / 1000} to ${end === undefined ? 'the end' : `${end / 1000} s`}`;
  return `${markdownText(faultWords(fault))} ${markdownCode(fault.target)}${way}, ${times}`;
}

/** The broken ones first. */
function promises({ data }: Reported, { promises: reports }: RunResult): string {
  const ranks: readonly PromiseReport['status'][] = ['broken', 'held', 'untested'];
  const sorted = reports.toSorted((one, other) => ranks.indexOf(one.status) - ranks.indexOf(other.status));
  return sorted.map((report) => `- ${promiseStatus(report)}: ${markdownText(labelIn(data.promises, report.name))}`).join('\n');
}

function promiseStatus({ status, checks, brokenAt }: PromiseReport): string {
  if (status === 'untested') return 'not exercised';
  return status === 'held' ? `held, ${counted(checks, 'check')}` : `**broken** at ${preciseSeconds(brokenAt ?? 0)} s after ${counted(checks, 'check')}`;
}

function causes({ data, blame }: Reported, { what, chain }: NonNullable<RunResult['violation']>): string {
  const nodeOf = (id: string) => (id === '' ? '' : ` ${markdownText(data.topology.nodes.find((node) => node.id === id)?.label ?? id)}`);
  const lines = chain.map(({ at, node, sentence }, index) => `${index + 1}. ${index === 0 ? '' : 'because '}${preciseSeconds(at)} s${nodeOf(node)}: ${markdownText(sentence)}`);
  return [`It broke: ${markdownText(what)}`, '', ...lines, ...blamed(blame)].join('\n');
}

function blamed(blame: Blame | undefined): readonly string[] {
  if (blame === undefined) return [];
  const change = blame.kind === 'edit' ? 'the edit' : 'the wrong version';
  if (!blame.isToBlame) return ['', 'The code as it is breaks it too, on the same inputs.'];
  const { file, line, within, at } = blame.place;
  const where = within === '' ? `line ${line} of ${markdownCode(`${file}.ts`)}` : `lines gone from ${markdownText(within)} at line ${line} of ${markdownCode(`${file}.ts`)}`;
  return [`${blame.number}. because ${change}: ${where}, last at ${preciseSeconds(at)} s. The code as it is keeps this promise on the same inputs.`];
}

function stopWords({ reason, what, node, file, line }: NonNullable<RunResult['stop']>): string {
  const where = file === '' ? '' : ` (${markdownCode(`${file}.ts`)} line ${line}${node === '' ? '' : `, on ${markdownText(node)}`})`;
  return `It ${reason === 'exhausted' ? 'reached a bound' : 'failed'}: ${markdownText(what)}${where}`;
}
