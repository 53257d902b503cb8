import type { Edge, Node } from 'reactflow';
import type { CardPlace } from './node-card.tsx';
import type { PlannedLink, WiringPlan } from './wiring-plan.ts';

export type CardFlowNode = Node<{ place: CardPlace }, 'card'>;
export type GroundFlowNode = Node<{ plan: WiringPlan }, 'ground'>;
export type WireFlowEdge = Edge<{ link: PlannedLink }, 'wire'>;

/** A plan as React Flow wants it. Nothing in it depends on the time, so that it is laid out once. */
export function flowOf(plan: WiringPlan): { readonly nodes: (CardFlowNode | GroundFlowNode)[]; readonly edges: WireFlowEdge[] } {
  const { width, height } = plan.wiring;
  const ground: GroundFlowNode = { id: ' ground', type: 'ground', position: { x: 0, y: 0 }, width, height, zIndex: -1, data: { plan } };
  const cards = plan.cards.map((place): CardFlowNode => {
    const { x, y, ...size } = place.box;
    return { id: place.card.id, type: 'card', position: { x, y }, ...size, zIndex: 2, style: { pointerEvents: 'all' }, data: { place } };
  });
  const edges = plan.links.map((link): WireFlowEdge => ({ id: link.id, type: 'wire', source: link.from, target: link.to, data: { link } }));
  return { nodes: [ground, ...cards], edges };
}
