import type { LinkCondition, LinkEvent } from './actors/link.machine.ts';
import type { NodeEvent } from './actors/node.machine.ts';
import type { PodEvent } from './actors/pod.machine.ts';
import { endMs, isLinkFault, isPodFault, type Fault, type LinkFault, type NodeFault } from './fault.ts';

/** What a fault sends to its actor when it strikes, and what ends it. What is over at once needs no end. */
interface Edges<Event> {
  readonly strike: Event;
  readonly lift?: Event;
}

export function edgesOf(fault: Fault): Edges<NodeEvent | LinkEvent | PodEvent> {
  if (isPodFault(fault)) return { strike: { type: fault.kind } };
  return isLinkFault(fault) ? linkEdges(fault) : nodeEdges(fault);
}

function nodeEdges(fault: NodeFault): Edges<NodeEvent> {
  switch (fault.kind) {
    case 'crash':
      return { strike: { type: 'crash' }, lift: { type: 'restart' } };
    case 'restart':
      return { strike: { type: 'restart' } };
    case 'pause':
      return { strike: { type: 'pause' }, lift: { type: 'resume' } };
    case 'slow':
      return { strike: { type: 'slow', factor: fault.factor }, lift: { type: 'quicken' } };
    case 'fail':
      return { strike: { type: 'fail', ratio: fault.ratio }, lift: { type: 'mend' } };
    case 'skew':
      return { strike: { type: 'skew', offsetMs: fault.offsetMs, rate: fault.rate ?? 1 }, lift: { type: 'unskew' } };
  }
}

function linkEdges(fault: LinkFault): Edges<LinkEvent> {
  const { direction = 'both' } = fault;
  const [change, sound] = conditionOf(fault);
  return { strike: { type: 'degrade', direction, change }, lift: { type: 'restore', direction, change: sound } };
}

function conditionOf(fault: LinkFault): [change: Partial<LinkCondition>, sound: Partial<LinkCondition>] {
  switch (fault.kind) {
    case 'cut':
      return [{ cut: true }, { cut: false }];
    case 'delay':
      return [{ delayMs: fault.ms }, { delayMs: 0 }];
    case 'drop':
      return [{ drop: fault.ratio }, { drop: 0 }];
    case 'duplicate':
      return [{ duplicate: fault.ratio }, { duplicate: 0 }];
    case 'reorder':
      return [{ reorder: fault.ratio, reorderMs: fault.ms }, { reorder: 0, reorderMs: 0 }];
  }
}

/**
 * When the last fault ends, in virtual ms from the start: 0 without faults, undefined where one never ends.
 */
export function faultsOverMs(faults: readonly Fault[]): number | undefined {
  let over = 0;
  for (const fault of faults) {
    const end = endMs(fault, faults);
    if (end === undefined) return undefined;
    over = Math.max(over, end);
  }
  return over;
}
