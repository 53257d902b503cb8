import type { Violation } from '@/simulation/run.ts';
import type { CardPlace } from './node-card.tsx';

/** Which card stands for each cause of a broken promise: the inked one of its node, or else the first that is drawn. Causes count from 1. */
export function causesByCard(violation: Violation | undefined, cards: readonly CardPlace[]): ReadonlyMap<string, readonly number[]> {
  const causes = new Map<string, number[]>();
  for (const [position, { node }] of (violation?.chain ?? []).entries()) {
    const own = cards.filter((place) => place.node.id === node);
    const place = own.find(({ card }) => card.ink === true) ?? own[0];
    if (place === undefined) continue;
    causes.set(place.card.id, [...(causes.get(place.card.id) ?? []), position + 1]);
  }
  return causes;
}
