import type { FaultKind } from '@/simulation/fault.ts';
import type { LinkState, NodeState, PodState } from '@/simulation/views/frame-index.ts';
import type { Way } from './fault-offers.ts';

/** Why the actor of a node would refuse a fault in this state, or ''. */
export function nodeRefusal(kind: FaultKind, { condition, factor }: NodeState): string {
  switch (condition) {
    case 'stopping':
      return kind === 'crash' ? '' : 'it is stopping';
    case 'exited':
      return kind === 'restart' ? '' : 'it has ended';
    case 'down':
      return kind === 'restart' ? '' : 'it is down';
    case 'absent':
      return 'it is not there yet';
    case 'restarting':
      return kind === 'crash' ? '' : 'it is starting';
    case 'paused':
      return kind === 'crash' ? '' : 'it is frozen';
    case 'up':
    case 'slow':
    case 'failing':
      if (kind === 'restart') return 'it is running';
      if (kind === 'slow' && factor > 1) return 'it is slow already';
      return kind === 'fail' && condition === 'failing' ? 'it fails already' : '';
  }
}

/** Why the actor of a pod would refuse a fault in this state, or ''. */
export function podRefusal({ condition }: PodState): string {
  switch (condition) {
    case 'pending':
      return 'it is not there yet';
    case 'starting':
    case 'running':
      return '';
    case 'stopping':
      return 'it is stopping already';
    case 'gone':
      return 'it is gone';
  }
}

/** Why the actor of a link would refuse a fault on this way, or '': it takes no second one of a kind while the first lasts. */
export function linkRefusal(kind: FaultKind, { there, back }: LinkState, way: Way): string {
  const isThere = way !== 'back' && isStruck(kind, there);
  const isBack = way !== 'there' && isStruck(kind, back);
  if (!isThere && !isBack) return '';
  return `${isThere && isBack ? 'both ways are' : isThere ? 'requests are' : 'replies are'} ${participles[kind] ?? 'struck'} already`;
}

const participles: Partial<Record<FaultKind, string>> = { cut: 'cut', delay: 'delayed', drop: 'lost', duplicate: 'repeated', reorder: 'reordered' };

/** Whether one way of a link shows the effect of this kind of fault. */
export function isStruck(kind: FaultKind, way: LinkState['there']): boolean {
  return kind === 'cut' ? way['cut'] === true : Number(way[kind === 'delay' ? 'delayMs' : kind]) > 0;
}
