import { initialTransition, transition, type AnyMachineSnapshot, type AnyStateMachine, type EventObject } from 'xstate';
import { linkMachine, soundCondition, type LinkEvent } from '../actors/link.machine.ts';
import { podMachine, type PodEffects, type PodEvent } from '../actors/pod.machine.ts';
import { nodeMachine, type NodeEffects, type NodeEvent } from '../actors/node.machine.ts';
import type { StatechartPicture, Tone } from '../scenario.ts';
import { flatName } from '../statechart.ts';

type States = StatechartPicture['states'];
type Transitions = StatechartPicture['transitions'];
type StateNode = AnyStateMachine['root'];

const nothing = () => undefined;
const noEffects: NodeEffects = { stop: nothing, terminate: nothing, boot: nothing, start: nothing, hold: nothing, release: nothing, slowDown: nothing, failShare: nothing, turnClock: nothing };
/** One event of each kind that these machines take: which states there are and what leads where shows when they are tried in every state. */
const nodeEvents: readonly NodeEvent[] = [
  { type: 'crash' }, { type: 'restart' }, { type: 'started' }, { type: 'pause' }, { type: 'resume' },
  { type: 'slow', factor: 10 }, { type: 'quicken' }, { type: 'fail', ratio: 0.5 }, { type: 'mend' },
];
/** And those of a node that is a container of a pod. */
const containerEvents: readonly NodeEvent[] = [{ type: 'withhold' }, { type: 'launch' }, { type: 'terminate' }, { type: 'exit', code: 0 }];
const linkEvents: readonly LinkEvent[] = (['cut', 'delayMs'] as const).flatMap((key) => [
  { type: 'degrade', direction: 'both', change: { [key]: key === 'cut' ? true : 500 } },
  { type: 'restore', direction: 'both', change: { [key]: soundCondition[key] } },
]);

const noPodEffects: PodEffects = { start: nothing, terminate: nothing, kill: nothing, backOff: nothing, allowGrace: nothing, leave: nothing };
/** A helper and an app that ends: with them a pod comes into each of its states. */
const samplePod = { effects: noPodEffects, containers: [{ node: 'helper', kind: 'helper' }, { node: 'app', kind: 'app' }], restart: 'never' } as const;
const podEvents: readonly PodEvent[] = [
  { type: 'begin' }, { type: 'ready', node: 'helper' }, { type: 'exited', node: 'app', code: 0 }, { type: 'exited', node: 'helper', code: 0 },
  { type: 'stop' }, { type: 'evict' }, { type: 'graceOver' }, { type: 'replace' },
];

/** What a canvas shows that has a life of its own. */
export type Living = 'node' | 'link' | 'pod';
const known = new Map<Living | 'container', StatechartPicture>();

/**
 * The life of a node, a link or a pod as a page draws it, read off the machine that the kernel drives it with.
 */
export function lifePicture(what: Living | 'container'): StatechartPicture {
  let picture = known.get(what);
  if (picture === undefined) known.set(what, (picture = pictures[what]()));
  return picture;
}

const pictures: Readonly<Record<Living | 'container', () => StatechartPicture>> = {
  container: () => pictureOf(nodeMachine, { effects: noEffects }, [...nodeEvents, ...containerEvents]),
  node: () => pictureOf(nodeMachine, { effects: noEffects }, nodeEvents),
  link: () => pictureOf(linkMachine, { carry: nothing }, linkEvents),
  pod: () => pictureOf(podMachine, samplePod, podEvents),
};

function pictureOf(machine: AnyStateMachine, input: unknown, events: readonly EventObject[]): StatechartPicture {
  const found = steps(machine, input, events);
  const states = drawnStates(machine.root).filter(({ name, initial }) => initial || found.some(({ to }) => to === name));
  return { states, transitions: bundled(found, states) };
}

/** A run begins where nodes and links are up, and pods not yet there. */
const firstStates = ['up', 'pending'];

/** The innermost states that have a place on the page. Those without are passed through in no time. */
function drawnStates(parent: StateNode): States {
  return Object.values(parent.states).flatMap((state): States => {
    if (Object.keys(state.states).length > 0) return drawnStates(state).map((inner) => ({ ...inner, within: state.key }));
    const meta = state.meta as { sentence: string; x: number; y: number; tone: Tone } | undefined;
    return meta === undefined ? [] : [{ name: state.key, ...meta, initial: firstStates.includes(state.key) }];
  });
}

/** Every step between two innermost states that some sequence of events can take. Nothing is carried out. */
function steps(machine: AnyStateMachine, input: unknown, events: readonly EventObject[]): Transitions {
  const [first] = initialTransition(machine, input);
  const found = new Map<string, Transitions[number]>();
  const keyOf = ({ value, context }: AnyMachineSnapshot) => JSON.stringify([value, context]);
  const seen = new Set([keyOf(first)]);
  const waiting = [first];
  for (let snapshot = waiting.pop(); snapshot !== undefined; snapshot = waiting.pop()) {
    for (const event of events) {
      if (!snapshot.can(event)) continue;
      const [next] = transition(machine, snapshot, event);
      const [from, to] = [flatName(snapshot.value), flatName(next.value)];
      if (from !== to) found.set(`${from} ${event.type} ${to}`, { from, to, event: event.type });
      if (seen.has(keyOf(next))) continue;
      seen.add(keyOf(next));
      waiting.push(next);
    }
  }
  return [...found.values()];
}

/** What leads from every inner state of a state to one place is one transition, and so is what leads from one place to all of them. */
function bundled(transitions: Transitions, states: States): Transitions {
  const holders = [...new Set(states.flatMap(({ within }) => within ?? []))];
  const innerOf = (holder: string) => states.filter(({ within }) => within === holder).map(({ name }) => name);
  let rest = transitions;
  for (const holder of holders) {
    const inner = innerOf(holder);
    for (const [end, far] of [['from', 'to'], ['to', 'from']] as const) {
      for (const one of rest.filter((each) => each[end] === inner[0] && !inner.includes(each[far]))) {
        const like = rest.filter((each) => inner.includes(each[end]) && each[far] === one[far] && each.event === one.event);
        if (like.length === inner.length) rest = [...rest.filter((each) => !like.includes(each)), { ...one, [end]: holder }];
      }
    }
  }
  return rest;
}
