import type { RunResult } from '@/simulation/run.ts';
import type { Card, NodeSpec, ScenarioData } from '@/simulation/scenario.ts';
import type { JsonObject } from '@/simulation/trace.ts';
import { frameAt, type CardFrame } from '@/simulation/views/frame.ts';
import type { NodeCondition } from '@/simulation/views/frame-index.ts';
import type { CardPlace } from '../playground/canvas/node-card.tsx';
import { specimen } from './specimen.ts';
import { specimenRun } from './specimen-run.ts';

/** A card in one state, with what its node showed. */
export interface CardSpecimen {
  /** What there is to see. */
  readonly says: string;
  readonly card: Card;
  readonly width: number;
  readonly height: number;
  /** What the card's node showed last, or several times, 200 ms apart, until now. */
  readonly shows?: JsonObject | readonly JsonObject[];
  readonly state?: { readonly condition: NodeCondition; readonly factor?: number; readonly failRatio?: number };
  readonly selected?: boolean;
  /** The card's place in a chain of causes. */
  readonly cause?: number;
}

/** Virtual microseconds: the moment at which all specimens are looked at. */
const specimenAt = 10_000_000;
const apartUs = 200_000;

export interface PlacedSpecimen extends CardPlace {
  readonly frame: CardFrame;
  readonly condition: NodeCondition;
}

/** The card as a run shows it that did nothing but this. */
export function placed({ card, width, height, shows = {}, state }: CardSpecimen): PlacedSpecimen {
  const node: NodeSpec = { id: card.id, label: card.label, cards: [card], ...(card.shape === 'client' ? { faults: [] } : {}) };
  const data: ScenarioData = { ...specimen, topology: { ...specimen.topology, nodes: [node], links: [] } };
  const { state: nodeState, cards } = frameAt(runThatShows(card.id, isSeries(shows) ? shows : [shows], state), data, specimenAt).nodes[node.id]!;
  return { node, card, box: { x: 0, y: 0, width, height }, frame: cards[card.id]!, condition: nodeState.condition };
}

const isSeries = (shows: JsonObject | readonly JsonObject[]): shows is readonly JsonObject[] => Array.isArray(shows);

function runThatShows(node: string, series: readonly JsonObject[], state: CardSpecimen['state']): RunResult {
  const shown = series.map((gauges, index) => ({ at: specimenAt - (series.length - 1 - index) * apartUs, node, kind: 'shown', data: { card: node, gauges } }));
  const { condition = 'up', factor = 1, failRatio = 0 } = state ?? {};
  return specimenRun([{ at: 0, node, kind: 'node.state', data: { state: condition, factor, failRatio } }, ...shown]);
}
