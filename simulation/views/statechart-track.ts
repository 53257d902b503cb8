import type { RunResult } from '../run.ts';
import type { ScenarioData } from '../scenario.ts';
import { wordOf } from './frame-caption.ts';
import { countUpTo } from './frame-track.ts';

/** One step of an instance of the statechart. */
export interface StatechartStep {
  readonly at: number;
  readonly event: string;
  readonly from: string;
  /** The state that the code says it is in, right or wrong. */
  readonly to: string;
}
/** The life of one instance of the statechart. */
export interface StatechartTrack {
  /** Unique in the run. */
  readonly id: string;
  readonly label: string;
  /** The node, or the link, whose life it is. */
  readonly node: string;
  readonly steps: readonly StatechartStep[];
  /** The times of the steps. */
  readonly times: Float64Array;
}

export const trackOf = (track: Omit<StatechartTrack, 'times'>): StatechartTrack => ({ ...track, times: Float64Array.from(track.steps, ({ at }) => at) });

const known = new WeakMap<RunResult, readonly StatechartTrack[]>();

/** Every instance that took a step in this run, in the order of their nodes. */
export function statechartTracks(run: RunResult, data: ScenarioData): readonly StatechartTrack[] {
  let tracks = known.get(run);
  if (tracks === undefined) known.set(run, (tracks = collect(run, data)));
  return tracks;
}

/** How many steps an instance has taken at a moment. */
export const stepsAt = ({ times }: StatechartTrack, at: number): number => countUpTo(times, at);

/**
 * When each state was entered, in order. The first one is entered with the start.
 * @param initial the state that the instance begins in
 */
export function entriesOf({ steps }: StatechartTrack, initial: string): ReadonlyMap<string, readonly number[]> {
  const entries = new Map<string, number[]>([[initial, [0]]]);
  for (const { at, from, to } of steps) {
    if (from === to) continue;
    const times = entries.get(to);
    if (times === undefined) entries.set(to, [at]);
    else times.push(at);
  }
  return entries;
}

/** Where looking at a state leads: to its last entry before `at`, or to its first one where there is none; `at` itself counts as there. */
export const entryBefore = (entries: readonly number[], at: number): number | undefined => entries[countUpTo(entries, at - 1) - 1] ?? entries[0];

function collect(run: RunResult, { topology }: ScenarioData): readonly StatechartTrack[] {
  const tracks = new Map<string, { label: string; node: string; steps: StatechartStep[] }>();
  for (const { at, node, kind, data } of run.rows) {
    if (kind !== 'statechart') continue;
    const chart = wordOf(data['chart']);
    const id = `${node} ${chart}`;
    const label = topology.nodes.find((each) => each.id === node)?.label ?? node;
    let track = tracks.get(id);
    if (track === undefined) tracks.set(id, (track = { label: chart === node ? label : `${label}, ${chart}`, node, steps: [] }));
    track.steps.push({ at, event: wordOf(data['event']), from: wordOf(data['from']), to: wordOf(data['reported']) });
  }
  const place = (node: string) => topology.nodes.findIndex(({ id }) => id === node);
  return [...tracks].map(([id, track]) => trackOf({ id, ...track })).toSorted((one, other) => place(one.node) - place(other.node));
}
