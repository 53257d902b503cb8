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
  readonly steps: readonly StatechartStep[];
}

const known = new WeakMap<RunResult, readonly StatechartTrack[]>();

/** Every instance that took a step in this run, in the order of their nodes. */
export function statechartTracks(run: RunResult, data: ScenarioData): readonly StatechartTrack[] {
  let tracks = known.get(run);
  if (tracks === undefined) known.set(run, (tracks = collect(run, data)));
  return tracks;
}

/** The last step at or before a moment; undefined while the instance still is where it began. */
export const stepAt = ({ steps }: StatechartTrack, at: number): StatechartStep | undefined => steps[countUpTo(steps.map((step) => step.at), at) - 1];

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
  return [...tracks].map(([id, track]) => ({ id, ...track })).toSorted((one, other) => place(one.node) - place(other.node));
}
