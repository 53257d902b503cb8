import type { PodEffects, PodEnding, PodEvent } from '../actors/pod.machine.ts';
import type { Owner } from '../async/runtime.ts';
import type { Kernel, ScheduledEvent } from '../kernel.ts';
import type { PodResult, PodSpec, Volume } from '../world.ts';
import { PodVolume } from './pod-volume.ts';

/** What an evicted pod's containers have to stop, in ms: the kubelet's `immediateEvictionGracePeriodSeconds`. */
const evictionGraceMs = 1_000;

/** What a pod needs of the world that it lives in. */
export interface PodSurroundings {
  readonly kernel: Kernel;
  /** Sends an event to the pod's own actor, and writes down what state it came to. */
  tell(event: PodEvent): void;
  /** False where a fault keeps the container from starting. */
  launch(node: string): boolean;
  terminate(node: string): void;
  kill(node: string): void;
}

interface Life {
  startedAt: number;
  /** The pause before the next start, in ms. */
  pauseMs: number;
  /** The end of the one that is under way. */
  again: ScheduledEvent | undefined;
}

/** A pod of the topology: its volume, its pauses and its clocks. When they come to something is decided by its actor. */
export class SimulatedPod implements PodEffects {
  readonly id: string;
  readonly spec: PodSpec;
  readonly volume: PodVolume;
  /** Counts the pods that took one another's place, from 1. */
  generation = 1;
  private readonly world: PodSurroundings;
  private readonly lives = new Map<string, Life>();
  private grace: ScheduledEvent | undefined = undefined;
  private noted = '';
  /** Who asked for the pod that is there: told how it ended. */
  private ended: ((result: PodResult) => void) | undefined = undefined;

  constructor(id: string, spec: PodSpec, world: PodSurroundings) {
    this.id = id;
    this.spec = spec;
    this.world = world;
    this.volume = new PodVolume(spec.volume?.size ?? Infinity, () => this.show());
  }

  get isOnDemand(): boolean {
    return this.spec.start === 'on-demand';
  }

  begin(): void {
    this.show();
    if (!this.isOnDemand) this.world.tell({ type: 'begin' });
    if (this.spec.volume !== undefined) this.look(this.spec.volume.lookEveryMs ?? 10_000);
  }

  /**
   * Starts a pod on demand with what its volume holds at first.
   * @returns false while it is there
   */
  run(files: Readonly<Record<string, string>>, ended: (result: PodResult) => void): boolean {
    if (this.ended !== undefined) return false;
    this.ended = ended;
    this.after(0, () => {
      for (const [name, text] of Object.entries(files)) this.volume.write(name, text);
      if (this.noted === '') this.world.tell({ type: 'begin' });
      else this.replace();
    });
    return true;
  }

  start(node: string): void {
    this.lifeOf(node).startedAt = this.world.kernel.now;
    if (!this.world.launch(node)) this.exited(node, 1);
  }

  /** A container says that its probe succeeds. */
  ready(process: Owner, node: string): void {
    this.world.kernel.schedule(0, process, null, () => this.world.tell({ type: 'ready', node }));
  }

  /** The process of a container is gone. */
  exited(node: string, code: number): void {
    this.after(0, () => this.world.tell({ type: 'exited', node, code }));
  }

  terminate(node: string): void {
    this.world.terminate(node);
  }

  kill(node: string): void {
    this.world.kill(node);
  }

  /** Nothing the first time, and then a span that doubles: the kubelet's CrashLoopBackOff. */
  backOff(node: string): void {
    const [first, longest] = this.spec.backOffMs ?? [10_000, 300_000];
    const life = this.lifeOf(node);
    if (this.world.kernel.now - life.startedAt >= 2_000 * longest) life.pauseMs = 0;
    life.again = this.after(life.pauseMs, () => this.world.tell({ type: 'again', node }));
    life.pauseMs = life.pauseMs === 0 ? first : Math.min(longest, 2 * life.pauseMs);
  }

  allowGrace(ending: PodEnding, isEmpty: boolean): void {
    const { graceMs = 30_000 } = this.spec;
    const allowedMs = ending === 'evicted' ? Math.min(evictionGraceMs, graceMs) : graceMs;
    this.grace = this.after(isEmpty ? 0 : allowedMs, () => this.world.tell({ type: 'graceOver' }));
  }

  leave(ending: PodEnding, code: number): void {
    if (this.grace !== undefined) this.grace.cancelled = true;
    for (const { again } of this.lives.values()) if (again !== undefined) again.cancelled = true;
    this.lives.clear();
    this.volume.clear();
    this.ended?.({ ending, code });
    this.ended = undefined;
    if (this.spec.replacedAfterMs === undefined) return;
    this.after(this.spec.replacedAfterMs, () => this.replace());
  }

  private replace(): void {
    this.generation += 1;
    this.world.tell({ type: 'replace' });
  }

  /** Writes down what state it is in, where that is another than before. */
  noteState(state: string, ending: string): void {
    const { generation, id } = this;
    const now = `${state} ${generation}`;
    if (now === this.noted) return;
    this.noted = now;
    this.world.kernel.write('', 'pod.state', { pod: id, state, generation, ending: state === 'stopping' || state === 'gone' ? ending : '' });
  }

  /** The volume as one container has it: what it writes counts as its data. */
  volumeFor(node: string): Volume {
    const { volume, world: { kernel } } = this;
    const text = (written: string) => kernel.copy(String(written), `what ${node} writes to the volume`) as string;
    return {
      size: volume.size,
      get used() {
        return volume.used;
      },
      files: () => volume.files(),
      append: (name, written) => volume.append(name, text(written)),
      write: (name, written) => volume.write(name, text(written)),
      read: (name, from) => volume.read(name, from),
      rename: (name, to) => volume.rename(name, to),
      remove: (name) => volume.remove(name),
    };
  }

  private lifeOf(node: string): Life {
    let life = this.lives.get(node);
    if (life === undefined) this.lives.set(node, (life = { startedAt: 0, pauseMs: 0, again: undefined }));
    return life;
  }

  private look(everyMs: number): void {
    this.after(everyMs, () => {
      if (this.volume.used > this.volume.size) this.world.tell({ type: 'evict' });
      this.look(everyMs);
    });
  }

  private show(): void {
    const shown = this.spec.volume?.changed?.(this.volume.used);
    if (shown !== undefined) this.world.kernel.write(shown.node, 'shown', { card: shown.card, gauges: shown.gauges });
  }

  private after(ms: number, run: () => void): ScheduledEvent {
    return this.world.kernel.schedule(Math.round(ms * 1000), null, null, run);
  }
}
