import type { Owner } from '../async/runtime.ts';
import { chanceOf, type Chance } from '../chance.ts';
import type { Holder, Kernel, ScheduledEvent } from '../kernel.ts';
import type { Json, JsonObject } from '../trace.ts';
import type { Process } from '../world.ts';
import { NodeClock } from './node-clock.ts';

/** One life of a node: it begins with a start and ends with a crash, and everything that it scheduled ends with it. */
export class NodeProcess implements Owner {
  alive = true;
  readonly node: SimulatedNode;
  behaviour: Process = {};
  /** Requests that it has taken and not answered yet: what it would answer if it died now. */
  readonly unanswered = new Set<() => void>();

  constructor(node: SimulatedNode) {
    this.node = node;
  }
}

/** A node of the topology: its clock, its chance, its disk, and its process while one lives. */
export class SimulatedNode implements Holder {
  held: ScheduledEvent[] | undefined;
  process: NodeProcess | undefined;
  /** Service times are multiplied by this. */
  factor = 1;
  /** The share of requests that is answered with an error. */
  failRatio = 0;
  readonly clock = new NodeClock();
  readonly chance: Chance;
  /** Whether a request fails is not the node's own chance: the code draws as before. */
  readonly faultChance: Chance;
  readonly disk = new Map<string, Json>();
  readonly id: string;
  private readonly kernel: Kernel;
  private readonly start: (process: NodeProcess) => Process;

  constructor(id: string, kernel: Kernel, start: (process: NodeProcess) => Process) {
    this.id = id;
    this.kernel = kernel;
    this.start = start;
    this.chance = chanceOf(kernel.seed, `node:${id}`);
    this.faultChance = chanceOf(kernel.seed, `faults:${id}`);
  }

  startProcess(): void {
    const process = new NodeProcess(this);
    this.process = process;
    const { runtime } = this.kernel;
    const owner = runtime.owner;
    runtime.owner = process;
    process.behaviour = this.start(process);
    runtime.owner = owner;
  }

  /** Memory, timers and suspended code end here; those who wait for an answer are refused by the host. */
  stopProcess(): void {
    const { process } = this;
    this.process = undefined;
    if (process === undefined) return;
    process.alive = false;
    for (const reset of process.unanswered) reset();
  }

  /** Lets the process end what it has begun; `exit` follows, with the code 1 where that failed. */
  terminate(exit: (code: number) => void): void {
    const ended = new this.kernel.runtime.Promise<void>((resolve) => resolve(this.process?.behaviour.stop?.()));
    void ended.then(() => exit(0), () => exit(1));
  }

  hold(): void {
    this.held = [];
  }

  release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    this.kernel.release(held);
  }

  commit(changes: JsonObject): void {
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) this.disk.delete(key);
      else this.disk.set(key, value);
    }
  }
}
