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
  /** Survives a crash. A commit is atomic. */
  readonly disk: Disk;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Service time: like sleep, multiplied while the node is slow. */
  work(ms: number): Promise<void>;
  /** A bounded place of work, for a server that can be overloaded. */
  station(options: StationOptions): Station;
  /** Sends a request over the link and resolves with the reply's value. Rejects with a RequestError. */
  request(to: string, body: Json, options: { readonly timeoutMs: number; readonly signal?: AbortSignal } & Shown): Promise<Json>;
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
export interface Statechart {
  /** The code took this event and says that it is in `state` now. Either of them wrong breaks the promise "The code follows its statechart". */
  took(event: string, state: string): void;
}

export interface RequestError extends Error {
  /** `timeout`, `refused` (the node is down), `failed` (an injected error), `aborted`, or the code of the error that the handler threw. */
  readonly code: string;
}

/** What a process offers. It is built anew by its factory at every start. */
export interface Process {
  /** Answers a request: returns the reply's value, or throws. */
  handle?(request: { readonly from: string; readonly body: Json }): Json | void | Promise<Json | void>;
  /** Takes a message that wants no reply. */
  receive?(message: { readonly from: string; readonly body: Json }): void;
}

export interface World<Code> {
  /** Gives a node of the topology its process. The factory runs at the start and at every restart, each time with freshly instantiated code. */
  node(id: string, start: (env: Env, code: Code) => Process): void;
}
