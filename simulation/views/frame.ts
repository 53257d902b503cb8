import type { RunResult } from '../run.ts';
import type { Card, NodeSpec, ScenarioData, StateLook, Tone } from '../scenario.ts';
import type { Json } from '../trace.ts';
import { wordOf } from './frame-caption.ts';
import { frameIndexOf, gaugeKey, firstPod, soundLink, soundNode, type FrameIndex, type LinkState, type NodeState, type PodState } from './frame-index.ts';
import { filledLook, isStill, linkLabel, nodeLook, podLook } from './frame-look.ts';
import { meterFrame, type MeterFrame } from './frame-meter.ts';
import { valueAt } from './frame-track.ts';
import { messagesAt, type MessageMark } from './messages.ts';

export interface CardFrame {
  readonly pill: StateLook;
  readonly meters: readonly MeterFrame[];
}
export interface NodeFrame {
  readonly state: NodeState;
  /** By card id. */
  readonly cards: Readonly<Record<string, CardFrame>>;
}
export interface LinkFrame {
  readonly condition: LinkState['condition'];
  /** What is wrong with it, in a word or two; '' when nothing is. */
  readonly label: string;
}
/** What stands beside the name of a pod. */
export interface PodFrame {
  readonly label: string;
  readonly tone: Tone;
  readonly shape: StateLook['shape'];
  /** Which pod it is of those that took one another's place, from 1. */
  readonly generation: number;
}
/** Everything on the canvas at one moment of a run, as plain data. */
export interface Frame {
  /** Virtual microseconds. */
  readonly at: number;
  readonly nodes: Readonly<Record<string, NodeFrame>>;
  readonly links: Readonly<Record<string, LinkFrame>>;
  /** By the id of the group. */
  readonly pods: Readonly<Record<string, PodFrame>>;
  readonly messages: readonly MessageMark[];
}

/** @param at virtual microseconds; a moment counts with everything that happened at it */
export function frameAt(run: RunResult, data: ScenarioData, at: number): Frame {
  const index = frameIndexOf(run, data);
  const { nodes, links, groups = [] } = data.topology;
  return {
    at,
    nodes: Object.fromEntries(nodes.map((node) => [node.id, nodeFrameAt(index, node, at)])),
    links: Object.fromEntries(links.map(({ from, to }) => [`${from}>${to}`, linkFrameAt(index, `${from}>${to}`, at)])),
    pods: Object.fromEntries(groups.filter(({ kind }) => kind === 'pod').map(({ id }) => [id, podFrameAt(index, id, at)])),
    messages: messagesAt(index, at),
  };
}

function nodeFrameAt(index: FrameIndex, node: NodeSpec, at: number): NodeFrame {
  return {
    state: nodeStateAt(index, node.id, at),
    cards: Object.fromEntries(node.cards.map((card) => [card.id, cardFrameAt(index, node.id, card, at)])),
  };
}

export const nodeStateAt = (index: FrameIndex, node: string, at: number): NodeState => valueAt(index.nodes.get(node), at) ?? soundNode;

export const linkStateAt = (index: FrameIndex, link: string, at: number): LinkState => valueAt(index.links.get(link), at) ?? soundLink;

export const podStateAt = (index: FrameIndex, pod: string, at: number): PodState => valueAt(index.pods.get(pod), at) ?? firstPod;

export function podFrameAt(index: FrameIndex, pod: string, at: number): PodFrame {
  const state = podStateAt(index, pod, at);
  return { ...podLook(state), generation: state.generation };
}

export function linkFrameAt(index: FrameIndex, link: string, at: number): LinkFrame {
  const state = linkStateAt(index, link, at);
  return { condition: state.condition, label: linkLabel(state) };
}

/** Several links that are drawn as one line: what is wrong with them, and with how many. */
export function bundledFrame(frames: readonly LinkFrame[]): LinkFrame {
  const [first] = frames;
  if (frames.length === 1 && first !== undefined) return first;
  const struck = frames.filter(({ condition }) => condition !== 'up');
  if (struck.length === 0) return { condition: 'up', label: '' };
  const isCut = struck.every(({ condition }) => condition === 'cut');
  return { condition: struck.length === frames.length && isCut ? 'cut' : 'degraded', label: `${struck.length} of ${frames.length} ${isCut ? 'cut' : 'struck'}` };
}

export const bundledFrameAt = (index: FrameIndex, links: readonly string[], at: number): LinkFrame => bundledFrame(links.map((link) => linkFrameAt(index, link, at)));

export function cardFrameAt(index: FrameIndex, node: string, card: Card, at: number): CardFrame {
  const read = (gauge: string, when: number) => valueAt(index.gauges.get(gaugeKey(node, card.id, gauge)), when);
  const look = pillLook(card, nodeStateAt(index, node, at), (gauge) => read(gauge, at), at);
  const gauges = { at, knobs: index.run.knobs, read, look };
  return { pill: look, meters: card.meters.map((meter) => meterFrame(meter, gauges)) };
}

/** A process that stands still says so, whatever its card said last. */
function pillLook(card: Card, state: NodeState, read: (gauge: string) => Json | undefined, at: number): StateLook {
  const own = card.pill === undefined || isStill(state) ? undefined : card.pill.looks[wordOf(read(card.pill.value))];
  return own === undefined ? nodeLook(state) : filledLook(own, read, at / 1000);
}
