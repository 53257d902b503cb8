import type { TraceRow } from '../../../simulation/trace.ts';
import type { Span } from './shipper.ts';

/** A file of the log, as it was written and as the sink has it. */
export interface Kept {
  readonly file: string;
  /** Where each of its lines ends. */
  readonly ends: number[];
  /** All before this is at the sink, or is a gap that it was told of. */
  reach: number;
}
interface Listener {
  written?(kept: Kept, to: number, row: TraceRow): void;
  /** The sink has taken a span. `before` is how far it had its file, `lines` how many were written there; the books are as they are after it. */
  took?(span: Span, kept: Kept, before: number, lines: number, row: TraceRow): void;
  /** The sink has taken a span of a file that was never written. */
  strange?(span: Span, row: TraceRow): void;
  /** The pod is gone, or another begins; the books still hold its files when it is gone. */
  pod?(state: string, ending: string, row: TraceRow): void;
}
type Handlers = { readonly [kind: string]: (row: TraceRow) => void };

const end = ({ ends }: Kept) => ends.at(-1) ?? 0;

/** Keeps its own books of what was written to the volume of the pod, and of what has reached the sink. */
export class Witness {
  readonly files = new Map<string, Kept>();
  private readonly gone = new Set<string>();
  readonly handlers: Handlers;

  constructor(listener: Listener) {
    this.handlers = {
      'line.written': (row) => {
        const { file, to } = row.data as { file: string; to: number };
        let kept = this.files.get(file);
        if (kept === undefined) this.files.set(file, (kept = { file, ends: [], reach: 0 }));
        kept.ends.push(to);
        listener.written?.(kept, to, row);
      },
      'logs.took': (row) => {
        for (const span of row.data.spans as unknown as readonly Span[]) {
          const kept = this.files.get(span.file);
          if (kept === undefined) {
            if (!this.gone.has(span.file)) listener.strange?.(span, row);
            continue;
          }
          const before = kept.reach;
          let lines = 0;
          for (const one of this.from(span.file, span.lastFile)) {
            const to = one.file === span.lastFile ? (span.to ?? end(one)) : end(one);
            lines += linesIn(one, one === kept ? span.from : 0, to);
            one.reach = Math.max(one.reach, to);
          }
          listener.took?.(span, kept, before, lines, row);
        }
      },
      'pod.state': (row) => {
        const { state, ending } = row.data as { state: string; ending: string };
        listener.pod?.(state, ending, row);
        if (state !== 'gone') return;
        for (const file of this.files.keys()) this.gone.add(file);
        this.files.clear();
      },
    };
  }

  /** The first file before this one of which the sink does not have all. Files are written one after the other. */
  openBefore(file: string): Kept | undefined {
    for (const kept of this.files.values()) {
      if (kept.file === file) return undefined;
      if (kept.reach < end(kept)) return kept;
    }
    return undefined;
  }
  /** These and all files in between. */
  private from(first: string, last: string): readonly Kept[] {
    const all = [...this.files.values()];
    const place = all.findIndex(({ file }) => file === first);
    return all.slice(place, all.findIndex(({ file }) => file === last) + 1);
  }
  /** How many lines the sink neither has nor was told of. */
  get missing(): number {
    let lines = 0;
    for (const { ends, reach } of this.files.values()) lines += ends.filter((to) => to > reach).length;
    return lines;
  }
}

/** How many lines of a file end behind one place and not behind the other. */
export const linesIn = ({ ends }: Kept, from: number, to: number): number => ends.filter((place) => place > from && place <= to).length;

/** Watches with the world's books, as the handlers of a promise, beside those of its own. */
export function watchLog(make: (witness: () => Witness) => Listener, own: Handlers = {}): Handlers {
  const witness: Witness = new Witness(make(() => witness));
  return { ...own, ...witness.handlers };
}

const alive: readonly string[] = ['up', 'slow', 'failing', 'stopping'];

/** Two that share a machine: what strikes the line between them reaches nobody. */
export const isInert = (target: unknown): boolean => target === 'web>volume' || target === 'shipper>volume';

/** How it stands with the world: what strikes it now, and whether the shipper lives and has opened its source. */
export class Weather {
  readonly struck = new Set<string>();
  isOpen = false;
  isAlive = false;
  /** Since when it lives, in virtual µs. */
  aliveSince = 0;
  readonly handlers: Handlers;

  /** `changed` is told after each change. */
  constructor(changed: (row: TraceRow) => void = () => undefined) {
    const key = ({ target, kind }: TraceRow['data']) => `${target as string} ${kind as string}`;
    this.handlers = {
      'fault.applied': (row) => {
        if (row.data.kind !== 'stop' && row.data.kind !== 'evict' && !isInert(row.data.target)) this.struck.add(key(row.data));
        changed(row);
      },
      'fault.lifted': (row) => {
        this.struck.delete(key(row.data));
        changed(row);
      },
      'node.state': (row) => {
        if (row.node !== 'shipper') return;
        const isAlive = alive.includes(row.data.state as string);
        if (isAlive && !this.isAlive) this.aliveSince = row.at;
        this.isAlive = isAlive;
        if (row.data.state === 'down' || row.data.state === 'exited') this.isOpen = false;
        changed(row);
      },
      'shipper.opened': (row) => {
        this.isOpen = true;
        changed(row);
      },
    };
  }

  /** Nothing strikes the shipper, the sink or the way between them, nor web. */
  get isCalm(): boolean {
    return [...this.struck].every((one) => one.startsWith('shoppers'));
  }
}
