import type { LinkSpec, NodeSpec, Topology, Wiring } from '@/simulation/scenario.ts';
import { routeThrough, type Route } from '@/simulation/views/route.ts';
import type { CardPlace } from './node-card.tsx';

export interface PlannedLink {
  readonly id: string;
  /** Its two nodes by their labels. */
  readonly name: string;
  readonly spec: LinkSpec;
  readonly route: Route;
  /** The cards that it joins. */
  readonly from: string;
  readonly to: string;
}
/** One wiring, joined with the nodes and links that it lays out: what a canvas draws, without the time. */
export interface WiringPlan {
  readonly wiring: Wiring;
  readonly cards: readonly CardPlace[];
  readonly boundaries: readonly { readonly node: NodeSpec; readonly box: Wiring['boundaries'][string] }[];
  readonly links: readonly PlannedLink[];
  readonly inner: readonly string[];
}

export function wiringPlan({ nodes, links }: Topology, wiring: Wiring): WiringPlan {
  const cards = nodes.flatMap((node) =>
    node.cards.flatMap((card): CardPlace[] => {
      const box = wiring.cards[card.id];
      return box === undefined || wiring.hides?.includes(card.id) === true ? [] : [{ node, card, box }];
    }),
  );
  const cardOf = (node: string, preferred: string | undefined) => {
    const own = cards.filter((place) => place.node.id === node).map(({ card }) => card.id);
    return own.find((id) => id === preferred) ?? own[0] ?? '';
  };
  const labelOf = (node: string) => nodes.find(({ id }) => id === node)?.label ?? node;
  return {
    wiring,
    cards,
    boundaries: nodes.flatMap((node) => {
      const box = wiring.boundaries[node.id];
      return box === undefined ? [] : [{ node, box }];
    }),
    links: links.flatMap((spec): PlannedLink[] => {
      const id = `${spec.from}>${spec.to}`;
      const corners = wiring.edges[id];
      if (corners === undefined || corners.length < 2) return [];
      return [{ id, name: `${labelOf(spec.from)} to ${labelOf(spec.to)}`, spec, route: routeThrough(corners), from: cardOf(spec.from, spec.fromCard), to: cardOf(spec.to, spec.toCard) }];
    }),
    inner: (wiring.inner ?? []).filter((corners) => corners.length > 1).map((corners) => routeThrough(corners).path),
  };
}
