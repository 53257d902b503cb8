import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HandClock } from '../hand-clock.ts';
import { Shipper } from './sidecar.ts';
import { LogTail, type Checkpoint, type Entry, type LogFile } from './sidecar.tail.ts';

const bufferLines = 8;

type Step =
  | { readonly do: 'write'; readonly lines: number }
  | { readonly do: 'rotate' }
  | { readonly do: 'wait'; readonly ms: number }
  /** The sink takes what it is sent, refuses it, or takes it and its answer is lost. */
  | { readonly do: 'sink'; readonly is: 'up' | 'down' | 'deaf' }
  | { readonly do: 'crash' };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('write' as const), lines: fc.integer({ min: 1, max: 6 }) }),
  fc.constant({ do: 'rotate' as const }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 120 }) }),
  fc.record({ do: fc.constant('sink' as const), is: fc.constantFrom('up' as const, 'down' as const, 'deaf' as const) }),
  fc.constant({ do: 'crash' as const }),
);

/** A volume with one log, whose lines are numbered through all files. */
class Volume {
  files: { readonly id: string; name: string; text: string }[] = [];
  /** Of every file that ever was: all that was written to it. */
  readonly written = new Map<string, string>();
  kept: Checkpoint | undefined;
  private lines = 0;
  write(): void {
    let file = this.files.find(({ name }) => name === 'log');
    if (file === undefined) this.files.push((file = { id: String(this.written.size + 1), name: 'log', text: '' }));
    file.text += `line ${(this.lines += 1)}\n`;
    this.written.set(file.id, file.text);
  }
  rotate(): void {
    const file = this.files.find(({ name }) => name === 'log');
    if (file !== undefined) file.name = file.id;
  }
  tail(dropAbove: number): LogTail {
    const files = {
      list: () => this.files.map(({ id, name, text }) => ({ id, name, size: text.length })),
      read: ({ id }: LogFile, from: number, length: number) => this.files.find((file) => file.id === id)?.text.slice(from, from + length) ?? '',
      remove: ({ id }: LogFile) => void (this.files = this.files.filter((file) => file.id !== id)),
      used: () => this.files.reduce((sum, { text }) => sum + text.length, 0),
    };
    return new LogTail({ files, checkpoints: { load: () => this.kept, save: (checkpoint) => void (this.kept = checkpoint) }, dropAbove, lineLengthMax: 20 });
  }
}
/** How far it has each file: a copy that grows at its end, or a gap that says so. */
class Copy {
  readonly reach = new Map<string, number>();
  take(entries: readonly Entry[], volume: Volume): void {
    for (const entry of entries) {
      const [text, known] = [volume.written.get(entry.file)!, this.reach.get(entry.file) ?? 0];
      assert.equal(entry.from <= known, true, `${entry.file} is known up to ${known}, and goes on at ${entry.from}`);
      for (const [file, before] of volume.written) if (Number(file) < Number(entry.file)) assert.equal(this.reach.get(file), before.length, `${file} is not whole, and ${entry.file} has begun`);
      if (entry.kind === 'line') {
        assert.equal(`${entry.text}\n`, text.slice(entry.from, entry.to));
        this.reach.set(entry.file, Math.max(known, entry.to));
        continue;
      }
      const files = [...volume.written].filter(([file]) => Number(file) >= Number(entry.file) && Number(file) <= Number(entry.lastFile));
      assert.equal(entry.lines, files.reduce((lines, [, lost]) => lines + lost.split('\n').length - 1, 0));
      for (const [file, lost] of files) this.reach.set(file, lost.length);
    }
  }
}

describe('what the sink has', () => {
  it('is a copy of the log in order, with no hole that nobody speaks of, however often the shipper dies and the sink fails', () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), fc.constantFrom(60, 150, Infinity), async (steps, dropAbove) => {
        const volume = new Volume();
        const copy = new Copy();
        let sinkIs = 'up';
        /** A process: what it does after its end comes to nothing. */
        const started = async () => {
          const clock = new HandClock();
          let isAlive = true;
          const tail = volume.tail(dropAbove);
          const never = new Promise<never>(() => undefined);
          const send = (entries: readonly Entry[]): Promise<never> | undefined => {
            if (!isAlive) return never;
            if (sinkIs === 'down') throw new Error('down');
            copy.take(entries, volume);
            if (sinkIs === 'deaf') throw new Error('no answer');
            return undefined;
          };
          const source = { open: () => tail.open(), read: (max: number) => (isAlive ? tail.read(max) : never), commit: (entries: readonly Entry[]) => (isAlive ? tail.commit(entries) : never) };
          const shipper = new Shipper<Entry>({ source, sink: { send }, batchLines: 4, bufferLines, flushMs: 30, pollMs: 10, restMs: () => 40, clock });
          await shipper.start();
          await clock.settle();
          return { clock, shipper, crash: () => void (isAlive = false) };
        };
        let one = await started();
        for (const each of steps) {
          if (each.do === 'write') for (let line = 0; line < each.lines; line += 1) volume.write();
          else if (each.do === 'rotate') volume.rotate();
          else if (each.do === 'sink') sinkIs = each.is;
          else if (each.do === 'wait') await one.clock.advance(each.ms);
          else {
            one.crash();
            one = await started();
          }
          assert.equal(one.shipper.held <= bufferLines, true);
        }
        sinkIs = 'up';
        const stopped = one.shipper.stop();
        await one.clock.advance(1_000);
        assert.equal(await stopped, true);
        for (const [file, text] of volume.written) assert.equal(copy.reach.get(file), text.length, `file ${file}`);
      }),
      { numRuns: 300 },
    ));
});
