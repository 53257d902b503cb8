import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { surfaced } from '../hand-clock.ts';
import { LogTail, type Checkpoint, type Entry, type Gap, type LogFile, type LogFiles, type TailOptions } from './sidecar.tail.ts';

/** A folder in memory. A file keeps its id when it is renamed, and reading goes by the id. */
class Folder implements LogFiles {
  files: { id: string; name: string; text: string }[] = [];
  fails: Error | undefined;
  /** What lies on the volume besides the log. */
  others = 0;
  removed: string[] = [];
  private count = 0;
  list(): readonly LogFile[] {
    return this.files.map(({ id, name, text }) => ({ id, name, size: text.length }));
  }
  read({ id }: LogFile, from: number, length: number): string {
    if (this.fails !== undefined) throw this.fails;
    return this.files.find((file) => file.id === id)?.text.slice(from, from + length) ?? '';
  }
  remove({ id, name }: LogFile): void {
    this.removed.push(name);
    this.files = this.files.filter((file) => file.id !== id);
  }
  used(): number {
    return this.others + this.files.reduce((sum, { text }) => sum + text.length, 0);
  }
  append(text: string): void {
    const file = this.files.find(({ name }) => name === 'log');
    if (file === undefined) this.files.push({ id: `#${(this.count += 1)}`, name: 'log', text });
    else file.text += text;
  }
  rotate(): void {
    const file = this.files.find(({ name }) => name === 'log')!;
    file.name = `log.${file.id}`;
  }
}

function setUp(options: Partial<TailOptions> = {}, before?: { folder: Folder; kept: Checkpoint | undefined }) {
  const folder = before?.folder ?? new Folder();
  const saved: string[] = [];
  const gaps: Gap[] = [];
  const disk = {
    kept: before?.kept,
    load: () => disk.kept,
    save: (checkpoint: Checkpoint) => {
      disk.kept = checkpoint;
      saved.push(`${checkpoint.file}:${checkpoint.offset}${checkpoint.gaps.map(({ file, lastFile }) => ` gap ${file}-${lastFile}`).join('')}, ${folder.files.length} files`);
    },
  };
  const tail = new LogTail({ files: folder, checkpoints: disk, onGap: (gap) => void gaps.push(gap), ...options });
  /** Another process, with what is on the volume. */
  const again = () => setUp(options, { folder, kept: disk.kept });
  const read = async (max = 100) => (await tail.read(max)).map(inWords);
  return { folder, tail, disk, saved, gaps, again, read };
}
const inWords = (entry: Entry) => (entry.kind === 'line' ? entry.text : `(${entry.lines ?? '?'} of ${entry.file} from ${entry.from} to ${entry.lastFile === entry.file ? '' : `${entry.lastFile} `}${entry.to ?? 'its end'})`);

describe('lines', () => {
  it('are read once, each with its place, as far as they have an end', async () => {
    const { folder, tail, read } = setUp();
    folder.append('one\ntwo\nthr');
    assert.deepEqual(await tail.read(9), [{ kind: 'line', file: '#1', from: 0, to: 4, text: 'one' }, { kind: 'line', file: '#1', from: 4, to: 8, text: 'two' }]);
    assert.deepEqual(await read(), []);
    folder.append('ee\n\n');
    assert.deepEqual(await read(), ['three', '']);
  });

  it('are as many as were asked for, and none where none were', async () => {
    const { folder, read } = setUp();
    folder.append('one\ntwo\nthree\n');
    assert.deepEqual([await read(0), await read(1), await read(1), await read(2)], [[], ['one'], ['two'], ['three']]);
  });

  it('that are too long are cut', async () => {
    const { folder, read } = setUp({ lineLengthMax: 4 });
    folder.append('one\nabcdefghij\n');
    assert.deepEqual([await read(), await read()], [['one', 'abcd', 'efgh', 'ij'], []]);
  });

  it('have their places in bytes where a byte is read as a character, and are decoded after that, whatever bytes they are', async () => {
    const log = Buffer.concat([Buffer.from('\uFEFFfür\n'), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from('Öl\n')]);
    const { folder, tail } = setUp({ lineLengthMax: 9 });
    folder.append(log.toString('latin1'));
    const lines = [...(await tail.read(9)), ...(await tail.read(9))].filter((entry) => entry.kind === 'line');
    assert.deepEqual(lines.map(({ from, to }) => [from, to]), [[0, 8], [8, 11], [11, 15]]);
    assert.deepEqual(lines.map(({ text }) => Buffer.from(text, 'latin1').toString()), ['\uFEFFfür', '\uFFFD\uFFFD', 'Öl']);
  });

  it('of a log that does not exist yet are none', async () => {
    const { tail, read } = setUp();
    await tail.open();
    assert.deepEqual(await read(), []);
  });
});

describe('a rotation', () => {
  it('is followed by the id: the rest of the old file, and then the new one', async () => {
    const { folder, read } = setUp();
    folder.append('one\ntwo\n');
    assert.deepEqual(await read(1), ['one']);
    folder.rotate();
    folder.append('three\n');
    assert.deepEqual(await read(), ['two', 'three']);
  });

  it('may come several times between two looks', async () => {
    const { folder, read } = setUp();
    for (const line of ['one', 'two', 'three', 'four']) {
      folder.append(`${line}\n`);
      folder.rotate();
    }
    folder.append('five\n');
    assert.deepEqual(await read(), ['one', 'two', 'three', 'four', 'five']);
  });

  it('is not over while the new file is empty: who writes may still write to the old one', async () => {
    const { folder, read } = setUp();
    folder.append('one\n');
    folder.rotate();
    folder.append('');
    assert.deepEqual(await read(), ['one']);
    folder.files[0]!.text += 'two\nth';
    assert.deepEqual(await read(), ['two']);
    folder.append('four\n');
    assert.deepEqual(await read(), ['th', 'four']);
  });
});

describe('a commit', () => {
  it('is kept, and after a restart reading goes on behind it', async () => {
    const { folder, tail, again } = setUp();
    folder.append('one\ntwo\nthree\n');
    const [one, two] = await tail.read(3);
    await tail.commit([one!]);
    await tail.commit([two!]);
    const { tail: next, read } = again();
    await next.open();
    assert.deepEqual(await read(), ['three']);
  });

  it('that never came has lines read again', async () => {
    const { folder, tail, again } = setUp();
    folder.append('one\ntwo\n');
    await tail.read(2);
    const { tail: next, read } = again();
    await next.open();
    assert.deepEqual(await read(), ['one', 'two']);
  });

  it('deletes the files before its own, after the checkpoint is kept', async () => {
    const { folder, tail, saved } = setUp();
    folder.append('one\n');
    folder.rotate();
    folder.append('two\n');
    folder.rotate();
    folder.append('three\n');
    const entries = await tail.read(3);
    await tail.commit(entries.slice(0, 1));
    assert.deepEqual([folder.removed, saved], [[], ['#1:4, 3 files']]);
    await tail.commit(entries.slice(1));
    assert.deepEqual([folder.removed, saved.at(-1)], [['log.#1', 'log.#2'], '#3:6, 3 files']);
  });

  it('deletes nothing where that is left to others', async () => {
    const { folder, tail } = setUp({ deletesShipped: false });
    folder.append('one\n');
    folder.rotate();
    folder.append('two\n');
    await tail.commit(await tail.read(3));
    assert.deepEqual(folder.removed, []);
  });
});

describe('a volume that is too full', () => {
  const fill = (folder: Folder) => {
    for (const lines of ['a\nb\n', 'c\nd\n', 'e\nf\ng\n', 'h\n']) {
      folder.append(lines);
      folder.rotate();
    }
    folder.append('i\n');
  };

  it('loses the oldest files that were not begun, and a gap says how many lines stood there', async () => {
    const { folder, read, gaps } = setUp({ dropAbove: 8 });
    fill(folder);
    assert.deepEqual(await read(1), ['(7 of #1 from 0 to #3 6)']);
    assert.deepEqual([folder.removed, gaps.map(inWords)], [['log.#1', 'log.#2', 'log.#3'], ['(2 of #1 from 0 to 4)', '(4 of #1 from 0 to #2 4)', '(7 of #1 from 0 to #3 6)']]);
    assert.deepEqual(await read(), ['h', 'i']);
  });

  it('has one gap for all that is dropped in a row, and another one when reading has gone on', async () => {
    const { folder, tail, disk, read } = setUp({ dropAbove: 8 });
    fill(folder);
    await read(0);
    assert.deepEqual(disk.kept!.gaps.map(inWords), ['(7 of #1 from 0 to #3 6)']);
    folder.append('j\nk\nl\n');
    folder.rotate();
    folder.append('m\n');
    assert.deepEqual((await tail.read(2)).map(inWords), ['(12 of #1 from 0 to #5 8)', 'm']);
    folder.append('n\n');
    for (const lines of ['o\np\n', 'q\n']) {
      folder.rotate();
      folder.append(lines);
    }
    assert.deepEqual(await read(), ['n', '(2 of #7 from 0 to 4)', 'q']);
    assert.deepEqual(disk.kept!.gaps.map(inWords), ['(12 of #1 from 0 to #5 8)', '(2 of #7 from 0 to 4)']);
  });

  it('keeps what was begun: the gap comes behind it', async () => {
    const { folder, read } = setUp({ dropAbove: 12 });
    folder.append('a\nb\n');
    assert.deepEqual(await read(1), ['a']);
    folder.rotate();
    folder.append('c\nd\n');
    folder.rotate();
    folder.append('e\nf\ng\n');
    assert.deepEqual(await read(), ['b', '(2 of #2 from 0 to 4)', 'e', 'f', 'g']);
  });

  it('is looked after when no line is asked for', async () => {
    const { folder, read } = setUp({ dropAbove: 8 });
    fill(folder);
    assert.deepEqual([await read(0), folder.removed.length], [[], 3]);
  });

  it('does not lose the file that is written, however full it is', async () => {
    const { folder, read } = setUp({ dropAbove: 1 });
    folder.append('one\ntwo\n');
    assert.deepEqual([await read(), folder.removed], [['one', 'two'], []]);
  });

  it('has the gap kept before the file is gone, so that a crash in between loses no word of it', async () => {
    const { folder, read, saved, again } = setUp({ dropAbove: 12 });
    fill(folder);
    await read(0);
    assert.deepEqual(saved, [':0 gap #1-#1, 5 files', ':0 gap #1-#2, 4 files']);
    const { tail, read: readAgain } = again();
    await tail.open();
    assert.deepEqual(await readAgain(), ['(4 of #1 from 0 to #2 4)', 'e', 'f', 'g', 'h', 'i']);
  });

  it('has the gap said again after a restart until it is committed, and not after that', async () => {
    const { folder, tail, again } = setUp({ dropAbove: 12 });
    fill(folder);
    const entries = await tail.read(2);
    assert.deepEqual(entries.map(inWords), ['(4 of #1 from 0 to #2 4)', 'e']);
    const next = again();
    await next.tail.open();
    assert.deepEqual(await next.read(2), ['(4 of #1 from 0 to #2 4)', 'e']);
    await tail.commit(entries);
    const last = again();
    await last.tail.open();
    assert.deepEqual(await last.read(), ['f', 'g', 'h', 'i']);
  });

  it('that is dropped after a restart borders on what was dropped before, and is one gap with it', async () => {
    const { folder, read, again, disk } = setUp({ dropAbove: 12 });
    fill(folder);
    await read(0);
    folder.append('0123456789\n');
    const next = again();
    await next.tail.open();
    await next.read(0);
    assert.deepEqual(disk.kept!.gaps.map(inWords), ['(4 of #1 from 0 to #2 4)']);
    assert.deepEqual(await next.read(), ['(8 of #1 from 0 to #4 2)', 'i', '0123456789']);
  });

  it('stands in its place after a restart, though what was read before it is read again', async () => {
    const { folder, tail, read, again } = setUp({ dropAbove: 12 });
    folder.append('a\nb\n');
    folder.rotate();
    folder.append('c\nd\n');
    assert.deepEqual(await read(3), ['a', 'b', 'c']);
    for (const lines of ['e\nf\n', 'g\n']) {
      folder.rotate();
      folder.append(lines);
    }
    await read(0);
    assert.deepEqual([folder.removed, await tail.read(0)], [['log.#3'], []]);
    const next = again();
    await next.tail.open();
    assert.deepEqual(await next.read(), ['a', 'b', 'c', 'd', '(2 of #3 from 0 to 4)', 'g']);
  });

  it('is one gap where after a restart the files on both sides of it are dropped too', async () => {
    const { folder, read, again } = setUp({ dropAbove: 12 });
    folder.append('a\nb\n');
    folder.rotate();
    folder.append('c\nd\n');
    await read(3);
    for (const lines of ['e\nf\n', 'g\n', 'h\n']) {
      folder.rotate();
      folder.append(lines);
    }
    await read(0);
    folder.others = 9;
    const next = again();
    await next.tail.open();
    assert.deepEqual(await next.read(), ['(7 of #1 from 0 to #4 2)', 'h']);
  });

  it('counts a last line without an end too', async () => {
    const { folder, gaps, read } = setUp({ dropAbove: 3, lineLengthMax: 2 });
    folder.append('a\nb\nc');
    folder.rotate();
    folder.append('d\n');
    await read(0);
    assert.deepEqual(gaps.map(({ lines }) => lines), [3]);
  });
});

describe('a file that others delete', () => {
  it('before it was read is a gap of which nobody knows how long it is', async () => {
    const { folder, read } = setUp();
    folder.append('one\ntwo\n');
    folder.rotate();
    folder.append('three\n');
    folder.rotate();
    folder.append('four\n');
    assert.deepEqual(await read(1), ['one']);
    folder.files.splice(0, 2);
    assert.deepEqual(await read(), ['(? of #1 from 4 to #2 its end)', 'four']);
  });

  it('while nobody looked is a gap behind the checkpoint', async () => {
    const { folder, tail, again } = setUp();
    folder.append('one\ntwo\n');
    folder.rotate();
    folder.append('three\n');
    await tail.commit(await tail.read(1));
    folder.files.shift();
    const { tail: next, read } = again();
    await next.open();
    assert.deepEqual(await read(), ['(? of #1 from 4 to its end)', 'three']);
  });

  it('with all others is a gap that is said at once', async () => {
    const { folder, read } = setUp();
    folder.append('one\ntwo\n');
    assert.deepEqual(await read(1), ['one']);
    folder.files = [];
    assert.deepEqual(await read(), ['(? of #1 from 4 to its end)']);
    folder.append('three\n');
    assert.deepEqual(await read(), ['three']);
  });

  it('after it was committed is none', async () => {
    const { folder, tail, read } = setUp({ deletesShipped: false });
    folder.append('one\n');
    folder.rotate();
    folder.append('two\n');
    await tail.commit(await tail.read(2));
    folder.files.shift();
    folder.append('three\n');
    assert.deepEqual(await read(), ['three']);
  });

  it('or empty in place is read from its start, after a gap', async () => {
    const { folder, tail, read, again } = setUp();
    folder.append('one\ntwo\n');
    await tail.commit(await tail.read(2));
    folder.files[0]!.text = '3\n';
    assert.deepEqual(await read(), ['(? of #1 from 8 to its end)', '3']);
    folder.files[0]!.text += 'long enough\n';
    const { tail: next, read: readAgain } = again();
    await next.open();
    assert.deepEqual(await readAgain(), ['(? of #1 from 8 to its end)', '3', 'long enough']);
  });
});

describe('what a restart finds gone', () => {
  it('is said once: a gap that was committed is behind it', async () => {
    const { folder, tail, again } = setUp();
    folder.append('one\n');
    await tail.commit(await tail.read(1));
    folder.files = [];
    const next = again();
    await next.tail.open();
    const entries = await next.tail.read(9);
    assert.deepEqual(entries.map(inWords), ['(? of #1 from 4 to its end)']);
    await next.tail.commit(entries);
    const last = next.again();
    await last.tail.open();
    assert.deepEqual(await last.read(), []);
    folder.append('two\n');
    assert.deepEqual(await last.read(), ['two']);
  });

  it('is one gap where it was known before, and reaches back to what was committed', async () => {
    const { folder, tail, read, again } = setUp();
    folder.append('one\ntwo\nthree\n');
    folder.rotate();
    folder.append('four\n');
    await tail.commit(await tail.read(1));
    assert.deepEqual(await read(1), ['two']);
    folder.files.shift();
    await read(0);
    const next = again();
    await next.tail.open();
    assert.deepEqual(await next.read(), ['(? of #1 from 4 to its end)', 'four']);
  });

  it('was emptied in place: a commit that comes later leaves no place in what was written since', async () => {
    const { folder, tail, read, again } = setUp();
    folder.append('one\ntwo\nthree\n');
    const [one, two] = await tail.read(2);
    await tail.commit([one!]);
    folder.files[0]!.text = '4\n';
    await read(0);
    folder.files[0]!.text += 'five and six\n';
    const early = again();
    await early.tail.open();
    assert.deepEqual(await early.read(), ['(? of #1 from 4 to its end)', '4', 'five and six']);
    await tail.commit([two!]);
    const late = again();
    await late.tail.open();
    assert.deepEqual(await late.read(), ['(? of #1 from 8 to its end)', '4', 'five and six']);
    const [gap] = await tail.read(1);
    await tail.commit([gap!]);
    const last = again();
    await last.tail.open();
    assert.deepEqual(await last.read(), ['4', 'five and six']);
  });
});

describe('what goes wrong', () => {
  it('is thrown, and the next call goes on as if nothing had been', async () => {
    const { folder, tail, read } = setUp();
    folder.append('one\n');
    folder.fails = new Error('the volume does not answer');
    await assert.rejects(tail.read(1), folder.fails);
    folder.fails = undefined;
    assert.deepEqual(await read(), ['one']);
  });

  it('behind lines that were read does not lose them', async () => {
    const { folder, tail, read } = setUp();
    folder.append('one\n');
    folder.rotate();
    folder.append('two\n');
    const readsAll = folder.read.bind(folder);
    folder.read = (file, from, length) => {
      if (file.id === '#2') throw new Error('renamed just now');
      return readsAll(file, from, length);
    };
    assert.deepEqual(await read(), ['one']);
    await assert.rejects(tail.read(9), { message: 'renamed just now' });
    folder.read = readsAll;
    assert.deepEqual(await read(), ['two']);
  });

  it('in a listener surfaces as an uncaught error', async () => {
    const broken = new Error('a listener');
    const { folder, read } = setUp({ dropAbove: 1, onGap: () => { throw broken; } });
    folder.append('one\n');
    folder.rotate();
    folder.append('two\n');
    const uncaught = await surfaced(async () => assert.deepEqual(await read(), ['(1 of #1 from 0 to 4)', 'two']));
    assert.deepEqual(uncaught, [broken]);
  });

  it('in its options is said at the door', () => {
    for (const dropAbove of [0, -1, NaN]) assert.throws(() => setUp({ dropAbove }), { name: 'RangeError', message: `dropAbove must be above 0, got ${dropAbove}.` });
    for (const lineLengthMax of [0, 1.5, NaN]) assert.throws(() => setUp({ lineLengthMax }), { name: 'RangeError', message: `lineLengthMax must be a whole number of 1 or more, got ${lineLengthMax}.` });
  });
});

describe('calls that come at one time', () => {
  it('are carried out one after the other', async () => {
    const { folder, tail } = setUp();
    folder.append('one\ntwo\nthree\n');
    const read = await Promise.all([tail.read(1), tail.read(1), tail.read(1)]);
    assert.deepEqual(read.flat().map(inWords), ['one', 'two', 'three']);
  });
});
