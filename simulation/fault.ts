/**
 * Faults are data: from an experiment, a click, a drag on the timeline, a link or the search, they are one thing.
 * A fault with `forMs` undoes itself; without it, it stays until the run ends or an opposite fault arrives.
 */
interface Timed {
  /** When it strikes, in virtual milliseconds from the start of the run. */
  readonly atMs: number;
  /** How long it lasts, in virtual milliseconds. Left out, it lasts to the end. */
  readonly forMs?: number;
}

export type NodeFault = Timed & { readonly target: string } & (
    | /** The process dies: memory, timers and suspended code are gone; the disk stays. */ { readonly kind: 'crash' }
    | /** A process that is down starts again, with an empty memory. */ { readonly kind: 'restart' }
    | /** The process stands still: timers fire late, messages queue. */ { readonly kind: 'pause' }
    | /** Service times are multiplied by `factor`. */ { readonly kind: 'slow'; readonly factor: number }
    | /** This share of requests (0 to 1) is answered with an error. */ { readonly kind: 'fail'; readonly ratio: number }
    | /** The node's clock jumps by `offsetMs` and then runs at `rate`. */ {
        readonly kind: 'skew';
        readonly offsetMs: number;
        readonly rate?: number;
      }
  );

/** A link is named `from>to`. `direction` says which way is meant; both when left out. */
export type LinkFault = Timed & { readonly target: string; readonly direction?: 'there' | 'back' | 'both' } & (
    | /** Nothing gets through. */ { readonly kind: 'cut' }
    | /** Every message takes this much longer. */ { readonly kind: 'delay'; readonly ms: number }
    | /** This share of messages (0 to 1) is lost. */ { readonly kind: 'drop'; readonly ratio: number }
    | /** This share of messages (0 to 1) arrives twice. */ { readonly kind: 'duplicate'; readonly ratio: number }
    | /** This share of messages (0 to 1) is held back by up to `ms`, so that later ones overtake. */ {
        readonly kind: 'reorder';
        readonly ratio: number;
        readonly ms: number;
      }
  );

/** A pod is named by the id of its group. */
export type PodFault = Timed & { readonly target: string } & (
    | /** The platform stops it, as for a roll-out: its containers have their grace to end. */ { readonly kind: 'stop' }
    | /** Its machine needs the room: it is stopped with hardly any grace. */ { readonly kind: 'evict' }
  );

export type Fault = NodeFault | LinkFault | PodFault;
export type FaultKind = Fault['kind'];

export const nodeFaultKinds = ['crash', 'restart', 'pause', 'slow', 'fail', 'skew'] as const;
export const linkFaultKinds = ['cut', 'delay', 'drop', 'duplicate', 'reorder'] as const;

export const podFaultKinds = ['stop', 'evict'] as const;

export const isPodFault = (fault: Fault): fault is PodFault => (podFaultKinds as readonly string[]).includes(fault.kind);

export const isLinkFault = (fault: Fault): fault is LinkFault =>
  (linkFaultKinds as readonly string[]).includes(fault.kind);

/** Whether a fault happens and is over: it has no length. */
export const isAtOnce = (fault: Fault): boolean => fault.kind === 'restart' || isPodFault(fault);

/** When a fault ends, in virtual ms from the start: undefined for one that never does. A restart is over at once, and so is what befalls a pod; a restart ends a crash of the same node. */
export function endMs(fault: Fault, faults: readonly Fault[]): number | undefined {
  if (fault.forMs !== undefined) return fault.atMs + fault.forMs;
  if (isAtOnce(fault)) return fault.atMs;
  if (fault.kind !== 'crash') return undefined;
  return faults.find(({ kind, target, atMs }) => kind === 'restart' && target === fault.target && atMs > fault.atMs)?.atMs;
}
