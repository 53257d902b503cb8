import { endsOf, withGrids } from '@/simulation/views/grid.ts';
import type { Box, GroupSpec, Knobs, LinkSpec, Topology, Wiring } from '@/simulation/scenario.ts';
import { routeThrough, type Route } from '@/simulation/views/route.ts';
import type { CardPlace } from './node-card.tsx';

/** A line: a link, or all links between a node and a grid. */
export interface PlannedLink {
  /** `from>to`, nodes or groups. */
  readonly id: string;
  /** Its two ends by their labels. */
  readonly name: string;
  readonly spec: LinkSpec;
  /** The links that it stands for. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
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
  /** The cards of each grid. */
  readonly grids: readonly (readonly CardPlace[])[];
  /** Those of groups first, for they lie round those of nodes. */
  readonly boundaries: readonly PlannedBoundary[];
  /** Of those, the pods. */
  readonly pods: readonly PlannedBoundary[];
  readonly links: readonly PlannedLink[];
  /** The way of a message, by the id of its link: one of a grid leaves the common line and goes to its own node. */
  readonly routes: ReadonlyMap<string, Route>;
  readonly inner: readonly string[];
}

export function wiringPlan(topology: Topology, drawn: Wiring, knobs: Knobs): WiringPlan {
  const wiring = withGrids(topology, drawn, knobs);
  const cards = topology.nodes.flatMap((node) =>
    node.cards.flatMap((card): CardPlace[] => {
      const box = wiring.cards[card.id];
      return box === undefined || wiring.hides?.includes(card.id) === true ? [] : [{ node, card, box }];
    }),
  );
  const boundaries = boundariesOf(topology, wiring);
  const lines = linesOf(topology, wiring, cards);
  return {
    wiring,
    cards,
    grids: (topology.groups ?? []).filter(({ grid }) => grid !== undefined).map(({ nodes }) => cards.filter(({ node }) => nodes.includes(node.id))),
    boundaries,
    pods: boundaries.filter(({ kind }) => kind === 'pod'),
    links: apart(lines.map(({ link }) => link)),
    routes: new Map(lines.flatMap(({ routes }) => routes)),
    inner: (wiring.inner ?? []).filter((corners) => corners.length > 1).map((corners) => routeThrough(corners).path),
  };
}

interface Line {
  readonly link: PlannedLink;
  readonly routes: readonly (readonly [link: string, route: Route])[];
}

function linesOf(topology: Topology, { edges }: Wiring, cards: readonly CardPlace[]): readonly Line[] {
  const { nodes, links, groups = [] } = topology;
  const cardOf = (node: string, preferred: string | undefined) => {
    const own = cards.filter((place) => place.node.id === node).map(({ card }) => card.id);
    return own.find((id) => id === preferred) ?? own[0] ?? '';
  };
  const labelOf = (id: string) => [...nodes, ...groups].find((one) => one.id === id)?.label ?? id;
  const memberOf = ({ from, to }: LinkSpec) => ({ id: `${from}>${to}`, name: `${labelOf(from)} to ${labelOf(to)}` });
  const lines = new Map<string, { readonly from: string; readonly to: string; readonly specs: LinkSpec[] }>();
  for (const spec of links) {
    const [from, to] = endsOf(topology, spec);
    const line = lines.get(`${from}>${to}`);
    if (line !== undefined) line.specs.push(spec);
    else lines.set(`${from}>${to}`, { from, to, specs: [spec] });
  }
  return [...lines].flatMap(([id, { from, to, specs }]): Line[] => {
    const corners = edges[id];
    const [spec] = specs;
    if (spec === undefined || corners === undefined || corners.length < 2) return [];
    const isDrawn = (one: LinkSpec) => cardOf(one.from, one.fromCard) !== '' && cardOf(one.to, one.toCard) !== '';
    const route = routeThrough(corners);
    const middle = (node: string) => cards.filter((place) => place.node.id === node).map(({ box }) => [box.x + box.width / 2, box.y + box.height / 2] as const);
    const wayOf = (one: LinkSpec) => (specs.length === 1 ? route : routeThrough([...(one.from === from ? [] : middle(one.from)), ...corners, ...(one.to === to ? [] : middle(one.to))]));
    const members = specs.length === 1 ? specs : specs.filter(isDrawn);
    return [{
      link: { id, name: `${labelOf(from)} to ${labelOf(to)}`, spec, members: members.map(memberOf), route, from: cardOf(spec.from, spec.fromCard), to: cardOf(spec.to, spec.toCard) },
      routes: members.map((one) => [`${one.from}>${one.to}`, wayOf(one)] as const),
    }];
  });
}

/** Of two links along one line, there and back, each is pressed nearer to where it starts. */
function apart(links: readonly PlannedLink[]): readonly PlannedLink[] {
  const isClose = (one: PlannedLink, other: PlannedLink) => one !== other && Math.hypot(one.route.middle.x - other.route.middle.x, one.route.middle.y - other.route.middle.y) < 16;
  return links.map((link) => (links.some((other) => isClose(link, other)) ? { ...link, route: { ...link.route, middle: link.route.at(0.36) } } : link));
}

function boundariesOf({ nodes, groups = [] }: Topology, { boundaries }: Wiring): PlannedBoundary[] {
  const processes = nodes.map(({ id, label, boundary = '' }) => ({ id, label, caption: boundary, kind: 'process' as const }));
  return [...groups, ...processes].flatMap(({ id, label, caption, kind }) => {
    const box = boundaries[id];
    return box === undefined ? [] : [{ id, label, caption, kind, box }];
  });
}
