import type { Fault, FaultKind } from '@/simulation/fault.ts';
import { linkFaultKinds, nodeFaultKinds } from '@/simulation/fault.ts';
import type { NodeCondition, NodeState } from '@/simulation/views/frame-index.ts';
import type { PlaygroundEvent } from '../playground-event.ts';

/** One line of the fault menu of a node or a link, at one moment. */
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
  /** What choosing it sends. */
  readonly events: readonly PlaygroundEvent[];
}

type Offer = Pick<FaultChoice, 'label' | 'icon' | 'letter'> & { readonly fault: (target: string, atMs: number) => Fault };
const offers: Partial<Record<FaultKind, Offer>> = {
  crash: { label: 'Crash', icon: 'power-off', letter: 'C', fault: (target, atMs) => ({ kind: 'crash', target, atMs }) },
  restart: { label: 'Restart', icon: 'rotate-cw', letter: 'R', fault: (target, atMs) => ({ kind: 'restart', target, atMs }) },
  slow: { label: 'Slow ×10', icon: 'turtle', letter: 'S', fault: (target, atMs) => ({ kind: 'slow', target, atMs, factor: 10 }) },
  pause: { label: 'Freeze', icon: 'snowflake', letter: 'F', fault: (target, atMs) => ({ kind: 'pause', target, atMs }) },
  fail: { label: 'Fail half', icon: 'circle-x', letter: 'H', fault: (target, atMs) => ({ kind: 'fail', target, atMs, ratio: 0.5 }) },
  skew: { label: 'Skew clock', icon: 'clock-alert', letter: 'K', fault: (target, atMs) => ({ kind: 'skew', target, atMs, offsetMs: 2000 }) },
  cut: { label: 'Cut', icon: 'unlink-2', letter: 'C', fault: (target, atMs) => ({ kind: 'cut', target, atMs }) },
  delay: { label: 'Delay 500 ms', icon: 'hourglass', letter: 'D', fault: (target, atMs) => ({ kind: 'delay', target, atMs, ms: 500 }) },
  drop: { label: 'Lose a fifth', icon: 'circle-x', letter: 'L', fault: (target, atMs) => ({ kind: 'drop', target, atMs, ratio: 0.2 }) },
};

const offered = Object.keys(offers) as FaultKind[];
const among = (kinds: readonly string[]) => offered.filter((kind) => kinds.includes(kind));
/** The faults that the menu of a link and of a node offer, in its order. */
export const linkOffers: readonly FaultKind[] = among(linkFaultKinds);
export const nodeOffers: readonly FaultKind[] = among(nodeFaultKinds);

interface Subject {
  /** A node or a link, by its id. */
  readonly target: string;
  /** The kinds that it takes. */
  readonly takes: readonly FaultKind[];
  /** A node's state; undefined for a link, which always takes every fault. */
  readonly state: NodeState | undefined;
}

/** What can be done to a node or a link at the playhead. */
export function faultMenu({ target, takes, state }: Subject, faults: readonly Fault[], at: number): FaultChoice[] {
  const atMs = at / 1000;
  return takes.flatMap((kind): FaultChoice[] => {
    const offer = offers[kind];
    if (offer === undefined) return [];
    const { label, icon, letter, fault } = offer;
    const index = faults.findIndex((each) => each.kind === kind && each.target === target && holdsAt(each, atMs));
    const isOn = index >= 0 && (state === undefined || shows(kind, state));
    const unavailable = state === undefined ? '' : whyNot(kind, state.condition, isOn);
    const events: PlaygroundEvent[] = isOn ? endedAt(faults[index]!, index, atMs) : [{ type: 'fault.added', fault: fault(target, atMs) }];
    return [{ kind, label, icon, letter, isOn, unavailable, events }];
  });
}

const holdsAt = ({ atMs, forMs }: Fault, now: number): boolean => atMs <= now && (forMs === undefined || now < atMs + forMs);

/** Whether a node shows the effect of this fault: a crash makes it forget what held before. */
function shows(kind: FaultKind, { condition, factor, failRatio }: NodeState): boolean {
  switch (kind) {
    case 'slow':
      return factor > 1;
    case 'fail':
      return failRatio > 0;
    case 'pause':
      return condition === 'paused';
    default:
      return kind === 'skew';
  }
}

/** The same fault, but over at this moment. */
function endedAt(fault: Fault, index: number, atMs: number): PlaygroundEvent[] {
  const removed = { type: 'fault.removed', index } as const;
  return fault.atMs === atMs ? [removed] : [removed, { type: 'fault.added', fault: { ...fault, forMs: atMs - fault.atMs } }];
}

/** What the node's actor would refuse, said beforehand. */
function whyNot(kind: FaultKind, condition: NodeCondition, isOn: boolean): string {
  if (isOn) return '';
  switch (condition) {
    case 'down':
      return kind === 'restart' ? '' : 'it is down';
    case 'restarting':
      return kind === 'crash' ? '' : 'it is starting';
    case 'paused':
      return kind === 'crash' ? '' : 'it is frozen';
    case 'up':
    case 'slow':
    case 'failing':
      return kind === 'restart' ? 'it is running' : '';
  }
}
