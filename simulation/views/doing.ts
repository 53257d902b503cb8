import type { JsonObject } from '../trace.ts';
import { doingIndexOf, type WayTimes } from './doing-index.ts';
import type { Span, Spans } from './doing-spans.ts';
import { podStateAt } from './frame.ts';
import { firstPod, soundLink, soundNode, type FrameIndex, type LinkState } from './frame-index.ts';
import { nodeLook, podLook } from './frame-look.ts';
import { countUpTo, type Track } from './frame-track.ts';
import type { LogLine } from './log.ts';

/** Requests between a node and one other, as they stand at a moment. */
export interface Calls {
  /** The other node, by its label. */
  readonly whom: string;
  readonly count: number;
  /** How long the oldest of them has been open, and how long its caller waits at most; undefined where nobody said. Virtual microseconds. */
  readonly oldestUs: number;
  readonly patienceUs: number | undefined;
}
/** What a node is doing at one moment. */
export interface NodeDoing {
  readonly state: string;
  /** Since when, in virtual microseconds. */
  readonly since: number;
  readonly waitsFor: readonly Calls[];
  readonly answers: readonly Calls[];
  /** Messages on their way to it and from it. */
  readonly coming: number;
  readonly going: number;
  /** What it did last, newest first. */
  readonly lately: readonly LogLine[];
}
/** What one way of a link is doing. */
export interface WayDoing {
  /** What is wrong with it, in words; `sound` when nothing is. */
  readonly condition: string;
  readonly since: number;
  readonly underWay: number;
  readonly delivered: number;
  readonly lost: readonly { readonly reason: string; readonly count: number }[];
}
/** What has become of a pod. */
export interface PodDoing {
  readonly state: string;
  readonly since: number;
  /** Counts the pods that took one another's place, from 1. */
  readonly generation: number;
  /** What its containers are doing, by their labels. */
  readonly containers: readonly { readonly label: string; readonly state: string; readonly since: number }[];
}
export interface LinkDoing {
  readonly there: WayDoing;
  readonly back: WayDoing;
}

const linesMax = 3;

/** @param at virtual microseconds; what happened at that very moment counts */
export function nodeDoing(index: FrameIndex, node: string, at: number): NodeDoing {
  const { run, data, nodes } = index;
  const doing = doingIndexOf(run, data);
  const { value, since } = lastChange(nodes.get(node), at, (state) => nodeLook(state).label, nodeLook(soundNode).label);
  const { lines, times } = doing.lines.get(node) ?? { lines: [], times: [] };
  const links = data.topology.links.map(({ from, to }) => ({ id: `${from}>${to}`, isOwn: from === node, isToIt: to === node }));
  const count = (ways: 'there' | 'back', isMeant: (link: (typeof links)[number]) => boolean) =>
    links.filter(isMeant).reduce((sum, { id }) => sum + underWayAt(doing[ways].get(id), at), 0);
  const told = countUpTo(times, at);
  return {
    state: value, since,
    waitsFor: callsAt(doing.waiting.get(node), at, doing.labels),
    answers: callsAt(doing.answering.get(node), at, doing.labels),
    coming: count('there', ({ isToIt }) => isToIt) + count('back', ({ isOwn }) => isOwn),
    going: count('there', ({ isOwn }) => isOwn) + count('back', ({ isToIt }) => isToIt),
    lately: lines.slice(Math.max(0, told - linesMax), told).toReversed(),
  };
}

export function podDoing(index: FrameIndex, pod: string, at: number): PodDoing {
  const { nodes, groups = [] } = index.data.topology;
  const { value, since } = lastChange(index.pods.get(pod), at, (state) => podLook(state).label, podLook(firstPod).label);
  const own = groups.find(({ id }) => id === pod)?.nodes ?? [];
  const containers = nodes.filter(({ id }) => own.includes(id) && index.nodes.has(id)).map(({ id, label }) => {
    const { value: state, since: from } = lastChange(index.nodes.get(id), at, (known) => nodeLook(known).label, nodeLook(soundNode).label);
    return { label, state, since: from };
  });
  return { state: value, since, generation: podStateAt(index, pod, at).generation, containers };
}

export function linkDoing(index: FrameIndex, link: string, at: number): LinkDoing {
  const { there, back } = doingIndexOf(index.run, index.data);
  const states = index.links.get(link);
  return { there: wayDoing(states, there.get(link), 'there', at), back: wayDoing(states, back.get(link), 'back', at) };
}

function wayDoing(states: Track<LinkState> | undefined, times: WayTimes | undefined, way: 'there' | 'back', at: number): WayDoing {
  const { value, since } = lastChange(states, at, (state) => wayWords(state[way]), wayWords(soundLink[way]));
  const lost = [...(times?.lost ?? [])].map(([reason, lostAt]) => ({ reason, count: countUpTo(lostAt, at) })).filter(({ count }) => count > 0);
  return { condition: value, since, underWay: underWayAt(times, at), delivered: countUpTo(times?.delivered ?? [], at), lost };
}

/** Sent and neither delivered nor lost. */
function underWayAt(times: WayTimes | undefined, at: number): number {
  if (times === undefined) return 0;
  return [...times.lost.values()].reduce((rest, lostAt) => rest - countUpTo(lostAt, at), countUpTo(times.sent, at) - countUpTo(times.delivered, at));
}

/** What a track says at `at`, in words, and since when it has said so without a break. */
function lastChange<Value>(track: Track<Value> | undefined, at: number, words: (value: Value) => string, before: string): { readonly value: string; readonly since: number } {
  if (track === undefined) return { value: before, since: 0 };
  let position = countUpTo(track.times, at) - 1;
  if (position < 0) return { value: before, since: 0 };
  const value = words(track.values[position]!);
  while (position > 0 && words(track.values[position - 1]!) === value) position -= 1;
  return { value, since: position === 0 && value === before ? 0 : track.times[position]! };
}

function callsAt(spans: Spans | undefined, at: number, labels: ReadonlyMap<string, string>): readonly Calls[] {
  const byWhom = new Map<string, Span[]>();
  for (const span of spans?.openAt(at) ?? []) byWhom.set(span.whom, [...(byWhom.get(span.whom) ?? []), span]);
  return [...byWhom].map(([whom, open]) => {
    const { from, deadline } = open[0]!;
    return { whom: labels.get(whom) ?? whom, count: open.length, oldestUs: at - from, patienceUs: deadline === undefined ? undefined : deadline - from };
  });
}

/** Everything that is wrong with one way of a link. */
function wayWords(way: JsonObject): string {
  const share = (name: string, verb: string) => (Number(way[name]) > 0 ? [`${verb} ${Math.round(Number(way[name]) * 100)} %`] : []);
  const words = [
    ...(way['cut'] === true ? ['cut'] : []),
    ...(Number(way['delayMs']) > 0 ? [`${Number(way['delayMs'])} ms late`] : []),
    ...share('drop', 'loses'), ...share('duplicate', 'repeats'), ...share('reorder', 'reorders'),
  ];
  return words.join(', ') || 'sound';
}
