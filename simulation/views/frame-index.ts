import type { RunResult } from '../run.ts';
import type { ScenarioData } from '../scenario.ts';
import type { Json, JsonObject, MessageFlight, TraceRow } from '../trace.ts';
import { wordOf } from './frame-caption.ts';
import { GrowingTrack, type Track } from './frame-track.ts';

export const nodeConditions = ['up', 'slow', 'failing', 'paused', 'stopping', 'exited', 'down', 'restarting', 'absent'] as const;
export type NodeCondition = (typeof nodeConditions)[number];

export interface NodeState {
  readonly condition: NodeCondition;
  /** Service times are multiplied by this. */
  readonly factor: number;
  /** The share of requests, 0 to 1, that is answered with an error. */
  readonly failRatio: number;
}
export interface LinkState {
  readonly condition: 'up' | 'degraded' | 'cut';
  /** What is wrong each way, as the kernel wrote it down. */
  readonly there: JsonObject;
  readonly back: JsonObject;
}
export const podConditions = ['pending', 'starting', 'running', 'stopping', 'gone'] as const;
export interface PodState {
  readonly condition: (typeof podConditions)[number];
  /** Counts the pods that took one another's place, from 1. */
  readonly generation: number;
  /** Why it is stopped, in a word; '' while it is not. */
  readonly ending: string;
}
export const soundNode: NodeState = { condition: 'up', factor: 1, failRatio: 0 };
export const soundLink: LinkState = { condition: 'up', there: {}, back: {} };
export const firstPod: PodState = { condition: 'pending', generation: 1, ending: '' };

/** The moment at which a caller stopped waiting for its answer. */
export interface Expiry {
  readonly at: number;
  readonly link: string;
  readonly request: number;
}

/** A run, arranged by what changes, so that any moment of it is found in logarithmic time. */
export interface FrameIndex {
  readonly run: RunResult;
  readonly data: ScenarioData;
  readonly nodes: ReadonlyMap<string, Track<NodeState>>;
  readonly links: ReadonlyMap<string, Track<LinkState>>;
  readonly pods: ReadonlyMap<string, Track<PodState>>;
  /** By `gaugeKey`. */
  readonly gauges: ReadonlyMap<string, Track<Json>>;
  /** In the order in which they were sent. */
  readonly flights: readonly MessageFlight[];
  readonly sentAt: Float64Array;
  /** For each flight, the latest arrival of it and all before it. */
  readonly arrivedBy: Float64Array;
  readonly expiries: readonly Expiry[];
  readonly expiredAt: Float64Array;
  /** The times at which something happened, each once, in order. */
  readonly moments: Float64Array;
}

export const gaugeKey = (node: string, card: string, gauge: string): string => `${node}\n${card}\n${gauge}`;

const indexes = new WeakMap<RunResult, FrameIndex>();

/** Built once per run, and gone with it. */
export function frameIndexOf(run: RunResult, data: ScenarioData): FrameIndex {
  const known = indexes.get(run);
  if (known !== undefined) return known;
  const index = buildIndex(run, data);
  indexes.set(run, index);
  return index;
}

function buildIndex(run: RunResult, data: ScenarioData): FrameIndex {
  const nodes = new Map<string, GrowingTrack<NodeState>>();
  const links = new Map<string, GrowingTrack<LinkState>>();
  const pods = new Map<string, GrowingTrack<PodState>>();
  const gauges = new Map<string, GrowingTrack<Json>>();
  const expiries: Expiry[] = [];
  const moments: number[] = [];
  for (const row of run.rows) {
    if (row.at !== moments.at(-1)) moments.push(row.at);
    if (row.kind === 'shown') noteGauges(gauges, row);
    else if (row.kind === 'node.state') trackOf(nodes, row.node).add(row.at, nodeState(row.data));
    else if (row.kind === 'link.state') trackOf(links, wordOf(row.data['link'])).add(row.at, linkState(row.data));
    else if (row.kind === 'pod.state') trackOf(pods, wordOf(row.data['pod'])).add(row.at, podState(row.data));
    else if (row.kind === 'request.ended' && row.data['outcome'] === 'timeout') {
      expiries.push({ at: row.at, link: `${row.node}>${wordOf(row.data['to'])}`, request: Number(row.data['request']) });
    }
  }
  const flights = run.flights.toSorted((one, other) => one.sentAt - other.sentAt);
  const arrivedBy = new Float64Array(flights.length);
  for (const [position, { arrivesAt }] of flights.entries()) arrivedBy[position] = Math.max(arrivesAt, arrivedBy[position - 1] ?? 0);
  return {
    run, data, nodes, links, pods, gauges, flights, arrivedBy, expiries,
    expiredAt: Float64Array.from(expiries, ({ at }) => at),
    sentAt: Float64Array.from(flights, ({ sentAt }) => sentAt),
    moments: Float64Array.from(moments),
  };
}

function trackOf<Value>(tracks: Map<string, GrowingTrack<Value>>, key: string): GrowingTrack<Value> {
  let track = tracks.get(key);
  if (track === undefined) tracks.set(key, (track = new GrowingTrack()));
  return track;
}

function noteGauges(gauges: Map<string, GrowingTrack<Json>>, { at, node, data }: TraceRow): void {
  for (const [gauge, value] of Object.entries(objectOf(data['gauges']))) {
    trackOf(gauges, gaugeKey(node, wordOf(data['card']), gauge)).add(at, value);
  }
}

export function nodeState(data: JsonObject): NodeState {
  const condition = nodeConditions.find((known) => known === data['state']) ?? 'up';
  return { condition, factor: numberOf(data['factor'], 1), failRatio: numberOf(data['failRatio'], 0) };
}

export function linkState(data: JsonObject): LinkState {
  const { state } = data;
  return { condition: state === 'cut' || state === 'degraded' ? state : 'up', there: objectOf(data['there']), back: objectOf(data['back']) };
}

export function podState(data: JsonObject): PodState {
  const condition = podConditions.find((known) => known === data['state']) ?? 'pending';
  return { condition, generation: numberOf(data['generation'], 1), ending: wordOf(data['ending']) };
}

const numberOf = (value: Json | undefined, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
