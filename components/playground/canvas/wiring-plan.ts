import type { Box, GroupSpec, LinkSpec, Topology, Wiring } from '@/simulation/scenario.ts';
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
/** Drawn round the cards of a node, or of several. */
export interface PlannedBoundary {
  readonly id: string;
  readonly label: string;
  readonly caption: string;
  readonly kind: GroupSpec['kind'];
  readonly box: Box;
}
/** One wiring, joined with the nodes and links that it lays out: what a canvas draws, without the time. */
export interface WiringPlan {
  readonly wiring: Wiring;
  readonly cards: readonly CardPlace[];
  /** Those of groups first, for they lie round those of nodes. */
  readonly boundaries: readonly PlannedBoundary[];
  /** Of those, the pods. */
  readonly pods: readonly PlannedBoundary[];
  readonly links: readonly PlannedLink[];
  readonly inner: readonly string[];
}

export function wiringPlan(topology: Topology, wiring: Wiring): WiringPlan {
  const { nodes, links } = topology;
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
  const boundaries = boundariesOf(topology, wiring);
  const labelOf = (node: string) => nodes.find(({ id }) => id === node)?.label ?? node;
  return {
    wiring,
    cards,
    boundaries,
    pods: boundaries.filter(({ kind }) => kind === 'pod'),
    links: links.flatMap((spec): PlannedLink[] => {
      const id = `${spec.from}>${spec.to}`;
      const corners = wiring.edges[id];
      if (corners === undefined || corners.length < 2) return [];
      return [{ id, name: `${labelOf(spec.from)} to ${labelOf(spec.to)}`, spec, route: routeThrough(corners), from: cardOf(spec.from, spec.fromCard), to: cardOf(spec.to, spec.toCard) }];
    }),
    inner: (wiring.inner ?? []).filter((corners) => corners.length > 1).map((corners) => routeThrough(corners).path),
  };
}

function boundariesOf({ nodes, groups = [] }: Topology, { boundaries }: Wiring): PlannedBoundary[] {
  const processes = nodes.map(({ id, label, boundary = '' }) => ({ id, label, caption: boundary, kind: 'process' as const }));
  return [...groups, ...processes].flatMap(({ id, label, caption, kind }) => {
    const box = boundaries[id];
    return box === undefined ? [] : [{ id, label, caption, kind, box }];
  });
}
