import type { JsonObject } from '../../../simulation/trace.ts';
import type { Env } from '../../../simulation/world.ts';
import { isOfLog } from './log-file.ts';

interface Kept {
  /** How many lines were written before the first of this file. */
  readonly before: number;
  /** Where each of its lines ends. */
  readonly ends: number[];
}

/** What the card of the volume shows: all lines that were ever written to it, and how far the shipper has come with them. */
export class Shelf {
  /** The place that shows it. It runs nothing, and outlives the containers. */
  card: Env | undefined;
  private readonly files = new Map<string, Kept>();
  private lines = 0;
  private read = 0;
  private acked = 0;

  written(env: Env, file: string, to: number): void {
    let kept = this.files.get(file);
    if (kept === undefined) this.files.set(file, (kept = { before: this.lines, ends: [] }));
    kept.ends.push(to);
    this.lines += 1;
    this.show(env);
  }
  /** Whether the line that was written last is read: asked again, it is of the same line. */
  lastLine(): () => boolean {
    const { lines } = this;
    return () => this.read >= lines;
  }
  /** The shipper has read, or the sink has taken, all up to here. */
  reached(env: Env, how: 'read' | 'acked', file: string, to: number): void {
    const kept = this.files.get(file);
    if (kept === undefined) return;
    this[how] = kept.before + kept.ends.filter((end) => end <= to).length;
    this.read = Math.max(this.read, this.acked);
    this.show(env);
  }
  /** A fresh shipper reads from its checkpoint on. */
  readAgain(env: Env): void {
    this.read = this.acked;
    this.show(env);
  }
  show(env: Env): void {
    const there = env.volume.files().filter(({ name }) => isOfLog(name));
    const oldest = this.files.get(String(there[0]?.id));
    this.card?.show('volume', { ...this.counted(), files: there.length, gone: oldest?.before ?? this.lines });
  }
  /** The pod is gone, and with it all that lay here. */
  clear(): void {
    this.files.clear();
    this.lines = this.read = this.acked = 0;
  }
  counted(): JsonObject {
    const { lines, read, acked } = this;
    return { lines, read, acked, behind: lines - acked };
  }
}
