import { linkFaultKinds, nodeFaultKinds, podFaultKinds, type Fault, type FaultKind, type LinkFault } from '@/simulation/fault.ts';

/** Which way of a link a fault strikes: requests go there, replies come back. */
export type Way = NonNullable<LinkFault['direction']>;

/** A kind of fault as a menu offers it: the key that chooses it, and the fault that it adds. */
interface Offer {
  readonly letter: string;
  readonly fault: (target: string, atMs: number, way: Way) => Fault;
}

/** No direction stands for both ways: so it is written in experiments too. */
const onWay = (way: Way) => (way === 'both' ? {} : { direction: way });

export const faultOffers: Readonly<Record<FaultKind, Offer>> = {
  crash: { letter: 'C', fault: (target, atMs) => ({ kind: 'crash', target, atMs }) },
  restart: { letter: 'R', fault: (target, atMs) => ({ kind: 'restart', target, atMs }) },
  slow: { letter: 'S', fault: (target, atMs) => ({ kind: 'slow', target, atMs, factor: 10 }) },
  pause: { letter: 'F', fault: (target, atMs) => ({ kind: 'pause', target, atMs }) },
  fail: { letter: 'H', fault: (target, atMs) => ({ kind: 'fail', target, atMs, ratio: 0.5 }) },
  skew: { letter: 'K', fault: (target, atMs) => ({ kind: 'skew', target, atMs, offsetMs: 2000 }) },
  stop: { letter: 'T', fault: (target, atMs) => ({ kind: 'stop', target, atMs }) },
  evict: { letter: 'E', fault: (target, atMs) => ({ kind: 'evict', target, atMs }) },
  cut: { letter: 'C', fault: (target, atMs, way) => ({ kind: 'cut', target, atMs, ...onWay(way) }) },
  delay: { letter: 'D', fault: (target, atMs, way) => ({ kind: 'delay', target, atMs, ms: 500, ...onWay(way) }) },
  drop: { letter: 'L', fault: (target, atMs, way) => ({ kind: 'drop', target, atMs, ratio: 0.2, ...onWay(way) }) },
  duplicate: { letter: 'P', fault: (target, atMs, way) => ({ kind: 'duplicate', target, atMs, ratio: 0.2, ...onWay(way) }) },
  reorder: { letter: 'O', fault: (target, atMs, way) => ({ kind: 'reorder', target, atMs, ratio: 0.5, ms: 200, ...onWay(way) }) },
};

const inMenuOrder = Object.keys(faultOffers) as FaultKind[];
const among = (kinds: readonly string[]) => inMenuOrder.filter((kind) => kinds.includes(kind));
/** The faults that the menu of a node, of a pod and of a link offer, in its order. */
export const nodeOffers: readonly FaultKind[] = among(nodeFaultKinds);
export const podOffers: readonly FaultKind[] = among(podFaultKinds);
export const linkOffers: readonly FaultKind[] = among(linkFaultKinds);
