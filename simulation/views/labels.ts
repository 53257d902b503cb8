import type { Topology } from '../scenario.ts';

/** The labels of nodes and groups, by their ids. */
export const labelsOf = ({ nodes, groups = [] }: Topology): ReadonlyMap<string, string> => new Map([...nodes, ...groups].map(({ id, label }) => [id, label]));
