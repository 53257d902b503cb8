import { bounds } from './bounds.ts';
import type { Owner, Runtime } from './async/runtime.ts';
import { plainCopy, Room } from './plain-data.ts';
import type { Recorder } from './recorder.ts';
import type { RunningHash } from './running-hash.ts';
import { EventHeap, type HeapEvent } from './time/event-heap.ts';
import type { Json, JsonObject, TraceRow } from './trace.ts';

/** Holds events back while it stands still. */
export interface Holder {
  /** Events that wait for it to go on; undefined while it runs. */
  held: ScheduledEvent[] | undefined;
}

export interface ScheduledEvent extends HeapEvent {
  /** The process whose event it is; it never happens once that process is dead. */
  readonly owner: Owner | null;
  /** The node that must be running for it to happen. */
  readonly holder: Holder | null;
  /** The row that caused it. */
  readonly cause: number;
  readonly run: () => void;
}

/** Virtual time, the one queue of events, and the record of what they did. */
export class Kernel {
  /** Virtual microseconds since the start of the run. */
  now = 0;
  /** Events dispatched so far. */
  dispatched = 0;
  readonly runtime: Runtime;
  readonly recorder: Recorder;
  readonly seed: number;
  private readonly heap = new EventHeap<ScheduledEvent>();
  private sequence = 0;
  private copied = 0;

  constructor(options: { readonly runtime: Runtime; readonly recorder: Recorder; readonly seed: number }) {
    this.runtime = options.runtime;
    this.recorder = options.recorder;
    this.seed = options.seed;
  }

  schedule(delayUs: number, owner: Owner | null, holder: Holder | null, run: () => void): ScheduledEvent {
    if (this.heap.isFull(bounds.waiting)) this.exhaust(`More than ${bounds.waiting} timers and messages are waiting at one time.`);
    this.sequence += 1;
    const event: ScheduledEvent = {
      at: this.now + delayUs,
      sequence: this.sequence,
      cancelled: false,
      owner,
      holder,
      cause: this.recorder.cause,
      run,
    };
    this.heap.push(event);
    return event;
  }

  /** Puts held events back, to happen now, in the order in which they were due. */
  release(events: readonly ScheduledEvent[]): void {
    for (const event of events) {
      this.sequence += 1;
      event.at = this.now;
      event.sequence = this.sequence;
      this.heap.push(event);
    }
  }

  /** Takes the next event that can happen, and moves time to it. Undefined when none is left before `untilUs`. */
  next(untilUs: number): ScheduledEvent | undefined {
    for (;;) {
      const event = this.heap.pop();
      if (event === undefined || event.at > untilUs) return undefined;
      if (event.owner !== null && !event.owner.alive) continue;
      if (event.holder?.held !== undefined) {
        event.holder.held.push(event);
        continue;
      }
      this.now = event.at;
      return event;
    }
  }

  /** Runs the synchronous part of an event. What it left in the job queue is drained by the caller. */
  dispatch(event: ScheduledEvent): void {
    const { runtime, recorder } = this;
    this.dispatched += 1;
    runtime.owner = event.owner;
    runtime.beginEvent();
    recorder.cause = event.cause;
    if (this.dispatched <= bounds.events) return event.run();
    const what = `The run dispatched more than ${bounds.events} events.`;
    runtime.haltAtNextStep(what);
    event.run();
    this.exhaust(what);
  }

  /** A copy of plain data that leaves the code. What all of it may hold in one run is bounded. */
  copy(value: unknown, where: string): Json {
    const room = new Room(where);
    const copy = plainCopy(value, where, room);
    this.copied += room.taken;
    if (this.copied > bounds.data) this.exhaust(`The run sent, showed and reported more than ${bounds.data} characters of data.`);
    return copy;
  }

  /** Nothing is written once a bound is reached. */
  write<Data extends JsonObject>(node: string, kind: string, data: Data, digest?: (hash: RunningHash, data: Data) => void): TraceRow {
    this.runtime.rethrowBound();
    if (this.recorder.count >= bounds.rows) this.exhaust(`The run wrote more than ${bounds.rows} rows of trace.`);
    return this.recorder.write(this.now, node, kind, data, digest);
  }

  /** Ends the run here: what is thrown is thrown again wherever the code tries to go on. */
  exhaust(what: string): never {
    this.runtime.halt(what);
  }
}
