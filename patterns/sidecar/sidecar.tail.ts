/**
 * The lines of a log that somebody else writes and rotates, in order, each with its place. It knows a file by its id and not by its name, keeps a
 * checkpoint of what was committed, and says how much is missing where lines are gone: dropped by itself before the volume is full, or deleted by
 * others. Do not use it on a log with several writers at a time. Its ports are the files of the log and a place for the checkpoint that outlives it.
 */
export interface TailOptions {
  files: LogFiles;
  checkpoints: Checkpoints;
  /** Above so much in use the oldest files that were not begun are dropped, and a gap stands in their place: in what `used` counts. @default Infinity: nothing is dropped */
  dropAbove?: number;
  /** Whether files are deleted when all that is in them was committed, and the log has gone on. @default true */
  deletesShipped?: boolean;
  /** A line that is longer is cut into several, in characters. @default 65 536 */
  lineLengthMax?: number;
  /** Told of every gap, when it is found or made, and when it grows. What it throws surfaces as an uncaught error and harms nothing. @default none */
  onGap?: (gap: Gap) => void;
}
export type Later<T> = T | PromiseLike<T>;
/** The files of one log. All but the last are written no more: what renames a file begins another. */
export interface LogFiles {
  /** Oldest first, and all of them: one that is renamed meanwhile must not be missing. */
  list(): Later<readonly LogFile[]>;
  /**
   * Up to so many characters of the file with this id, whatever its name is now; '' at its end, and where it is gone: then reading goes on to the next
   * file, so it throws where it cannot tell. A character is one of `size`: where that counts bytes, each byte is one (latin1), and who sends lines decodes them.
   */
  read(file: LogFile, from: number, length: number): Later<string>;
  remove(file: LogFile): Later<void>;
  /** How much of the volume is in use, by whatever. */
  used(): Later<number>;
}
/** A file keeps its id when it is renamed: the inode, and the device with it. */
export type LogFile = { readonly id: string; readonly name: string; readonly size: number };
/** What is kept of a checkpoint outlives the container, and is replaced at once: written to the volume under another name, and renamed. */
export interface Checkpoints {
  load(): Later<Checkpoint | undefined>;
  save(checkpoint: Checkpoint): Later<void>;
}
/** All before `offset` of `file` is committed, and all files before that one. The gaps are not. */
export type Checkpoint = { readonly file: string; readonly offset: number; readonly gaps: readonly Gap[] };
export type Entry = Line | Gap;
/** With a sink that keeps the furthest `to` of a file, what comes twice can be told. */
export type Line = { readonly kind: 'line'; readonly file: string; readonly from: number; readonly to: number; readonly text: string };
/**
 * Lines that nobody will read any more, from a place in one file to a place in the same or a later one. Null: to its end, and nobody knows how many.
 * `before` is the file that came behind them.
 */
export type Gap = { readonly kind: 'gap'; readonly file: string; readonly from: number; readonly lastFile: string; readonly to: number | null; readonly lines: number | null; readonly before: string };

export class LogTail {
  private file = ''; // where reading goes on
  private offset = 0;
  private committed: Checkpoint = { file: '', offset: 0, gaps: [] };
  private untold: readonly Gap[] = []; // those of its gaps that were not read yet
  private seen: readonly LogFile[] = [];
  private turn: Promise<unknown> = Promise.resolve();
  private readonly options: Required<Omit<TailOptions, 'onGap'>> & Pick<TailOptions, 'onGap'>;
  constructor({ dropAbove = Infinity, deletesShipped = true, lineLengthMax = 65_536, ...ports }: TailOptions) {
    if (!(dropAbove > 0)) throw new RangeError(`dropAbove must be above 0, got ${String(dropAbove)}.`);
    if (!(Number.isInteger(lineLengthMax) && lineLengthMax >= 1)) throw new RangeError(`lineLengthMax must be a whole number of 1 or more, got ${String(lineLengthMax)}.`);
    this.options = { ...ports, dropAbove, deletesShipped, lineLengthMax };
  }

  /** Goes on behind what was committed last, or begins with the oldest file. */
  open(): Promise<void> {
    return this.inTurn(async () => {
      const kept = await this.options.checkpoints.load();
      if (kept === undefined) return;
      // What was read of a lost file and not committed cannot be read again: it is in the gap now.
      const gaps = kept.gaps.map((gap) => ({ ...gap, from: gap.file === kept.file ? kept.offset : 0 }));
      this.committed = { ...kept, gaps };
      this.untold = gaps;
      this.file = kept.file;
      this.offset = kept.offset;
      if (gaps.some(({ file, before }) => file === kept.file && before === kept.file)) this.offset = 0; // emptied in place
      this.seen = kept.file === '' ? [] : [{ id: kept.file, name: '', size: kept.offset }];
    });
  }

  /** Up to `max` lines and gaps that were not read yet, in order. Also with 0 it looks after the volume. */
  read(max: number): Promise<readonly Entry[]> {
    return this.inTurn(async () => {
      const files = await this.lookAfter(await this.options.files.list());
      const entries: Entry[] = [];
      try {
        while (entries.length < max && (await this.readOn(files, entries, max))) continue;
      } catch (error) {
        if (entries.length === 0) throw error; // what was read before it is handed out, and the next read throws it again
      }
      return entries;
    });
  }

  /** These need not be read again after a restart. They are the oldest that were read and not committed. */
  commit(entries: readonly Entry[]): Promise<void> {
    return this.inTurn(async () => {
      const last = entries.at(-1);
      if (last === undefined) return;
      const [file, offset] = last.kind === 'line' ? [last.file, last.to] : [last.before, 0];
      await this.save({ file, offset, gaps: this.committed.gaps.filter((gap) => !entries.includes(gap)) });
      if (!this.options.deletesShipped) return;
      const files = await this.options.files.list();
      const place = files.findIndex(({ id }) => id === file);
      for (const file of files.slice(0, Math.max(0, place))) await this.remove(file);
    });
  }

  /** Reads more of where it is, or goes on to the next file. False where there is nothing more. */
  private async readOn(files: readonly LogFile[], entries: Entry[], max: number): Promise<boolean> {
    const { files: log, lineLengthMax } = this.options;
    const file = files[this.placeIn(files)];
    const next = files[this.placeIn(files) + 1];
    // Who writes has gone on: what is read of the file from now on is all of it. An empty one may only have been made ready.
    const isOver = next !== undefined && next.size > 0;
    const gap = this.untold.find((one) => one.file === this.file || one.before === next?.id || !files.some(({ id }) => id === one.before));
    const text = file === undefined || gap?.file === this.file ? '' : await log.read(file, this.offset, lineLengthMax);
    let from = 0;
    while (file !== undefined && from < text.length && entries.length < max) {
      const end = text.indexOf('\n', from) + 1;
      // Of what has no end yet, the next read gives more; of a file that is over, and of a line that is too long, it is taken as it is.
      if (end === 0 && (from > 0 || (!isOver && text.length < lineLengthMax))) break;
      const piece = text.slice(from, end === 0 ? undefined : end);
      const to = this.offset + piece.length;
      entries.push({ kind: 'line', file: file.id, from: this.offset, to, text: end === 0 ? piece : piece.slice(0, -1) });
      this.offset = to;
      from += piece.length;
    }
    if (from > 0) return true;
    if (file !== undefined && !isOver && gap?.file !== this.file) return false;
    if (gap !== undefined) this.untold = this.untold.filter((one) => one !== gap);
    if (gap !== undefined) entries.push(gap);
    else if (next === undefined) return false;
    else [this.file, this.offset] = [next.id, 0];
    return true;
  }
  private placeIn(files: readonly LogFile[]): number {
    return files.findIndex(({ id }) => id === this.file);
  }
  /** Finds what others have deleted, and drops what there is no room for. */
  private async lookAfter(listed: readonly LogFile[]): Promise<readonly LogFile[]> {
    const { files: log, dropAbove } = this.options;
    const files = [...listed];
    const current = this.placeIn(this.seen);
    let before = '';
    for (const [place, { id }] of [...this.seen.entries()].reverse()) {
      if (place < current) break;
      if (files.some((file) => file.id === id)) before = id;
      else if (!this.untold.some(({ file }) => file === id)) await this.lose({ kind: 'gap', file: id, from: place === current ? this.offset : 0, lastFile: id, to: null, lines: null, before });
    }
    const reading = files[this.placeIn(files)];
    if (reading !== undefined && reading.size < this.offset) {
      // It was emptied in place: what nobody had read by then is gone.
      await this.lose({ kind: 'gap', file: reading.id, from: this.offset, lastFile: reading.id, to: null, lines: null, before: reading.id });
      this.offset = 0;
    }
    while ((await log.used()) > dropAbove) {
      const place = this.placeIn(files) + 1;
      const [oldest, next] = files.slice(place);
      if (oldest === undefined || next === undefined) break;
      await this.lose({ kind: 'gap', file: oldest.id, from: 0, lastFile: oldest.id, to: oldest.size, lines: await this.linesOf(oldest), before: next.id });
      await this.remove(oldest);
      files.splice(place, 1);
    }
    this.seen = files;
    return files;
  }
  /**
   * Written down before the lines are gone, and said when all before them is read. With the gaps that it borders on it is one: they lie on the same
   * volume as the lines did.
   */
  private async lose(lost: Gap): Promise<void> {
    const ahead = this.untold.find(({ before }) => before === lost.file);
    const behind = this.untold.find((one) => one !== ahead && one.before === lost.before);
    const gap = [ahead, lost, behind].filter((one) => one !== undefined).reduce(joined);
    const others = (gaps: readonly Gap[]) => gaps.filter((one) => one !== ahead && one !== behind);
    await this.save({ ...this.committed, gaps: [...others(this.committed.gaps), gap] });
    this.untold = [...others(this.untold), gap];
    this.tell(gap);
  }
  private async linesOf(file: LogFile): Promise<number> {
    const { files: log, lineLengthMax } = this.options;
    let [lines, offset, last] = [0, 0, '\n'];
    for (let text = await log.read(file, 0, lineLengthMax); text !== ''; text = await log.read(file, offset, lineLengthMax)) {
      lines += text.split('\n').length - 1;
      offset += text.length;
      last = text.at(-1)!;
    }
    return last === '\n' ? lines : lines + 1;
  }
  private async remove(file: LogFile): Promise<void> {
    await this.options.files.remove(file);
    this.seen = this.seen.filter(({ id }) => id !== file.id);
  }
  private async save(checkpoint: Checkpoint): Promise<void> {
    await this.options.checkpoints.save(checkpoint);
    this.committed = checkpoint;
  }
  /** One after the other, so that none sees what another has half done. */
  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.turn.then(run, run);
    this.turn = result;
    return result;
  }
  private tell(gap: Gap): void {
    try {
      this.options.onGap?.(gap);
    } catch (thrown) {
      queueMicrotask(() => { throw thrown; });
    }
  }
}
const joined = (one: Gap, next: Gap): Gap => ({ ...next, file: one.file, from: one.from, lines: one.lines === null || next.lines === null ? null : one.lines + next.lines });
