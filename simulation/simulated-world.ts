import { createActor, type Actor, type AnyActorRef, type AnyStateMachine } from 'xstate';
import type { LinkEvent } from './actors/link.machine.ts';
import type { NodeEffects, NodeEvent } from './actors/node.machine.ts';
import type { PodEvent } from './actors/pod.machine.ts';
import { runMachine } from './actors/run.machine.ts';
import { isLinkFault, type Fault } from './fault.ts';
import { edgesOf } from './fault-events.ts';
import type { Kernel, ScheduledEvent } from './kernel.ts';
import { Link, Network } from './nodes/network.ts';
import type { Surroundings } from './nodes/node-env.ts';
import { Requests } from './nodes/requests.ts';
import { SimulatedNode, type NodeProcess } from './nodes/simulated-node.ts';
import { SimulatedPod } from './nodes/simulated-pod.ts';
import { Refusal } from './refusal.ts';
import type { ScenarioData } from './scenario.ts';
import { digestConformance, flatName, followStatechart } from './statechart.ts';
import type { PodResult, PodSpec, Process, Statechart } from './world.ts';

/** From the restart of a node to its first instruction, in virtual ms. */
const bootMs = 500;

export interface Cast {
  readonly data: ScenarioData;
  /** Undefined where the run is measured without its checks: then nothing is held against a statechart. */
  readonly machine: AnyStateMachine | undefined;
  /** Builds a fresh process of a node: its code, newly instantiated. */
  start(process: NodeProcess, world: Surroundings): Process;
}

/** The nodes and links of a run, each an actor of one system on the kernel's clock. Whatever happens to them is an event that their actor accepts. */
export class SimulatedWorld implements Surroundings {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly requests: Requests;
  readonly nodes: ReadonlyMap<string, SimulatedNode>;
  private readonly links: ReadonlyMap<string, Link>;
  private readonly pods: SimulatedPod[] = [];
  /** The pod that a node is a container of. */
  private readonly podOf = new Map<string, SimulatedPod>();
  /** Containers that a crash keeps down: until it is over, each start of theirs fails. */
  private readonly keptDown = new Set<string>();
  private readonly machine: AnyStateMachine | undefined;
  /** The row of the last fault of its kind that struck there. */
  private readonly inForce = new Map<string, number>();
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
      input: { nodes: [...this.nodes.values()].map((one) => ({ id: one.id, effects: this.effectsOn(one) })) },
      clock: {
        setTimeout: (run: () => void, ms: number) => kernel.schedule(Math.round(ms * 1000), null, null, run),
        clearTimeout: (event: { cancelled: boolean }) => void (event.cancelled = true),
      },
    });
    this.run.start();
  }

  /** Starts every node's process, in the order of the topology; a container's is started by its pod. */
  begin(): void {
    this.run.send({ type: 'loaded' });
    for (const id of this.nodes.keys()) {
      const pod = this.podOf.get(id);
      if (pod?.isOnDemand === true) this.tell(id, { type: 'withhold' });
      else if (pod !== undefined) this.noteState(id);
      else this.actor(id).send({ type: 'started' });
    }
    for (const pod of this.pods) pod.begin();
  }

  /** Declares a pod. Its nodes are its containers from now on. */
  addPod(id: string, spec: PodSpec): void {
    const { kernel } = this;
    if (spec.start === 'on-demand' && spec.replacedAfterMs !== undefined) throw new Error(`The pod ${id} is on demand and has replacedAfterMs: leave that out, since env.runPod starts the next one.`);
    const pod = new SimulatedPod(id, spec, {
      kernel,
      tell: (event) => this.tell(id, event),
      launch: (node) => {
        if (this.keptDown.has(node)) return false;
        this.node(node).disk.clear();
        this.tell(node, { type: 'launch' });
        return true;
      },
      terminate: (node) => this.tell(node, { type: 'terminate' }),
      kill: (node) => this.tell(node, { type: 'crash' }),
    });
    this.pods.push(pod);
    for (const { node } of spec.containers) this.podOf.set(node, pod);
    this.run.send({ type: 'pod', id, effects: pod, containers: spec.containers, restart: spec.restart ?? 'always' });
  }

  podWith(node: string): SimulatedPod {
    const pod = this.podOf.get(node);
    if (pod === undefined) throw new Error(`${node} is in no pod: start() names the containers of one with world.pod().`);
    return pod;
  }

  runPod(process: NodeProcess, id: string, files: Readonly<Record<string, string>>): Promise<PodResult> {
    const { kernel } = this;
    const { Promise: RunPromise } = kernel.runtime;
    const pod = this.podNamed(id);
    if (!pod.isOnDemand) return RunPromise.reject(new Error(`The pod ${id} is not on demand: give it start: 'on-demand' in start().`));
    const promise = new RunPromise<PodResult>((resolve, reject) => {
      const isTaken = pod.run(files, (result) => kernel.schedule(0, process, process.node, () => resolve(result)));
      if (!isTaken) reject(new Refusal('busy', `The pod ${id} is there already.`));
    });
    kernel.runtime.label(promise, `the end of the pod ${id}`);
    return promise;
  }

  stopPod(id: string): void {
    this.podNamed(id);
    this.kernel.schedule(0, null, null, () => {
      if (this.ask(id, { type: 'stop' }).accepts) this.tell(id, { type: 'stop' });
    });
  }

  exit(process: NodeProcess, code: number): void {
    this.kernel.schedule(0, process, null, () => this.tell(process.node.id, { type: 'exit', code }));
  }

  end(type: 'violate' | 'exhaust' | 'fail' | 'end'): void {
    this.run.send({ type });
  }

  /**
   * Lets faults strike at their times and end after their lengths. Of what falls on one instant the ends come first,
   * so that a fault may follow another of its kind.
   */
  schedule(faults: readonly Fault[]): void {
    const { kernel } = this;
    const timed = faults.map((fault) => ({ fault, key: `${fault.target} ${fault.kind} ${isLinkFault(fault) ? (fault.direction ?? 'both') : ''}`, ...edgesOf(fault), row: 0 }));
    for (const one of timed) {
      const { fault, lift } = one;
      if (fault.forMs === undefined || lift === undefined) continue;
      kernel.schedule(Math.round(fault.atMs * 1000) + Math.round(fault.forMs * 1000), null, null, () => {
        if (one.row !== 0) this.lift(fault, lift, one.row, this.inForce.get(one.key) === one.row);
      });
    }
    for (const one of timed) {
      kernel.schedule(Math.round(one.fault.atMs * 1000), null, null, () => {
        one.row = this.strike(one.fault, one.strike);
        if (one.row !== 0) this.inForce.set(one.key, one.row);
      });
    }
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

  private podNamed(id: string): SimulatedPod {
    const pod = this.pods.find((one) => one.id === id);
    if (pod === undefined) throw new Error(`There is no pod named ${id}: start() declares one with world.pod().`);
    return pod;
  }

  private node(id: string): SimulatedNode {
    const node = this.nodes.get(id);
    if (node === undefined) throw new Error(`The topology has no node named ${id}.`);
    return node;
  }

  /** Of a node, a pod or a link; a link's begins when it is first asked for. */
  private actor(id: string): AnyActorRef {
    const { run } = this;
    const link = this.links.get(id);
    if (link !== undefined && run.system.get(id) === undefined) run.send({ type: 'link', id, carry: (conditions) => void (link.conditions = conditions) });
    return run.system.get(id) as AnyActorRef;
  }

  /** Returns the id of the row with which the fault struck, or 0 where its actor did not accept it. */
  private strike({ target, kind, forMs }: Fault, event: NodeEvent | LinkEvent | PodEvent): number {
    const { kernel } = this;
    const { value, accepts } = this.ask(target, event);
    if (!accepts) {
      kernel.write('', 'fault.refused', { target, kind, reason: `${target} is ${flatName(value)} and takes no ${kind}.` });
      return 0;
    }
    const { id } = kernel.write('', 'fault.applied', { target, kind });
    kernel.recorder.cause = id;
    if (kind === 'crash' && forMs !== undefined && this.podOf.has(target)) this.keptDown.add(target);
    this.tell(target, event);
    return id;
  }

  /** Ends a fault that is in force. Where it no longer is (its node crashed, another struck since), its time is over all the same. */
  private lift({ target, kind }: Fault, event: NodeEvent | LinkEvent | PodEvent, struck: number, isInForce: boolean): void {
    const { kernel } = this;
    kernel.recorder.cause = struck;
    kernel.recorder.cause = kernel.write('', 'fault.lifted', { target, kind }).id;
    if (this.keptDown.delete(target)) return; // its pod starts it, when it tries next
    if (isInForce && this.ask(target, event).accepts) this.tell(target, event);
  }

  private ask(target: string, event: NodeEvent | LinkEvent | PodEvent): { readonly value: unknown; readonly accepts: boolean } {
    const [actor, taken] = this.addressed(target, event);
    const { value } = this.snapshot(target);
    return { value, accepts: this.snapshot(actor).can(taken) };
  }

  /** Whom an event concerns: it is for the pod to start a container again. */
  private addressed(target: string, event: NodeEvent | LinkEvent | PodEvent): [actor: string, event: NodeEvent | LinkEvent | PodEvent] {
    const pod = event.type === 'restart' ? this.podOf.get(target) : undefined;
    return pod === undefined ? [target, event] : [pod.id, { type: 'again', node: target }];
  }

  private snapshot(target: string): { value: unknown; can(event: unknown): boolean } {
    return this.actor(target).getSnapshot() as { value: unknown; can(event: unknown): boolean };
  }

  /** Sends an event to the actor that it concerns; the trace says what state it came to. */
  private tell(target: string, event: NodeEvent | LinkEvent | PodEvent): void {
    const [actor, taken] = this.addressed(target, event);
    this.actor(actor).send(taken);
    this.kernel.runtime.rethrowBound();
    this.noteState(actor);
  }

  private noteState(target: string): void {
    const { kernel } = this;
    const { value, context } = this.actor(target).getSnapshot() as { value: unknown; context: { factor: number; ratio: number; ending: string } };
    const link = this.links.get(target);
    const pod = this.pods.find(({ id }) => id === target);
    const state = flatName(value);
    if (pod !== undefined) return pod.noteState(state, context.ending);
    if (link === undefined) kernel.write(target, 'node.state', { state, factor: context.factor, failRatio: context.ratio });
    else kernel.write('', 'link.state', { link: target, state, there: { ...link.conditions.there }, back: { ...link.conditions.back } });
  }

  /** XState ends an actor whose effect throws, and throws again outside the run. So a bound that is reached here is thrown again after it. */
  private keepBound(effect: () => void): void {
    try {
      effect();
    } catch (error) {
      if (error !== this.kernel.runtime.bound) throw error;
    }
  }

  private effectsOn(node: SimulatedNode): NodeEffects {
    const { kernel } = this;
    let booting: ScheduledEvent | undefined;
    return {
      stop: (code) => {
        if (booting !== undefined) booting.cancelled = true;
        this.keepBound(() => node.stopProcess());
        this.podOf.get(node.id)?.exited(node.id, code);
      },
      terminate: () => {
        const { process } = node;
        if (process !== undefined) kernel.schedule(0, process, node, () => node.terminate((code) => this.tell(node.id, { type: 'exit', code })));
      },
      boot: () => {
        if (kernel.dispatched === 0) return;
        booting = kernel.schedule(bootMs * 1000, null, null, () => {
          this.tell(node.id, { type: 'started' });
        });
      },
      start: () => this.keepBound(() => node.startProcess()),
      hold: () => node.hold(),
      release: () => node.release(),
      slowDown: (factor) => void (node.factor = factor),
      failShare: (ratio) => void (node.failRatio = ratio),
      turnClock: (offsetMs, rate) => node.clock.turn(kernel.now, offsetMs, rate),
    };
  }
}
