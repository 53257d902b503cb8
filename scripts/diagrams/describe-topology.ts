import { gridWith } from '../../simulation/views/grid.ts';
import type { GroupSpec, LinkSpec, NodeSpec, Topology } from '../../simulation/scenario.ts';

/** What the drawn topology shows, in sentences, for whoever does not see it. */
export function describeTopology(topology: Topology): string {
  const { nodes, groups = [] } = topology;
  return [...nodes.flatMap((node) => describeCalls(node, topology)), ...groups.map((group) => describeGroup(group, nodes)), ...nodes.filter(({ id }) => gridWith(topology, id) === undefined).flatMap(describeInside)].join(' ');
}

const describeGroup = ({ label, caption, nodes: members, grid }: GroupSpec, nodes: readonly NodeSpec[]) =>
  `${label}, ${caption}, holds ${grid === undefined ? listed(members.map((member) => labelOf(member, nodes))) : `up to ${members.length} nodes`}.`;

const labelOf = (node: string, nodes: readonly NodeSpec[]) => nodes.find(({ id }) => id === node)?.label ?? node;

function describeCalls(node: NodeSpec, topology: Topology) {
  const { nodes, links } = topology;
  const targets = (...styles: LinkSpec['style'][]) =>
    [...new Set(links.filter((link) => link.from === node.id && styles.includes(link.style ?? 'network')).map(({ to }) => gridWith(topology, to)?.label ?? labelOf(to, nodes)))];
  const called = targets('network', 'mesh');
  const told = targets('asynchronous');
  const beside = targets('local');
  return [
    ...(called.length > 0 ? [`Requests go from ${node.label} to ${listed(called)}.`] : []),
    ...(told.length > 0 ? [`Messages go from ${node.label} to ${listed(told)}, without a reply.`] : []),
    ...(beside.length > 0 ? [`${node.label} uses ${listed(beside)} on the same machine.`] : []),
  ];
}

function describeInside({ label, boundary, cards }: NodeSpec) {
  const added = cards.filter(({ ink }) => ink).map((card) => card.label);
  if (cards.length < 2) return added.length > 0 ? [`${label} is what the pattern adds.`] : [];
  const addition = added.length > 0 ? `, of which the pattern adds ${listed(added)}` : '';
  return [`${label}${boundary ? `, ${boundary},` : ''} holds ${listed(cards.map((card) => card.label))}${addition}.`];
}

const listed = (names: readonly string[]) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`);
