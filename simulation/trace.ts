/** Plain data: what may stand in a payload or in a row of the trace. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** One row of the append-only trace. */
export interface TraceRow {
  /** Rows count from 1; 0 stands for "no cause". */
  readonly id: number;
  /** Virtual time in integer microseconds. */
  readonly at: number;
  /** The node it happened at, or '' for the world itself. */
  readonly node: string;
  /**
   * Kernel kinds: `run.started` `run.ended` `node.state` `link.state` `pod.state` `fault.applied` `fault.lifted` `fault.refused` `faults.over`
   * `request.started` `request.ended` `message.sent` `message.lost` `message.delivered` `shown` `log` `statechart`
   * `overdue` `uncaught-error` `unhandled-rejection`.
   * A scenario adds its own (`breaker.opened`) with `env.report`.
   */
  readonly kind: string;
  /** The id of the row that caused it. */
  readonly cause: number;
  readonly data: JsonObject;
}

/**
 * A message on its way, for the picture: position = (t − sentAt) / (arrivesAt − sentAt). It is also the data of its rows
 * `message.sent`, `message.delivered` and `message.lost`. A type and not an interface, so that it counts as plain data.
 */
export type MessageFlight = {
  readonly id: number;
  readonly link: string;
  /** A reply travels the link backwards. */
  readonly kind: 'request' | 'reply' | 'message';
  readonly sentAt: number;
  /** For a lost message: when it would have arrived. */
  readonly arrivesAt: number;
  /** Why it was lost, or '' when it was not: `cut`, `dropped`, `down`. */
  readonly lost: string;
  /** Of a reply: what it says. A reply that nobody waits for any more is `late`. */
  readonly outcome: '' | 'ok' | 'failed' | 'rejected' | 'late';
  readonly request: number;
  /** The sender called it urgent, for the picture: no link carries it any faster. */
  readonly urgent?: true;
};
