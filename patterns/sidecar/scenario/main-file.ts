/** What runs in the helper's container: it fits the ports of the pattern's two files to a folder and to HTTP. Without a dollar sign, which Compose would read. */
export const mainFile = `import { mkdir, open, readFile, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Shipper } from './sidecar.ts';
import { LogTail } from './sidecar.tail.ts';

const { LOG_FOLDER, SINK_URL, BATCH_LINES, FLUSH_MS, DRAIN_MS, DROP_ABOVE } = process.env;
const place = (name) => LOG_FOLDER + '/' + name;
await mkdir(place('.shipper'), { recursive: true });

// A number of a file is given again when the file is gone: with its birth it is one of its own.
const idOf = ({ dev, ino, birthtimeMs }) => [dev, ino, birthtimeMs].join('-');
const namesNow = async () => (await readdir(LOG_FOLDER)).filter((name) => name.endsWith('.log')).sort();
const list = async () => {
  for (let names = await namesNow(); ; ) {
    const found = await Promise.all(names.map(async (name) => ({ name, stats: await stat(place(name)).catch(() => null) })));
    const after = await namesNow();
    // What was renamed meanwhile would be missing, and be taken for deleted.
    if (after.join() !== names.join()) names = after;
    else return found.flatMap(({ name, stats }) => (stats ? [{ id: idOf(stats), name, size: stats.size, bornAt: stats.birthtimeMs }] : [])).sort((one, other) => one.bornAt - other.bornAt);
  }
};
const files = {
  list,
  read: async ({ id }, from, length) => {
    const file = (await list()).find((one) => one.id === id);
    if (!file) return '';
    const handle = await open(place(file.name));
    try {
      if (idOf(await handle.stat()) !== id) return ''; // renamed in between: the next look finds it
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
      return new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: true }); // half a character stays for the next read
    } finally {
      await handle.close();
    }
  },
  remove: async ({ id }) => {
    const file = (await list()).find((one) => one.id === id);
    if (file) await unlink(place(file.name));
  },
  used: async () => (await list()).reduce((sum, { size }) => sum + size, 0),
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
const sink = {
  send: async (entries, signal) => {
    const body = JSON.stringify(entries);
    const { ok, status } = await fetch(SINK_URL, { method: 'POST', body, headers: { 'content-type': 'application/json' }, signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) });
    if (!ok) throw new Error('The sink answered ' + status + '.');
  },
};
const say = (fact) => console.log(JSON.stringify(fact));
const shipper = new Shipper({
  source: new LogTail({ files, checkpoints, dropAbove: Number(DROP_ABOVE), sizeOf: Buffer.byteLength, onGap: (gap) => say(gap) }),
  sink,
  batchLines: Number(BATCH_LINES),
  flushMs: Number(FLUSH_MS),
  drainMs: Number(DRAIN_MS),
  onChange: ({ event, held, error }) => void (error && say({ event, held, error: String(error) })),
});
let isReady = false;
createServer((_, reply) => reply.writeHead(isReady ? 200 : 503).end()).listen(8081);
process.once('SIGTERM', async () => process.exit((await shipper.stop()) ? 0 : 1));
await shipper.start();
isReady = true;
`;
