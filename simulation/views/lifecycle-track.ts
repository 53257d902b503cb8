import type { ScenarioData, StatechartPicture } from '../scenario.ts';
import { firstPod, soundNode, type FrameIndex } from './frame-index.ts';
import { lifePicture, type Living } from './lifecycle.ts';
import { trackOf, type StatechartStep, type StatechartTrack } from './statechart-track.ts';
import { labelsOf } from './labels.ts';

const known = new WeakMap<FrameIndex, Map<string, StatechartTrack>>();

export interface Life {
  readonly picture: StatechartPicture;
  readonly track: StatechartTrack;
}

/** The life of one node, link or pod: the machine that the kernel drives it with, and its way through that in this run. */
export const lifeOf = (index: FrameIndex, what: Living, target: string): Life => ({ picture: pictureFor(index.data, what, target), track: lifeTrack(index, what, target) });

const pictureFor = ({ topology: { groups = [] } }: ScenarioData, what: Living, target: string): StatechartPicture =>
  lifePicture(what === 'node' && groups.some(({ kind, nodes }) => kind === 'pod' && nodes.includes(target)) ? 'container' : what);

/** The life of one node, link or pod in this run, as a track of its statechart. */
function lifeTrack(index: FrameIndex, what: Living, target: string): StatechartTrack {
  let tracks = known.get(index);
  if (tracks === undefined) known.set(index, (tracks = new Map()));
  let track = tracks.get(target);
  if (track === undefined) tracks.set(target, (track = collect(index, what, target)));
  return track;
}

function collect({ data, nodes, links, pods }: FrameIndex, what: Living, target: string): StatechartTrack {
  const picture = pictureFor(data, what, target);
  const states = { node: nodes, link: links, pod: pods }[what].get(target);
  const steps: StatechartStep[] = [];
  let from: string = what === 'pod' ? firstPod.condition : soundNode.condition;
  for (const [position, state] of (states?.values ?? []).entries()) {
    const { condition: to } = state;
    const known = 'ending' in state && to === 'stopping' ? eventOfEnding[state.ending] : undefined;
    if (to !== from) steps.push({ at: states!.times[position]!, event: known ?? eventBetween(picture, from, to), from, to });
    from = to;
  }
  const label = target.split('>').map((id) => labelsOf(data.topology).get(id) ?? id).join(' to ');
  return trackOf({ id: `life ${target}`, label: `${label}, the ${what} itself`, node: target, steps });
}

/** Several things stop a pod; it says which did. */
const eventOfEnding: Readonly<Record<string, string>> = { stopped: 'stop', evicted: 'evict', completed: 'exited', failed: 'exited' };

/** What led from one state to another; '' where several things happened at one instant. */
function eventBetween({ states, transitions }: StatechartPicture, from: string, to: string): string {
  const names = (name: string) => [name, states.find((state) => state.name === name)?.within];
  return transitions.find((each) => names(from).includes(each.from) && names(to).includes(each.to))?.event ?? '';
}
