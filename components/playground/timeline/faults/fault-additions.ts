import type { Fault, FaultKind } from '@/simulation/fault.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import { soundLink, soundNode, type FrameIndex } from '@/simulation/views/frame-index.ts';
import { valueAt } from '@/simulation/views/frame-track.ts';
import { faultOffers, linkOffers, nodeOffers } from '../../canvas/fault-offers.ts';
import { linkRefusal, nodeRefusal } from '../../canvas/fault-refusal.ts';
import { editStepMs } from './fault-edit.ts';

/** A node or a link that faults can be added to. */
export interface AdditionTarget {
  readonly id: string;
  readonly label: string;
  readonly isLink: boolean;
  readonly kinds: readonly FaultKind[];
}

/** Nodes first, then links; whatever takes no fault is left out. */
export function additionTargets({ topology: { nodes, links } }: ScenarioData): readonly AdditionTarget[] {
  const labelOf = (id: string) => nodes.find((node) => node.id === id)?.label ?? id;
  return [
    ...nodes.map(({ id, label, faults }) => ({ id, label, isLink: false, kinds: nodeOffers.filter((kind) => faults?.includes(kind) ?? true) })),
    ...links.map(({ from, to }) => ({ id: `${from}>${to}`, label: `${labelOf(from)} to ${labelOf(to)}`, isLink: true, kinds: linkOffers })),
  ].filter(({ kinds }) => kinds.length > 0);
}

/** A fault that strikes at the playhead and lasts a fifth of the run, or what is left of it. Virtual milliseconds. */
export function addedFault(kind: FaultKind, target: string, atMs: number, durationMs: number): Fault {
  const strikesAt = Math.min(atMs, durationMs - editStepMs(durationMs));
  const fault = faultOffers[kind].fault(target, strikesAt, 'both');
  const forMs = durationMs / 5;
  return kind === 'restart' || strikesAt + forMs >= durationMs ? fault : { ...fault, forMs };
}

/** Why a fault would be refused if it struck at this virtual time in µs, or ''. */
export function refusalAt(kind: FaultKind, { id, isLink }: AdditionTarget, index: FrameIndex, at: number): string {
  return isLink ? linkRefusal(kind, valueAt(index.links.get(id), at) ?? soundLink, 'both') : nodeRefusal(kind, valueAt(index.nodes.get(id), at) ?? soundNode);
}
