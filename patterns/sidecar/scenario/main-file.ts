/** What runs in the helper's container: it fits the ports of the pattern's two files to a folder and to HTTP. Without a dollar sign, which Compose would read. */
export const mainFile = `import { mkdir, open, readFile, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Shipper } from './sidecar.ts';
import { LogTail } from './sidecar.tail.ts';

const { LOG_FOLDER, LOG_NAMES, SINK_URL, BATCH_LINES, FLUSH_MS, DRAIN_MS, DROP_ABOVE, PORT } = process.env;
const place = (name) => LOG_FOLDER + '/' + name;
await mkdir(place('.shipper'), { recursive: true });

// A number of a file is given again when the file is gone: with its birth it is one of its own.
const idOf = ({ dev, ino, birthtimeMs }) => [dev, ino, birthtimeMs].join('-');
// One log, whose files keep the name that they get when they are rotated, and are not packed: what is packed or renamed again looks deleted.
const namesNow = async () => (await readdir(LOG_FOLDER)).filter((name) => name.match(LOG_NAMES)?.[0] === name).sort();
// The oldest first. Not every file system knows when a file was born; the last that was written is the last one then.
const byAge = (one, other) => one.bornAt - other.bornAt || one.writtenAt - other.writtenAt || one.name.localeCompare(other.name, 'en', { numeric: true });
const list = async () => {
  for (let names = await namesNow(); ; ) {
    const found = await Promise.all(names.map(async (name) => ({ name, stats: await stat(place(name)).catch(() => null) })));
    const after = await namesNow();
    // What was renamed meanwhile would be missing, and be taken for deleted.
    if (after.join() !== names.join()) names = after;
    else return found.flatMap(({ name, stats }) => (stats ? [{ id: idOf(stats), name, size: stats.size, bornAt: stats.birthtimeMs, writtenAt: stats.mtimeMs }] : [])).sort(byAge);
  }
};
const files = {
  list,
  read: async ({ id }, from, length) => {
    const file = (await list()).find((one) => one.id === id);
    if (!file) return '';
    const handle = await open(place(file.name));
    try {
      if (idOf(await handle.stat()) !== id) throw new Error(file.name + ' was renamed just now.'); // the next look finds it
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
      return buffer.latin1Slice(0, bytesRead); // a byte is a character here, so that places are places in the file
    } finally {
      await handle.close();
    }
  },
  remove: async ({ id }) => {
    const file = (await list()).find((one) => one.id === id);
    if (file) await unlink(place(file.name));
  },
  used: async () => {
    const names = await readdir(LOG_FOLDER, { recursive: true });
    const sizes = await Promise.all(names.map((name) => stat(place(name)).then((stats) => (stats.isFile() ? stats.size : 0), () => 0)));
    return sizes.reduce((sum, size) => sum + size, 0);
  },
};
const kept = place('.shipper/checkpoint.json');
const checkpoints = {
  load: () => readFile(kept, 'utf8').then(JSON.parse, (error) => {
    if (error.code !== 'ENOENT') throw error;
  }),
  save: async (checkpoint) => {
    await writeFile(kept + '.new', JSON.stringify(checkpoint));
    await rename(kept + '.new', kept);
  },
};
const say = (fact) => console.log(JSON.stringify(fact));
// What is said of a batch itself, and not of who sends it, or of the moment: to send it again would keep all behind it.
const refusals = [400, 413, 422];
const sink = {
  send: async (entries, signal) => {
    const read = entries.map((entry) => (entry.kind === 'line' ? { ...entry, text: Buffer.from(entry.text, 'latin1').toString() } : entry));
    const body = JSON.stringify(read);
    const { ok, status, body: answer } = await fetch(SINK_URL, { method: 'POST', body, headers: { 'content-type': 'application/json' }, signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) });
    await answer?.cancel();
    if (refusals.includes(status)) say({ event: 'refused', status, entries: read }); // put aside in the log of this container
    else if (!ok) throw new Error('The sink answered ' + status + '.');
  },
};
const shipper = new Shipper({
  source: new LogTail({ files, checkpoints, dropAbove: Number(DROP_ABOVE), onGap: (gap) => say(gap) }),
  sink,
  batchLines: Number(BATCH_LINES),
  flushMs: Number(FLUSH_MS),
  drainMs: Number(DRAIN_MS),
  onChange: ({ event, held, error }) => void (error && say({ event, held, error: String(error) })),
});
let isReady = false;
createServer(({ url }, reply) => reply.writeHead(isReady || url === '/live' ? 200 : 503).end()).listen(Number(PORT));
process.once('SIGTERM', async () => process.exit((await shipper.stop()) ? 0 : 1));
await shipper.start();
isReady = true;
`;
