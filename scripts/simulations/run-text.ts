import type { Edits } from '../../simulation/edits/edits.ts';
import type { EditedPlace, RunResult } from '../../simulation/run.ts';
import type { ScenarioData } from '../../simulation/scenario.ts';
import type { ChangeFinding } from './change-finding.ts';

function seconds(microseconds: number): string {
  return `${(microseconds / 1e6).toFixed(3)} s`;
}

/** One run as a line of a table. */
export function seedText({ seed, status, violation, hash, endedAt }: RunResult): string {
  const how = violation === undefined ? status : `${violation.promise} broken at ${seconds(violation.at)}`;
  return `seed ${String(seed).padStart(10)}  ${hash}  ${seconds(endedAt).padStart(10)}  ${how}`;
}

/** One run, to be read. */
export function runText(result: RunResult, data: ScenarioData, finding: ChangeFinding): string {
  const { slug, experiment, seed, mutant, edits, control, events, endedAt, hash, promises, violation, stop, metrics } = result;
  const width = Math.max(...promises.map(({ name }) => name.length));
  const watch = data.experiments.find(({ name }) => name === experiment)?.watch ?? '';
  return [
    `${slug}, experiment ${experiment}, seed ${seed}${mutant === '' ? '' : `, mutant ${mutant}`}${editsText(edits)}${control ? ', without the pattern' : ''}`,
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
    ...findingLines(finding, result),
    ...(stop === undefined ? [] : ['', `Stopped early: ${stop.what} (${stop.node || 'world'}, ${stop.file}:${stop.line})`]),
  ].join('\n');
}

const editsText = (edits: Edits): string => (Object.keys(edits).length === 0 ? '' : `, with edits of ${Object.keys(edits).map((file) => `${file}.ts`).join(' and ')}`);

/** Ends the chain of causes in the change, or says that it is not the cause. */
function findingLines(finding: ChangeFinding, { violation, mutant }: RunResult): string[] {
  const change = mutant === '' ? 'your edit' : 'the wrong version';
  if (finding.kind === 'innocent') return [`  The code as it is breaks this promise too, on the same inputs: it is not ${change}.`];
  if (finding.kind === 'none') return [];
  return [`  ${(violation?.chain.length ?? 0) + 1}. ${seconds(finding.place.at)}  ${change}, ${placeText(finding.place)}`];
}

const placeText = ({ file, line, within }: EditedPlace): string =>
  within === '' ? `line ${line} of ${file}.ts` : `lines that are gone from ${within}, before line ${line} of ${file}.ts`;
