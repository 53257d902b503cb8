import type { Fault, FaultKind } from '@/simulation/fault.ts';
import type { Box } from '@/simulation/scenario.ts';
import { linkStateAt, nodeStateAt, podStateAt } from '@/simulation/views/frame.ts';
import type { FrameIndex } from '@/simulation/views/frame-index.ts';
import type { Living } from '@/simulation/views/lifecycle.ts';
import { faultMenu, type FaultChoice, type Struck } from './fault-menu.ts';
import { linkOffers, nodeOffers, podOffers, type Way } from './fault-offers.ts';
import type { PlannedLink, WiringPlan } from './wiring-plan.ts';

/** A node, a pod or a link that is looked at. */
export interface Subject {
  readonly what: Living;
  /** Whom its faults strike: the id of a node, a pod or a link. */
  readonly target: string;
  /** Its label; a link's two nodes by theirs. */
  readonly name: string;
  readonly takes: readonly FaultKind[];
  /** A line that stands for several links lets one be chosen: this is one of them. */
  readonly among?: PlannedLink['members'];
  /** A link that carries replies has two ways that can be struck apart. */
  readonly hasWays: boolean;
  /** Where it stands. */
  readonly anchor: Box;
}

/**
 * What a card, the name of a pod or a line stands for. Undefined for one that this wiring does not have.
 * @param chosen of the links that a line stands for; the first when left out
 */
export function subjectOf({ cards, pods, links }: WiringPlan, selected: string, chosen?: string): Subject | undefined {
  const place = cards.find(({ card }) => card.id === selected);
  if (place !== undefined) {
    const { id, faults, label } = place.node;
    return { what: 'node', target: id, name: label, takes: nodeOffers.filter((kind) => faults?.includes(kind) ?? true), hasWays: false, anchor: place.box };
  }
  const pod = pods.find(({ id }) => id === selected);
  if (pod !== undefined) return { what: 'pod', target: pod.id, name: pod.label, takes: podOffers, hasWays: false, anchor: { ...pod.box, width: Math.min(pod.box.width, 200), height: 30 } };
  const link = links.find(({ id }) => id === selected);
  if (link === undefined) return undefined;
  const { x, y } = link.route.middle;
  const member = link.members.find(({ id }) => id === chosen) ?? link.members[0];
  if (member === undefined) return undefined;
  const among = link.members.length > 1 ? { among: link.members } : {};
  return { what: 'link', target: member.id, name: member.name, ...among, takes: linkOffers, hasWays: link.spec.style !== 'asynchronous', anchor: { x: x - 11, y: y - 11, width: 22, height: 22 } };
}

/** What can be done to a node, a pod or a link at a moment. */
export const menuAt = (index: FrameIndex, subject: Subject, faults: readonly Fault[], at: number, way: Way): FaultChoice[] =>
  faultMenu(struckAt(subject, index, at, way), faults, at, index.data.budget);

function struckAt({ what, target, takes }: Subject, index: FrameIndex, at: number, way: Way): Struck {
  switch (what) {
    case 'node':
      return { what, target, takes, state: nodeStateAt(index, target, at) };
    case 'pod':
      return { what, target, takes, state: podStateAt(index, target, at) };
    case 'link':
      return { what, target, takes, state: linkStateAt(index, target, at), way };
  }
}
