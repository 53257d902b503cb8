import { endMs, isLinkFault, type Fault, type FaultKind } from '@/simulation/fault.ts';
import type { ScenarioData } from '@/simulation/scenario.ts';
import type { LinkState, NodeState, PodState } from '@/simulation/views/frame-index.ts';
import { faultIcons, faultWords } from '../fault-look.ts';
import type { PlaygroundEvent } from '../playground-event.ts';
import { faultOffers, type Way } from './fault-offers.ts';
import { isStruck, linkRefusal, nodeRefusal, podRefusal } from './fault-refusal.ts';

/** One line of the fault menu of a node, a pod or a link, at one moment. */
export interface FaultChoice {
  readonly kind: FaultKind;
  readonly label: string;
  readonly icon: string;
  /** Pressing this letter chooses it. */
  readonly letter: string;
  /** The fault holds at this moment; choosing it ends it here. */
  readonly isOn: boolean;
  /** Why it cannot be chosen at this moment, or ''. */
  readonly unavailable: string;
  /** Choosing it goes beyond what the pattern claims to survive. It may be chosen all the same. */
  readonly isBeyond: boolean;
  /** What choosing it sends. */
  readonly events: readonly PlaygroundEvent[];
}

/** Whom the faults strike, and how that stands at one moment. */
export type Struck =
  | { readonly what: 'node'; readonly target: string; readonly takes: readonly FaultKind[]; readonly state: NodeState }
  | { readonly what: 'pod'; readonly target: string; readonly takes: readonly FaultKind[]; readonly state: PodState }
  | { readonly what: 'link'; readonly target: string; readonly takes: readonly FaultKind[]; readonly state: LinkState; readonly way: Way };

/** What can be done to a node, a pod or a link at a virtual time in µs. */
export function faultMenu(struck: Struck, faults: readonly Fault[], at: number, budget: ScenarioData['budget']): FaultChoice[] {
  const atMs = at / 1000;
  const holding = faults.filter((fault) => holdsAt(fault, faults, atMs)).length;
  return struck.takes.map((kind): FaultChoice => {
    const index = faults.findIndex((fault) => fault.kind === kind && isMeant(fault, struck) && holdsAt(fault, faults, atMs));
    const holds = faults[index];
    const isOn = holds !== undefined && shows(kind, struck);
    const fault = isOn ? holds : faultOffers[kind].fault(struck.target, atMs, struck.what === 'link' ? struck.way : 'both');
    return {
      kind, isOn,
      label: faultWords(fault),
      icon: faultIcons[kind],
      letter: faultOffers[kind].letter,
      unavailable: isOn ? '' : refusalOf(kind, struck),
      isBeyond: !isOn && kind !== 'restart' && (!budget.kinds.includes(kind) || holding >= budget.atOnce),
      events: isOn ? endedAt(fault, index, atMs) : (crashEnded(kind, struck, faults, atMs) ?? [{ type: 'fault.added', fault }]),
    };
  });
}

function refusalOf(kind: FaultKind, struck: Struck): string {
  switch (struck.what) {
    case 'node':
      return nodeRefusal(kind, struck.state);
    case 'pod':
      return podRefusal(struck.state);
    case 'link':
      return linkRefusal(kind, struck.state, struck.way);
  }
}

/** Which way of a link its menu opens on: that of a fault which holds there, or else both. */
export function openingWay(target: string, faults: readonly Fault[], at: number): Way {
  const holds = faults.find((fault) => fault.target === target && holdsAt(fault, faults, at / 1000));
  return holds !== undefined && isLinkFault(holds) ? (holds.direction ?? 'both') : 'both';
}

function holdsAt(fault: Fault, faults: readonly Fault[], now: number): boolean {
  return fault.atMs <= now && now < (endMs(fault, faults) ?? Infinity);
}

const isMeant = (fault: Fault, struck: Struck): boolean =>
  fault.target === struck.target && (struck.what !== 'link' || (isLinkFault(fault) && (fault.direction ?? 'both') === struck.way));

/** Whether the effect of a fault is there: a crash makes a node forget what held before, and a fault may have been refused. */
function shows(kind: FaultKind, struck: Struck): boolean {
  if (struck.what === 'link') return (struck.way === 'back' || isStruck(kind, struck.state.there)) && (struck.way === 'there' || isStruck(kind, struck.state.back));
  if (struck.what === 'pod') return false;
  const { condition, factor, failRatio } = struck.state;
  switch (kind) {
    case 'slow':
      return factor > 1;
    case 'fail':
      return failRatio > 0;
    case 'pause':
      return condition === 'paused';
    case 'crash':
      return condition === 'down';
    default:
      return kind === 'skew';
  }
}

/** The same fault, but over at this moment; what struck at this very moment is taken back. */
function endedAt(fault: Fault, index: number, atMs: number): PlaygroundEvent[] {
  return fault.atMs === atMs ? [{ type: 'fault.removed', index }] : [{ type: 'fault.changed', index, fault: { ...fault, forMs: atMs - fault.atMs } }];
}

/** A restart of a node that a fault holds down ends that fault. */
function crashEnded(kind: FaultKind, { target }: Struck, faults: readonly Fault[], atMs: number): PlaygroundEvent[] | undefined {
  if (kind !== 'restart') return undefined;
  const index = faults.findIndex((fault) => fault.kind === 'crash' && fault.target === target && holdsAt(fault, faults, atMs));
  return index < 0 ? undefined : endedAt(faults[index]!, index, atMs);
}
