import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathOf } from '../lib/folders.ts';
import type { Entry } from './sidecar/sidecar.tail.ts';
import { logNames } from './sidecar/scenario/deployment.ts';
import { mainFile } from './sidecar/scenario/main-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sidecar-'));
  // The image of the platforms takes TypeScript as it stands.
  await writeFile(join(folder, 'main.mjs'), mainFile.replaceAll(/\.ts'/g, ".mjs'"));
  for (const name of ['sidecar', 'sidecar.tail']) {
    const { code } = await transform(await readFile(pathOf('patterns', 'sidecar', `${name}.ts`), 'utf8'), { loader: 'ts' });
    await writeFile(join(folder, `${name}.mjs`), code);
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** The main file in a process, with a sink that answers as the test says and keeps what it was sent. */
async function started(logs: string, status: (nth: number) => number = () => 200) {
  const bodies: (readonly Entry[])[] = [];
  let told: (() => void) | undefined;
  const sink = createServer((request, reply) => {
    void text(request).then((body) => {
      bodies.push(JSON.parse(body) as readonly Entry[]);
      reply.writeHead(status(bodies.length)).end();
      told?.();
    });
  });
  await once(sink.listen(0, '127.0.0.1'), 'listening');
  const env = {
    ...process.env, LOG_FOLDER: logs, LOG_NAMES: logNames, SINK_URL: `http://127.0.0.1:${(sink.address() as AddressInfo).port}`,
    BATCH_LINES: '10', FLUSH_MS: '0', DRAIN_MS: '10000', DROP_ABOVE: 'Infinity', PORT: '0',
  };
  const child = spawn(process.execPath, [join(folder, 'main.mjs')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = text(child.stdout);
  return {
    bodies,
    /** Until the sink was sent so many batches. */
    sent: async (batches: number) => {
      while (bodies.length < batches) await new Promise<void>((resolve) => (told = resolve));
    },
    /** As the platform stops it: its code, and what it said. */
    stopped: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await ended) as [number];
      sink.close();
      return { code, said: (await said).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>) };
    },
  };
}
const newLogs = () => mkdtemp(join(folder, 'logs-'));
const textsOf = (entries: readonly Entry[]) => entries.map((entry) => (entry.kind === 'line' ? entry.text : 'a gap'));

describe('the main file for platforms', () => {
  it('ships whatever bytes a log holds, across a rotation and to the last line, and reads no other log', async () => {
    const logs = await newLogs();
    const live = join(logs, 'web.log');
    const long = 'ü'.repeat(40_000);
    await writeFile(join(logs, 'other.log'), 'not ours\n');
    await writeFile(live, Buffer.concat([Buffer.from('\uFEFFfür\n'), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(`${long}\n`)]));
    const helper = await started(logs);
    await helper.sent(1);
    await rename(live, join(logs, 'web.1.log'));
    await appendFile(live, 'after the rotation\n');
    const { code, said } = await helper.stopped();
    const entries = helper.bodies.flat();
    // A look that meets the rename says so, and the next one has it all.
    expect([code, said.filter(({ event }) => event !== 'error')]).toEqual([0, []]);
    expect(textsOf(entries).slice(0, 2)).toEqual(['\uFEFFfür', '\uFFFD\uFFFD']);
    expect(textsOf(entries).slice(2, -1).join('') === long).toBe(true);
    expect(textsOf(entries).at(-1)).toBe('after the rotation');
    expect(entries.map(({ from, to }) => [from, to])).toEqual([[0, 8], [8, 11], [11, 65_547], [65_547, 80_012], [0, 19]]);
  });

  it('puts a batch aside that is refused for good, and goes on', async () => {
    const logs = await newLogs();
    await writeFile(join(logs, 'web.log'), 'bad\n');
    const helper = await started(logs, (nth) => (nth === 1 ? 413 : 200));
    await helper.sent(1);
    await appendFile(join(logs, 'web.log'), 'good\n');
    const { code, said } = await helper.stopped();
    expect(helper.bodies.map(textsOf)).toEqual([['bad'], ['good']]);
    expect(said).toMatchObject([{ event: 'refused', status: 413, entries: [{ kind: 'line', text: 'bad' }] }]);
    expect(code).toBe(0);
  });

  it('sends again what was not taken', async () => {
    const logs = await newLogs();
    await writeFile(join(logs, 'web.log'), 'line\n');
    const helper = await started(logs, (nth) => (nth === 1 ? 503 : 200));
    await helper.sent(1);
    const { code, said } = await helper.stopped();
    expect(helper.bodies.map(textsOf)).toEqual([['line'], ['line']]);
    expect(said).toMatchObject([{ event: 'failed', error: 'Error: The sink answered 503.' }]);
    expect(code).toBe(0);
  });
});
