import type { Json, JsonObject } from './trace.ts';

/** What a node's process may use. It satisfies the ports of every pattern. */
export interface Env {
  readonly id: string;
  /** This node's monotonic clock, in ms (it may be skewed), and its timers. They die with the process. */
  readonly clock: { now(): number; setTimeout(run: () => void, ms: number): unknown; clearTimeout(handle: unknown): void };
  /** This node's wall clock, in ms since 1970. */
  wallNow(): number;
  /** This node's chance, in [0, 1). */
  random(): number;
  /** Steps that code of this run has taken until now: turns of loops and calls. What a call costs is the difference of two, the same in every engine. */
  steps(): number;
  /** Survives a crash. A commit is atomic. */
  readonly disk: Disk;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Service time: like sleep, multiplied while the node is slow. */
  work(ms: number): Promise<void>;
  /** A bounded place of work, for a server that can be overloaded. */
  station(options: StationOptions): Station;
  /** Sends a request over the link and resolves with the reply's value. Rejects with a RequestError. */
  request(to: string, body: Json, options: { readonly timeoutMs: number; readonly signal?: AbortSignal } & Shown): Promise<Json>;
  /** What all containers of its pod share; they have it alone. */
  readonly volume: Volume;
  /** From now on its probe succeeds. A helper has to say so before what follows it is started. */
  ready(): void;
  /** Its process ends. Code 0: it has done its work. @default 0 */
  exit(code?: number): void;
  /**
   * Has the platform start a pod that is on demand, with these files on its fresh volume, and resolves when that pod is gone. Rejects with an error of code `busy` while it is
   * there. For a node that stands for the platform.
   */
  runPod(pod: string, files?: Readonly<Record<string, string>>): Promise<PodResult>;
  /** Has the platform stop a pod, with its grace. One that is not there is left alone. */
  stopPod(pod: string): void;
  /** Sends a message and waits for nothing. */
  send(to: string, body: Json, options?: Shown): void;
  /** Open workload: calls `run` at each arrival of a Poisson process. The arrivals of two runs with one seed are the same, whatever the code does. */
  arrivals(perSecond: number, run: (arrival: Arrival) => void): void;
  /** Writes a row of the trace. Its cause is what is happening now. */
  report(kind: string, data?: JsonObject): void;
  /** Shows gauges of a card: only what changed is written down. */
  show(card: string, gauges: JsonObject): void;
  log(text: string): void;
  /** An instance of the scenario's statechart. The code's own events are held against it. */
  statechart(id: string): Statechart;
}
export interface StationOptions {
  /** How many are worked on at one time. */
  readonly slots: number;
  /** How many more may wait, first come, first served. */
  readonly places: number;
  /** Told at the start and after every change, to show it. */
  readonly changed?: (station: Station) => void;
}
export interface Station {
  readonly inFlight: number;
  readonly queued: number;
  /** Waits for a slot; what it resolves with gives the slot back. Rejects with a Refusal of code `overloaded` where no place is left. */
  enter(): Promise<() => void>;
}
/** How a message is drawn. The network treats all alike. */
export interface Shown {
  /** It is drawn as urgent work. @default false */
  readonly urgent?: boolean;
}
export interface Arrival {
  /** Counts from 1. */
  readonly number: number;
  /** Chance that belongs to this arrival alone. */
  random(): number;
}
export interface Disk {
  get(key: string): Json | undefined;
  commit(changes: JsonObject): void;
}
/**
 * Files that the containers of a pod share (a Kubernetes `emptyDir`). They outlive each container, and are gone with the pod. A file is text; its size
 * and every place in it are counted in characters. Who fills the volume beyond its size is not refused: the whole pod is evicted, at the next look.
 */
export interface Volume {
  readonly size: number;
  readonly used: number;
  /** The files, oldest first. A file keeps its id when it is renamed. */
  files(): readonly VolumeFile[];
  append(name: string, text: string): void;
  /** In the place of all that it held, at once. */
  write(name: string, text: string): void;
  /** From a place on; '' at the end of the file, undefined where there is none of that name. */
  read(name: string, from?: number): string | undefined;
  /** Takes the place of a file that had the new name. */
  rename(name: string, to: string): void;
  remove(name: string): void;
}
export interface VolumeFile {
  readonly id: number;
  readonly name: string;
  readonly size: number;
}
/** How a pod ended. */
export interface PodResult {
  /** `completed` and `failed`: its apps have ended, and none is started again; failed where one of them did not exit with 0. */
  readonly ending: 'completed' | 'failed' | 'stopped' | 'evicted';
  /** The first exit code of an app that was not 0; 0 where there is none. */
  readonly code: number;
}
export interface Statechart {
  /** The code took this event and says that it is in `state` now. Either of them wrong breaks the promise "The code follows its statechart". */
  took(event: string, state: string): void;
}

export interface RequestError extends Error {
  /** `timeout`, `refused` (the node is down and has not seen it), `reset` (the node went down with it), `failed` (an injected error), `aborted`, or the code of the error that the handler threw. */
  readonly code: string;
}

/** What a process offers. It is built anew by its factory at every start. */
export interface Process {
  /** Answers a request: returns the reply's value, or throws. */
  handle?(request: { readonly from: string; readonly body: Json }): Json | void | Promise<Json | void>;
  /** Takes a message that wants no reply. */
  receive?(message: { readonly from: string; readonly body: Json }): void;
  /** It is told to stop, and exits when this has ended. Left out: it exits at once. */
  stop?(): void | Promise<void>;
}

export interface World<Code> {
  /** Gives a node of the topology its process. The factory runs at the start and at every restart, each time with freshly instantiated code; one that takes `env` alone gets none. */
  node(id: string, start: (env: Env, code: Code) => Process): void;
  /** Gives a pod of the topology, a group of kind `pod`, its life. What a container has on its own disk is gone when it is started again. */
  pod(id: string, spec: PodSpec): void;
}
/** How a pod starts, restarts and ends. Defaults are those of Kubernetes: kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/. */
export interface PodSpec {
  /** Its nodes that are processes, in the order in which they start. A helper starts before what follows it, is always restarted, and is stopped after the apps: Kubernetes calls it a sidecar container. */
  readonly containers: readonly { readonly node: string; readonly kind: 'app' | 'helper' }[];
  /** Whether it is there from the start, or each time that `env.runPod` asks for it. @default at-once */
  readonly start?: 'at-once' | 'on-demand';
  /** How long all containers together have from the word to stop until they are killed, in ms. @default 30 000 */
  readonly graceMs?: number;
  /** Whether an app that ended is started again: at once the first time, then after pauses that double. @default always */
  readonly restart?: 'always' | 'on-failure' | 'never';
  /** The second pause and the longest, in ms. After a life of twice the longest they begin anew. @default 10 000 and 300 000 */
  readonly backOffMs?: readonly [first: number, longest: number];
  /** What the volume may hold, in characters, and how often that is looked at, in ms. @default no end, and 10 000 */
  readonly volume?: { readonly size: number; readonly lookEveryMs?: number; /** Told of every change: what is shown on which card. */ readonly changed?: (used: number) => { readonly node: string; readonly card: string; readonly gauges: JsonObject } };
  /** How long until another pod takes the place of one that was stopped or evicted, in ms. Not for one on demand. @default none does */
  readonly replacedAfterMs?: number;
}
