import { bounds } from '../bounds.ts';
import { chanceOf } from '../chance.ts';
import { portableMath } from '../globals/math.ts';
import type { Kernel, ScheduledEvent } from '../kernel.ts';
import type { Json, JsonObject } from '../trace.ts';
import { shortened } from '../words-of-error.ts';
import type { Arrival, Disk, Env, PodResult, Statechart } from '../world.ts';
import type { Link, Network } from './network.ts';
import type { Requests } from './requests.ts';
import type { NodeProcess } from './simulated-node.ts';
import type { SimulatedPod } from './simulated-pod.ts';
import { stationOf } from './station.ts';

/** Characters of the name of a card or of a kind of row. */
const wordMax = 100;

/** What the whole world shares, and every env leads to. */
export interface Surroundings {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly requests: Requests;
  linkBetween(from: string, to: string): Link;
  /** @throws Error where the node is in no pod. */
  podWith(node: string): SimulatedPod;
  runPod(process: NodeProcess, id: string, files: Readonly<Record<string, string>>): Promise<PodResult>;
  stopPod(id: string): void;
  exit(process: NodeProcess, code: number): void;
  statechart(process: NodeProcess, id: string): Statechart;
}

/** What one process may use. It dies with it: a call after the crash cannot happen, since no code runs that could make it. */
export function nodeEnv(process: NodeProcess, world: Surroundings): Env {
  const { kernel } = world;
  const { node } = process;
  const { runtime } = kernel;
  const shown = new Map<string, Record<string, Json>>();
  let logLines = 0;
  let workloads = 0;

  const schedule = (run: () => void, ms: number) => kernel.schedule(node.clock.virtualUs(ms), process, node, run);
  const cancel = (handle: unknown) => {
    if (typeof handle === 'object' && handle !== null) (handle as ScheduledEvent).cancelled = true;
  };
  const wait = (ms: number, what: string, signal?: AbortSignal): Promise<void> => {
    const promise = new runtime.Promise<void>((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      const aborted = () => {
        cancel(timer);
        reject(signal?.reason);
      };
      const timer = schedule(() => {
        signal?.removeEventListener('abort', aborted);
        resolve();
      }, ms);
      signal?.addEventListener('abort', aborted);
    });
    runtime.label(promise, what);
    return promise;
  };
  const disk: Disk = {
    get: (key) => {
      const value = node.disk.get(key);
      return value === undefined ? undefined : kernel.copy(value, `what ${node.id} has kept`);
    },
    commit: (changes) => node.commit(kernel.copy(changes, `what ${node.id} commits`) as JsonObject),
  };

  return {
    id: node.id,
    clock: { now: () => node.clock.nowMs(kernel.now), setTimeout: schedule, clearTimeout: cancel },
    wallNow: () => node.clock.wallMs(kernel.now),
    random: node.chance,
    steps: () => runtime.stepsOfCode,
    disk,
    sleep: (ms, signal) => wait(ms, `${ms} ms to pass`, signal),
    work: (ms) => wait(ms * node.factor, 'its own work'),
    station: (options) => stationOf(runtime, options),
    request: (to, body, options) =>
      world.requests.start(process, world.linkBetween(node.id, to), kernel.copy(body, `the request of ${node.id}`), options),
    send: (to, body, { urgent = false } = {}) => {
      const link = world.linkBetween(node.id, to);
      world.network.carry(link, { kind: 'message', outcome: '', request: 0, body: kernel.copy(body, `the message of ${node.id}`), urgent }, (arrived) => {
        runtime.owner = link.to.process!;
        link.to.process!.behaviour.receive?.({ from: node.id, body: arrived });
        return false;
      });
    },
    get volume() {
      return world.podWith(node.id).volumeFor(node.id);
    },
    ready: () => world.podWith(node.id).ready(process, node.id),
    runPod: (pod, files = {}) => world.runPod(process, pod, kernel.copy(files, `the files that ${node.id} gives to ${pod}`) as Readonly<Record<string, string>>),
    stopPod: (pod) => world.stopPod(pod),
    exit: (code = 0) => world.exit(process, code),
    arrivals: (perSecond, run) => {
      workloads += 1;
      arrivals(process, kernel, workloads === 1 ? node.id : `${node.id}:${workloads}`, perSecond, run);
    },
    report: (kind, data = {}) => {
      if (typeof kind !== 'string' || kind.length > wordMax) throw new TypeError(`A report of ${node.id} needs a kind, a text of at most ${wordMax} characters.`);
      kernel.write(node.id, kind, kernel.copy(data, `the report ${kind} of ${node.id}`) as JsonObject);
    },
    show: (card, gauges) => {
      if (typeof card !== 'string' || card.length > wordMax) throw new TypeError(`${node.id} shows gauges of a card, named by a text of at most ${wordMax} characters.`);
      const before = shown.get(card) ?? {};
      const changed: Record<string, Json> = {};
      let changes = 0;
      for (const gauge of Object.keys(gauges)) {
        const value = gauges[gauge];
        if (before[gauge] === (value ?? null)) continue;
        const copy = kernel.copy(value, `the gauge ${card}.${gauge}`);
        if (isSame(before[gauge], copy)) continue;
        before[gauge] = changed[gauge] = copy;
        changes += 1;
      }
      shown.set(card, before);
      if (changes > 0) kernel.write(node.id, 'shown', { card, gauges: changed });
    },
    log: (text) => {
      logLines += 1;
      if (logLines > bounds.logLines) kernel.exhaust(`${node.id} logged more than ${bounds.logLines} lines.`);
      kernel.write(node.id, 'log', { text: shortened(String(text), 500) });
    },
    statechart: (id) => world.statechart(process, id),
  };
}

const isSame = (before: Json | undefined, now: Json): boolean => before !== undefined && (before === now || (typeof now === 'object' && JSON.stringify(before) === JSON.stringify(now)));

/**
 * A Poisson process: the gaps are exponential, −ln(1 − u) / rate (Knuth, The Art of Computer Programming, vol. 2, 3.4.1).
 * Gaps and the chance of each arrival come from streams of their own, so the code's doings cannot shift them.
 */
function arrivals(process: NodeProcess, kernel: Kernel, workload: string, perSecond: number, run: (arrival: Arrival) => void): void {
  if (!(perSecond > 0)) return;
  const gaps = chanceOf(kernel.seed, `workload:${workload}`);
  let number = 0;
  const next = () => {
    const gapUs = Math.max(1, Math.round((-portableMath.log(1 - gaps()) / perSecond) * 1e6));
    kernel.schedule(gapUs, process, process.node, () => {
      number += 1;
      kernel.recorder.cause = 0;
      next();
      run({ number, random: chanceOfArrival(kernel.seed, workload, number) });
    });
  };
  next();
}

function chanceOfArrival(seed: number, workload: string, number: number): () => number {
  let chance: (() => number) | undefined;
  return () => (chance ??= chanceOf(seed, `arrival:${workload}:${number}`))();
}
