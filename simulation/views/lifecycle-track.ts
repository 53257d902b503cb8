import type { StatechartPicture } from '../scenario.ts';
import { soundNode, type FrameIndex } from './frame-index.ts';
import { lifePicture } from './lifecycle.ts';
import { trackOf, type StatechartStep, type StatechartTrack } from './statechart-track.ts';

const known = new WeakMap<FrameIndex, Map<string, StatechartTrack>>();

/** The life of one node or link in this run, as a track of its statechart. */
export function lifeTrack(index: FrameIndex, what: 'node' | 'link', target: string): StatechartTrack {
  let tracks = known.get(index);
  if (tracks === undefined) known.set(index, (tracks = new Map()));
  let track = tracks.get(target);
  if (track === undefined) tracks.set(target, (track = collect(index, what, target)));
  return track;
}

function collect({ data, nodes, links }: FrameIndex, what: 'node' | 'link', target: string): StatechartTrack {
  const picture = lifePicture(what);
  const states = what === 'node' ? nodes.get(target) : links.get(target);
  const steps: StatechartStep[] = [];
  let from: string = soundNode.condition;
  for (const [position, { condition: to }] of (states?.values ?? []).entries()) {
    if (to !== from) steps.push({ at: states!.times[position]!, event: eventBetween(picture, from, to), from, to });
    from = to;
  }
  const label = target.split('>').map((id) => data.topology.nodes.find((node) => node.id === id)?.label ?? id).join(' to ');
  return trackOf({ id: `life ${target}`, label: `${label}, the ${what} itself`, node: target, steps });
}

/** What led from one state to another; '' where several things happened at one instant. */
function eventBetween({ states, transitions }: StatechartPicture, from: string, to: string): string {
  const names = (name: string) => [name, states.find((state) => state.name === name)?.within];
  return transitions.find((each) => names(from).includes(each.from) && names(to).includes(each.to))?.event ?? '';
}
