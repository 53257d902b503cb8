import type { ScenarioData } from '../../simulation/scenario.ts';
import { lucideParts } from '../diagrams/lucide-icon.ts';
import { iconPath } from './icon-path.ts';

/** The data as a page gets it: in place of an icon's name its path, so that a page carries the icons of its own scenario and no others. */
export async function withDrawnIcons(data: ScenarioData): Promise<ScenarioData> {
  const draw = async <Named extends { readonly icon: string }>(named: Named): Promise<Named> => ({ ...named, icon: iconPath(await lucideParts(named.icon)) });
  const drawAll = <Named extends { readonly icon: string }>(named: readonly Named[]) => Promise.all(named.map(draw));
  const { topology, experiments, hero } = data;
  const nodes = await Promise.all(topology.nodes.map(async (node) => ({ ...node, cards: await drawAll(node.cards) })));
  return {
    ...data,
    topology: { ...topology, nodes },
    experiments: await drawAll(experiments),
    ...(hero && { hero: { ...hero, action: await draw(hero.action) } }),
  };
}
