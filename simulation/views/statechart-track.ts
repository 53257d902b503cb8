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
  /** When it came to a state that nothing leads out of, or its node went down; Infinity while neither is so. */
  readonly endedAt: number;
}

export const trackOf = (track: Omit<StatechartTrack, 'times' | 'endedAt'>, endedAt = Infinity): StatechartTrack => ({ ...track, times: Float64Array.from(track.steps, ({ at }) => at), endedAt });

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

/** More lives than these are not offered at one time. */
const livesMax = 12;

/**
 * The lives to choose from at a moment. Few are all there. Of many, such as every call of a run: those under way, the longest first, and
 * after them those that ended last.
 */
export function livesAt(tracks: readonly StatechartTrack[], at: number): readonly StatechartTrack[] {
  if (tracks.length <= livesMax) return tracks;
  const begun = tracks.filter(({ times }) => times[0]! <= at);
  const underWay = begun.filter(({ endedAt }) => endedAt > at).toSorted((one, other) => one.times[0]! - other.times[0]!);
  const over = begun.filter(({ endedAt }) => endedAt <= at).toSorted((one, other) => other.endedAt - one.endedAt);
  const lives = [...underWay, ...over].slice(0, livesMax);
  return lives.length > 0 ? lives : tracks.slice(0, 1);
}

function collect(run: RunResult, { topology, statechart }: ScenarioData): readonly StatechartTrack[] {
  const tracks = new Map<string, { label: string; node: string; steps: StatechartStep[] }>();
  const downs: { readonly at: number; readonly node: string }[] = [];
  const leadsOn = new Set(statechart.transitions.map(({ from }) => from));
  const isLast = (state: string) => !leadsOn.has(state) && !leadsOn.has(statechart.states.find(({ name }) => name === state)?.within ?? state);
  const endOf = ({ node, steps }: { readonly node: string; readonly steps: readonly StatechartStep[] }) => {
    const last = steps.at(-1)!;
    return isLast(last.to) ? last.at : (downs.find((down) => down.node === node && down.at >= last.at)?.at ?? Infinity);
  };
  for (const { at, node, kind, data } of run.rows) {
    if (kind === 'node.state' && (data['state'] === 'down' || data['state'] === 'exited')) downs.push({ at, node });
    if (kind !== 'statechart') continue;
    const chart = wordOf(data['chart']);
    const id = `${node} ${chart}`;
    const label = topology.nodes.find((each) => each.id === node)?.label ?? node;
    let track = tracks.get(id);
    if (track === undefined) tracks.set(id, (track = { label: chart === node ? label : `${label}, ${chart}`, node, steps: [] }));
    track.steps.push({ at, event: wordOf(data['event']), from: wordOf(data['from']), to: wordOf(data['reported']) });
  }
  const place = (node: string) => topology.nodes.findIndex(({ id }) => id === node);
  return [...tracks].map(([id, track]) => trackOf({ id, ...track }, endOf(track))).toSorted((one, other) => place(one.node) - place(other.node));
}
