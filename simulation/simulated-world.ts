import { createActor, type Actor, type AnyActorRef, type AnyStateMachine } from 'xstate';
import type { LinkEvent } from './actors/link.machine.ts';
import type { NodeEffects, NodeEvent } from './actors/node.machine.ts';
import { runMachine } from './actors/run.machine.ts';
import type { Fault, FaultKind } from './fault.ts';
import { edgesOf } from './fault-events.ts';
import type { Kernel, ScheduledEvent } from './kernel.ts';
import { Link, Network } from './nodes/network.ts';
import type { Surroundings } from './nodes/node-env.ts';
import { Requests } from './nodes/requests.ts';
import { SimulatedNode, type NodeProcess } from './nodes/simulated-node.ts';
import type { ScenarioData } from './scenario.ts';
import { digestConformance, flatName, followStatechart } from './statechart.ts';
import type { Process, Statechart } from './world.ts';

/** From the restart of a node to its first instruction, in virtual ms. */
const bootMs = 500;

export interface Cast {
  readonly data: ScenarioData;
  /** Undefined where the run is measured without its checks: then nothing is held against a statechart. */
  readonly machine: AnyStateMachine | undefined;
  /** Builds a fresh process of a node: its code, newly instantiated. */
  start(process: NodeProcess, world: Surroundings): Process;
}

/** The nodes and links of a run, each an actor of one system on the kernel's clock. Whatever happens to them goes through `tell`. */
export class SimulatedWorld implements Surroundings {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly requests: Requests;
  readonly nodes: ReadonlyMap<string, SimulatedNode>;
  private readonly links: ReadonlyMap<string, Link>;
  private readonly machine: AnyStateMachine | undefined;
  private readonly run: Actor<typeof runMachine>;

  constructor(kernel: Kernel, cast: Cast) {
    this.kernel = kernel;
    this.machine = cast.machine;
    const { topology, rejections } = cast.data;
    const node = (id: string) => new SimulatedNode(id, kernel, (process) => cast.start(process, this));
    this.nodes = new Map(topology.nodes.map(({ id }) => [id, node(id)]));
    const link = (spec: (typeof topology.links)[number]) => new Link(spec, this.node(spec.from), this.node(spec.to), kernel.seed);
    this.links = new Map(topology.links.map((spec) => [`${spec.from}>${spec.to}`, link(spec)]));
    this.network = new Network(kernel);
    this.requests = new Requests(kernel, this.network, rejections);
    this.run = createActor(runMachine, {
      input: {
        nodes: [...this.nodes.values()].map((one) => ({ id: one.id, effects: this.effectsOn(one) })),
        links: [...this.links.values()].map((one) => ({ id: one.id, carry: (conditions) => void (one.conditions = conditions) })),
      },
      clock: {
        setTimeout: (run: () => void, ms: number) => kernel.schedule(Math.round(ms * 1000), null, null, run),
        clearTimeout: (event: { cancelled: boolean }) => void (event.cancelled = true),
      },
    });
    this.run.start();
  }

  /** Starts every node's process, in the order of the topology. */
  begin(): void {
    this.run.send({ type: 'loaded' });
    for (const id of this.nodes.keys()) this.actor(id).send({ type: 'started' });
  }

  end(type: 'violate' | 'exhaust' | 'fail' | 'end'): void {
    this.run.send({ type });
  }

  /** Lets a fault strike at its time and end after its length. */
  schedule(fault: Fault): void {
    const { kernel } = this;
    const { strike, lift } = edgesOf(fault);
    kernel.schedule(Math.round(fault.atMs * 1000), null, null, () => {
      const applied = this.tell(fault.target, strike, 'fault.applied', fault.kind);
      if (!applied || fault.forMs === undefined || lift === undefined) return;
      kernel.schedule(Math.round(fault.forMs * 1000), null, null, () => {
        this.tell(fault.target, lift, 'fault.lifted', fault.kind);
      });
    });
  }

  linkBetween(from: string, to: string): Link {
    const link = this.links.get(`${from}>${to}`);
    if (link !== undefined) return link;
    const others = [...this.links.keys()].filter((id) => id.startsWith(`${from}>`)).join(', ');
    throw new Error(`${from} has no link to ${to}; its links are: ${others || 'none'}.`);
  }

  statechart(process: NodeProcess, id: string): Statechart {
    if (this.machine === undefined) return { took: () => undefined };
    return followStatechart(this.machine, id, (conformance) => void this.kernel.write(process.node.id, 'statechart', conformance, digestConformance));
  }

  private node(id: string): SimulatedNode {
    const node = this.nodes.get(id);
    if (node === undefined) throw new Error(`The topology has no node named ${id}.`);
    return node;
  }

  private actor(id: string): AnyActorRef {
    return this.run.system.get(id) as AnyActorRef;
  }

  /**
   * Sends an event to the actor of a node or a link, if it accepts it; the trace says which, and what state it came to.
   * Where a fault's end finds nothing left to end, its time is over all the same.
   */
  private tell(target: string, event: NodeEvent | LinkEvent, row: 'fault.applied' | 'fault.lifted', kind: FaultKind): boolean {
    const { kernel } = this;
    const { recorder } = kernel;
    const actor = this.actor(target);
    const before = actor.getSnapshot() as { value: unknown; can(event: unknown): boolean };
    if (!before.can(event)) {
      const reason = `${target} is ${flatName(before.value)} and takes no ${event.type}.`;
      if (row === 'fault.lifted') kernel.write('', row, { target, kind });
      else kernel.write('', 'fault.refused', { target, kind, reason });
      return false;
    }
    recorder.cause = kernel.write('', row, { target, kind }).id;
    actor.send(event);
    this.noteState(target);
    return true;
  }

  private noteState(target: string): void {
    const { kernel } = this;
    const { value, context } = this.actor(target).getSnapshot() as { value: unknown; context: { factor: number; ratio: number } };
    const link = this.links.get(target);
    const state = flatName(value);
    if (link === undefined) kernel.write(target, 'node.state', { state, factor: context.factor, failRatio: context.ratio });
    else kernel.write('', 'link.state', { link: target, state, there: { ...link.conditions.there }, back: { ...link.conditions.back } });
  }

  private effectsOn(node: SimulatedNode): NodeEffects {
    const { kernel } = this;
    let booting: ScheduledEvent | undefined;
    return {
      stop: () => {
        if (booting !== undefined) booting.cancelled = true;
        node.stopProcess();
      },
      boot: () => {
        if (kernel.dispatched === 0) return;
        booting = kernel.schedule(bootMs * 1000, null, null, () => {
          this.actor(node.id).send({ type: 'started' });
          this.noteState(node.id);
        });
      },
      start: () => node.startProcess(),
      hold: () => node.hold(),
      release: () => node.release(),
      slowDown: (factor) => void (node.factor = factor),
      failShare: (ratio) => void (node.failRatio = ratio),
      turnClock: (offsetMs, rate) => node.clock.turn(kernel.now, offsetMs, rate),
    };
  }
}
