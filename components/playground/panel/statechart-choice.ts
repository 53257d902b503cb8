import type { ScenarioData } from '@/simulation/scenario.ts';
import type { FrameIndex } from '@/simulation/views/frame-index.ts';
import { lifeOf, type Life } from '@/simulation/views/lifecycle-track.ts';
import { livesAt, statechartTracks, trackOf } from '@/simulation/views/statechart-track.ts';

/** One life that the pane can show: an instance of the pattern's statechart, or a node, a pod or a link itself. */
export type StatechartChoice = Life;

/**
 * The instances of the pattern's statechart that are to be offered at a moment, and the life of what is selected on the canvas. The first
 * is what is shown unless another was chosen, which stays among them.
 */
export function statechartChoices(index: FrameIndex, selected: string | null, at: number, chosen = ''): readonly StatechartChoice[] {
  const { run, data } = index;
  const all = statechartTracks(run, data);
  const lives = livesAt(all, at);
  const kept = lives.some(({ id }) => id === chosen) ? [] : all.filter(({ id }) => id === chosen);
  const instances = [...lives, ...kept].map((track) => ({ picture: data.statechart, track }));
  const resting = instances.length > 0 ? [] : [{ picture: data.statechart, track: trackOf({ id: '', label: 'The pattern', node: '', steps: [] }) }];
  const life = lifeOfSelected(index, selected);
  if (life === undefined) return [...instances, ...resting];
  const own = instances.filter(({ track }) => track.node === life.track.node);
  return [...own, life, ...instances.filter((each) => !own.includes(each)), ...resting];
}

function lifeOfSelected(index: FrameIndex, selected: string | null): StatechartChoice | undefined {
  const { nodes, groups = [], links } = index.data.topology;
  const node = nodes.find(({ cards }) => cards.some(({ id }) => id === selected));
  if (node !== undefined) return lifeOf(index, 'node', node.id);
  if (selected === null) return undefined;
  if (groups.some(({ id, kind }) => kind === 'pod' && id === selected)) return lifeOf(index, 'pod', selected);
  return links.some(({ from, to }) => `${from}>${to}` === selected) ? lifeOf(index, 'link', selected) : undefined;
}

/** The state that an instance begins in. */
export const firstState = ({ states }: ScenarioData['statechart']): string => states.find(({ initial }) => initial)?.name ?? states[0]?.name ?? '';
