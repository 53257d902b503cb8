import type { RunResult } from '../run.ts';
import type { Lane, NumberOrKnob, Outcome, ScenarioData } from '../scenario.ts';
import type { Json } from '../trace.ts';
import { callsOf, callsTo } from './charts-calls.ts';
import { numberIn } from './charts-limit.ts';
import { plotX } from './charts-scale.ts';
import { frameIndexOf, gaugeKey } from './frame-index.ts';
import type { Track } from './frame-track.ts';
import { rugHeight, rugOf } from './rug.ts';
import { segmentsOf, type Segment } from './segments.ts';

/** A lane of the timeline, drawn once per run. Paths are in units of `plotWidth` by `rugHeight`. */
export interface LaneView {
  readonly label: string;
  readonly node: string;
  readonly segments: readonly Segment[];
  readonly rug: Readonly<Record<Outcome, string>> | undefined;
  readonly area: string;
}

const known = new WeakMap<RunResult, readonly LaneView[]>();

export function lanesOf(run: RunResult, data: ScenarioData): readonly LaneView[] {
  let lanes = known.get(run);
  if (lanes === undefined) known.set(run, (lanes = data.lanes.map((lane) => laneView(run, data, lane))));
  return lanes;
}

function laneView(run: RunResult, data: ScenarioData, lane: Lane): LaneView {
  const { label, node, area } = lane;
  return {
    label, node,
    segments: segmentsOf(run, data, lane),
    rug: lane.rug && rugOf(lane.rug === 'made' ? callsOf(run, node) : callsTo(run, node), run.durationUs),
    area: area === undefined ? '' : areaPath(run, frameIndexOf(run, data).gauges.get(gaugeKey(node, area.card, area.value)), area.max),
  };
}

/** A gauge as steps from the bottom up, full height at its maximum. Where several changes fall on one unit the highest is drawn. */
function areaPath(run: RunResult, track: Track<Json> | undefined, max: NumberOrKnob): string {
  if (track === undefined) return '';
  const top = Math.max(Number.EPSILON, numberIn(max, run.knobs));
  const end = plotX(run.endedAt, run.durationUs);
  const steps: { x: number; y: number; peak: number }[] = [];
  for (const [position, at] of track.times.entries()) {
    const x = plotX(at, run.durationUs);
    const y = Math.round((1 - Math.min(1, Math.max(0, Number(track.values[position]) || 0) / top)) * rugHeight * 10) / 10;
    const last = steps.at(-1);
    if (last?.x === x) steps[steps.length - 1] = { x, y, peak: Math.min(last.peak, y) };
    else steps.push({ x, y, peak: y });
  }
  if (steps.length === 0) return '';
  const outline = steps.map(({ x, y, peak }) => (peak === y ? `H${x}V${y}` : `H${x}V${peak}H${x + 1}V${y}`)).join('');
  return `M${steps[0]!.x} ${rugHeight}${outline}H${end}V${rugHeight}Z`;
}
