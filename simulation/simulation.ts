import { bounds } from './bounds.ts';
import type { Runtime } from './async/runtime.ts';
import { chartedCalls } from './chart.ts';
import { instantiateCode, instantiateScenario, type CompiledScenario } from './compiled-scenario.ts';
import { DecisiveNotes } from './decisive-notes.ts';
import { EditedNotes } from './edits/edited-notes.ts';
import { faultsOverMs } from './fault-events.ts';
import { processGlobals, type Scope } from './globals/process-globals.ts';
import { chainOfCauses, followsStatechart, Judging } from './judging.ts';
import { isSame } from './is-same.ts';
import { Kernel } from './kernel.ts';
import { metricsOf } from './metrics.ts';
import { nodeEnv } from './nodes/node-env.ts';
import { NodeProcess } from './nodes/simulated-node.ts';
import { Recorder } from './recorder.ts';
import type { ResolvedInput } from './run-input.ts';
import type { RunResult, Stop, Suspension } from './run.ts';
import type { Scenario, ScenarioData } from './scenario.ts';
import type { RunPlace } from './simulation-file.ts';
import type { TraceRow } from './trace.ts';
import { SimulatedWorld } from './simulated-world.ts';
import { wordsOfError } from './words-of-error.ts';
import type { Env, Process, World } from './world.ts';

/** What a run keeps beside the code's own doing. Without the trace there are neither rows nor metrics, and without checks no metrics. */
export interface Keeps {
  readonly trace: boolean;
  readonly hash: boolean;
  readonly checks: boolean;
}
const everything: Keeps = { trace: true, hash: true, checks: true };
/** What a run that another one is compared with keeps. */
const onlyTrace: Keeps = { trace: true, hash: false, checks: false };

/** A run that a promise asks for, to compare with. */
export interface BesideRun {
  readonly promise: string;
  readonly input: ResolvedInput;
  readonly keeps: Keeps;
}

/** One run, an event at a time: `dispatch`, `drain`, `settle`. On native promises a macrotask stands in place of `drain`. */
export class Simulation {
  private readonly compiled: CompiledScenario;
  private readonly data: ScenarioData;
  private readonly input: ResolvedInput;
  private readonly kernel: Kernel;
  private readonly world: SimulatedWorld;
  private readonly scenario: Scenario;
  private readonly checks: boolean;
  private judging: Judging | undefined;
  private readonly rowsBeside = new Map<string, readonly TraceRow[]>();
  private readonly factories = new Map<string, (env: Env, code: Record<string, unknown>) => Process>();
  private readonly decisive = new DecisiveNotes();
  private readonly edited = new EditedNotes();
  private readonly durationUs: number;
  private status: RunResult['status'] | 'running' = 'running';
  private stop: Stop | undefined;

  constructor(compiled: CompiledScenario, data: ScenarioData, input: ResolvedInput, runtime: Runtime, keeps: Keeps = everything) {
    this.compiled = compiled;
    this.data = data;
    this.input = input;
    this.durationUs = Math.round(input.experiment.durationMs * 1000);
    this.kernel = new Kernel({ runtime, recorder: new Recorder(keeps), seed: input.seed });
    runtime.onBound = (what) => {
      this.status = 'exhausted';
      this.stop ??= this.stopAt('exhausted', what, nodeOf(runtime.owner));
    };
    this.scenario = instantiateScenario(compiled, worldGlobals(this.kernel));
    this.checks = keeps.checks;
    const machine = keeps.checks ? this.scenario.machine : undefined;
    this.world = new SimulatedWorld(this.kernel, { data, machine, start: (process, world) => this.startProcess(process, nodeEnv(process, world)) });
    this.kernel.schedule(0, null, null, () => this.begin());
  }

  /** The runs that the promises compare this one with. They go first. Where no fault differs there is nothing to compare. */
  runsBeside(): readonly BesideRun[] {
    const { input } = this;
    if (!this.checks || input.control) return [];
    const runs: BesideRun[] = [];
    this.attempt(() => {
      for (const { name, beside } of this.scenario.promises) {
        const faults = beside?.(input.faults, input.knobs);
        if (faults !== undefined && !isSame(faults, input.faults)) runs.push({ promise: name, input: { ...input, faults }, keeps: onlyTrace });
      }
    });
    return runs;
  }

  /** With a run that did not come to its end nothing can be compared: its promise is not exercised. */
  compareWith({ promise }: BesideRun, { status, rows }: RunResult): void {
    if (status === 'ended') this.rowsBeside.set(promise, rows);
  }

  /** Runs the synchronous part of the next event. False when the run is over. */
  dispatch(): boolean {
    if (this.status !== 'running') return false;
    const { kernel, judging, durationUs } = this;
    const dueAt = judging?.dueAt ?? Infinity;
    const event = kernel.next(Math.min(durationUs, dueAt));
    if (event === undefined) {
      kernel.now = Math.min(durationUs, dueAt);
      if (dueAt > durationUs) return false;
      this.attempt(() => judging?.fallDue());
    } else this.attempt(() => kernel.dispatch(event));
    return true;
  }

  /** Runs the jobs that the event left, until none is left. */
  drain(): void {
    this.attempt(() => this.kernel.runtime.drain());
  }

  /** Judges what the event did, once its job queue is empty. Without the pattern there is nobody to keep its promises, so nothing is judged. */
  settle(): void {
    const { kernel, judging } = this;
    kernel.runtime.owner = null;
    this.attempt(() => {
      for (const { owner, file, line, reason } of kernel.runtime.takeUnhandled()) {
        kernel.runtime.owner = owner;
        if (owner === null) this.fail(reason, '');
        else kernel.write(nodeOf(owner), 'unhandled-rejection', { file, line, text: wordsOfError(reason) });
      }
      kernel.runtime.owner = null;
      if (!this.input.control && this.status === 'running') judging?.judge(kernel.recorder.fresh, kernel.recorder.freshCount);
      kernel.recorder.freshCount = 0;
    });
    if (this.status === 'running' && judging?.broken !== undefined) this.status = 'violated';
  }

  place(): RunPlace {
    const { dispatched, runtime } = this.kernel;
    const { file, line } = runtime.cursor;
    return { node: nodeOf(runtime.owner), file, line, events: dispatched, steps: runtime.steps };
  }

  result(): RunResult {
    const { kernel, input, judging } = this;
    const { recorder } = kernel;
    const status = this.status === 'running' ? 'ended' : this.status;
    this.world.end(({ ended: 'end', violated: 'violate', exhausted: 'exhaust', failed: 'fail' } as const)[status]);
    recorder.cause = 0;
    if (status !== 'exhausted') recorder.write(kernel.now, '', 'run.ended', { status });
    const broken = judging?.broken;
    const lastEdited = this.edited.last();
    return {
      slug: this.compiled.slug,
      experiment: input.experiment.name,
      seed: input.seed,
      knobs: input.knobs,
      faults: input.faults,
      mutant: input.mutant,
      edits: input.edits,
      control: input.control,
      status,
      durationUs: this.durationUs,
      endedAt: kernel.now,
      events: kernel.dispatched,
      hash: recorder.hash.digest(),
      rows: recorder.rows,
      flights: recorder.flights,
      promises: judging?.reports() ?? [],
      ...(broken === undefined
        ? {}
        : {
            violation: {
              promise: broken.promise,
              at: broken.row.at,
              row: broken.row.id,
              what: broken.what,
              chain: chainOfCauses(recorder.rows, broken.row, this.scenario.sentences),
            },
          }),
      ...(this.stop === undefined ? {} : { stop: this.stop }),
      suspended: kernel.runtime.suspensions.told(kernel.runtime.cursor).map(({ owner, file, line, waitsFor }): Suspension => ({ node: nodeOf(owner), file, line, waitsFor })),
      metrics: this.checks ? metricsOf(recorder.rows, chartedCalls(this.data.charts)) : {},
      decisive: this.decisive.lines(this.data, this.compiled.decisive[input.mutant] ?? []),
      ...(lastEdited === undefined ? {} : { lastEdited }),
    };
  }

  /** The first event: the promises begin to watch, the nodes start, and the faults are set to strike. */
  private begin(): void {
    const { kernel, input, world } = this;
    const { experiment, seed, knobs, faults, control } = input;
    if (this.durationUs > bounds.durationMs * 1000) kernel.exhaust(`A run lasts at most ${bounds.durationMs} virtual ms.`);
    if (this.checks) this.judging = new Judging(kernel, [...this.scenario.promises, followsStatechart], knobs, this.rowsBeside);
    kernel.write('', 'run.started', { experiment: experiment.name, seed });
    this.scenario.start(this.registry(), { knobs, control });
    for (const { id } of this.data.topology.nodes) {
      if (!this.factories.has(id)) throw new Error(`patterns/${this.compiled.slug}: start() gives the node ${id} no process.`);
    }
    world.schedule(faults);
    const overMs = faultsOverMs(faults);
    if (overMs !== undefined) kernel.schedule(Math.round(overMs * 1000), null, null, () => void kernel.write('', 'faults.over', {}));
    world.begin();
  }

  private registry(): World<Record<string, unknown>> {
    return {
      node: (id, start) => {
        if (!this.world.nodes.has(id)) throw new Error(`patterns/${this.compiled.slug}: start() names the node ${id}, which its topology does not.`);
        this.factories.set(id, start);
      },
      pod: (id, spec) => {
        const { groups = [] } = this.data.topology;
        const group = groups.find((one) => one.id === id && one.kind === 'pod');
        if (group === undefined) throw new Error(`patterns/${this.compiled.slug}: start() names the pod ${id}, but its topology has no group of kind pod with that id.`);
        for (const { node } of spec.containers) {
          if (!group.nodes.includes(node)) throw new Error(`patterns/${this.compiled.slug}: the pod ${id} holds ${group.nodes.join(', ')}; start() names the container ${node}.`);
        }
        this.world.addPod(id, spec);
      },
    };
  }

  private startProcess(process: NodeProcess, env: Env): Process {
    try {
      const factory = this.factories.get(process.node.id)!;
      return factory.length < 2 ? factory(env, {}) : factory(env, instantiateCode(this.compiled, this.input.mutant, this.scopeOf(process, env)));
    } catch (error) {
      if (!this.isBound(error)) this.fail(error, process.node.id);
      return {};
    }
  }

  /** The globals of the code of one process: most of what a start costs, so that a node which takes no code has none. */
  private scopeOf(process: NodeProcess, env: Env): Scope {
    return processGlobals({
      runtime: this.kernel.runtime,
      now: env.clock.now,
      wallNow: env.wallNow,
      random: env.random,
      setTimeout: env.clock.setTimeout,
      clearTimeout: env.clock.clearTimeout,
      log: env.log,
      decisive: (number) => this.decisive.note(number, this.kernel.now, process.node.id),
      edited: (file, line, within) => this.edited.note(file, line, within, this.kernel.now),
    });
  }

  private attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      try {
        this.caught(error);
      } catch (another) {
        if (!this.isBound(another)) throw another;
      }
    }
  }

  /** By identity: code can change what counts as an instance of an Error. */
  private isBound(error: unknown): boolean {
    return error === this.kernel.runtime.bound;
  }

  /** An error that nothing caught. In a process it is written down, as a host would log it; in the world itself it ends the run. */
  private caught(error: unknown): void {
    const { kernel } = this;
    if (this.isBound(error)) return;
    if (kernel.runtime.owner === null) this.fail(error, '');
    else {
      const { file, line } = kernel.runtime.cursor;
      kernel.write(nodeOf(kernel.runtime.owner), 'uncaught-error', { file, line, text: wordsOfError(error) });
    }
  }

  private fail(error: unknown, node: string): void {
    const stop = this.stopAt('failed', `${node === '' ? 'The scenario' : node} could not go on: ${wordsOfError(error)}`, node);
    // Its words are the code's own, which may reach a bound.
    if (this.status === 'running') this.status = 'failed';
    this.stop ??= stop;
  }

  private stopAt(reason: Stop['reason'], what: string, node: string): Stop {
    const { file, line } = this.kernel.runtime.cursor;
    return { reason, what, node, file, line };
  }
}

/** The scenario itself is not a process: time and chance reach it through the env of each node. */
export function worldGlobals(kernel: { readonly runtime: Runtime }): Scope {
  const refuse = (what: string) => () => {
    throw new Error(`The scenario has no ${what} of its own: use the env of a node.`);
  };
  return processGlobals({
    runtime: kernel.runtime,
    now: refuse('clock'),
    wallNow: refuse('clock'),
    random: refuse('chance'),
    setTimeout: refuse('timers'),
    clearTimeout: refuse('timers'),
    log: refuse('log'),
  });
}

const nodeOf = (owner: unknown): string => (owner instanceof NodeProcess ? owner.node.id : '');
