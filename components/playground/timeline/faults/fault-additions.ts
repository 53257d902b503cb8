import { isAtOnce, type Fault, type FaultKind } from '@/simulation/fault.ts';
import { leftOut } from '@/simulation/views/grid.ts';
import type { Knobs, ScenarioData } from '@/simulation/scenario.ts';
import { linkStateAt, nodeStateAt, podStateAt } from '@/simulation/views/frame.ts';
import type { FrameIndex } from '@/simulation/views/frame-index.ts';
import { labelsOf } from '@/simulation/views/labels.ts';
import type { Living } from '@/simulation/views/lifecycle.ts';
import { faultOffers, linkOffers, nodeOffers, podOffers } from '../../canvas/fault-offers.ts';
import { linkRefusal, nodeRefusal, podRefusal } from '../../canvas/fault-refusal.ts';
import { editStepMs } from './fault-edit.ts';

/** A node, a pod or a link that faults can be added to. */
export interface AdditionTarget {
  readonly id: string;
  readonly label: string;
  readonly what: Living;
  readonly kinds: readonly FaultKind[];
}

/** Nodes first, then pods and links; whatever takes no fault, or does not take part with these knobs, is left out. */
export function additionTargets({ topology }: ScenarioData, knobs: Knobs): readonly AdditionTarget[] {
  const { nodes, groups = [], links } = topology;
  const labels = labelsOf(topology);
  const out = leftOut(topology, knobs);
  return [
    ...nodes.filter(({ id }) => !out.has(id)).map(({ id, label, faults }) => ({ id, label, what: 'node' as const, kinds: nodeOffers.filter((kind) => faults?.includes(kind) ?? true) })),
    ...groups.filter(({ kind }) => kind === 'pod').map(({ id, label }) => ({ id, label, what: 'pod' as const, kinds: podOffers })),
    ...links.filter(({ from, to }) => !out.has(from) && !out.has(to)).map(({ from, to }) => ({ id: `${from}>${to}`, label: `${labels.get(from) ?? from} to ${labels.get(to) ?? to}`, what: 'link' as const, kinds: linkOffers })),
  ].filter(({ kinds }) => kinds.length > 0);
}

/** A fault that strikes at the playhead and lasts a fifth of the run, or what is left of it. Virtual milliseconds. */
export function addedFault(kind: FaultKind, target: string, atMs: number, durationMs: number): Fault {
  const strikesAt = Math.min(atMs, durationMs - editStepMs(durationMs));
  const fault = faultOffers[kind].fault(target, strikesAt, 'both');
  const forMs = durationMs / 5;
  return isAtOnce(fault) || strikesAt + forMs >= durationMs ? fault : { ...fault, forMs };
}

/** Why a fault would be refused if it struck at this virtual time in µs, or ''. */
export function refusalAt(kind: FaultKind, { id, what }: AdditionTarget, index: FrameIndex, at: number): string {
  switch (what) {
    case 'node':
      return nodeRefusal(kind, nodeStateAt(index, id, at));
    case 'pod':
      return podRefusal(podStateAt(index, id, at));
    case 'link':
      return linkRefusal(kind, linkStateAt(index, id, at), 'both');
  }
}
