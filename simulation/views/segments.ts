import type { RunResult } from '../run.ts';
import type { Lane, ScenarioData, StateLook } from '../scenario.ts';
import { gaugesIn, wordOf } from './frame-caption.ts';
import { frameIndexOf, gaugeKey, soundNode, type NodeState } from './frame-index.ts';
import { filledLook, isStill, nodeLook } from './frame-look.ts';
import { valueAt } from './frame-track.ts';

/** A stretch of time in which a lane's state did not change. Virtual microseconds; `to` is not part of it. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly look: StateLook;
}

/**
 * The states of a lane from 0 to the end of the run, without gaps and in order. Neighbours look different.
 * What changed with the last event, such as one that broke a promise, is a segment without length at the end.
 * A node that stands still shows that, whatever its gauge said last.
 */
export function segmentsOf(run: RunResult, data: ScenarioData, lane: Lane): readonly Segment[] {
  const index = frameIndexOf(run, data);
  const states = index.nodes.get(lane.node);
  const { card = '', value = '', looks = {} } = lane.state ?? {};
  const trackOf = (gauge: string) => index.gauges.get(gaugeKey(lane.node, card, gauge));
  const lookAt = (at: number): StateLook => {
    const state = valueAt(states, at) ?? soundNode;
    const own = isStill(state) ? undefined : looks[wordOf(valueAt(trackOf(value), at))];
    return own === undefined ? laneLook(state) : filledLook(own, (gauge) => valueAt(trackOf(gauge), at), at / 1000);
  };
  const gauges = new Set([value, ...Object.values(looks).flatMap(({ label }) => gaugesIn(label))]);
  const changes = [0, ...(states?.times ?? []), ...[...gauges].flatMap((gauge) => trackOf(gauge)?.times ?? [])];
  const segments: Segment[] = [];
  for (const from of [...new Set(changes)].toSorted((one, other) => one - other)) {
    const look = lookAt(from);
    const last = segments.at(-1);
    if (last !== undefined && sameLook(last.look, look)) continue;
    if (last !== undefined) segments[segments.length - 1] = { ...last, to: from };
    segments.push({ from, to: run.endedAt, look });
  }
  return segments;
}

/** The segment that `at` stands in; the last one from its start on. */
export function segmentAt(segments: readonly Segment[], at: number): Segment | undefined {
  return segments.findLast(({ from }) => from <= at) ?? segments[0];
}

/** On a lane "up" is a state like any other, and has its colour. */
const laneLook = (state: NodeState): StateLook => (state.condition === 'up' ? { ...nodeLook(state), tone: 'ok' } : nodeLook(state));

const sameLook = (one: StateLook, other: StateLook): boolean => one.label === other.label && one.tone === other.tone && one.ground === other.ground;
