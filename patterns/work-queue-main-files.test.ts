import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, watch, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { transform } from 'esbuild';
import { Job } from 'kubernetes-models/batch/v1';
import { ConfigMap } from 'kubernetes-models/v1';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { pathOf } from '../lib/folders.ts';
import { deployment } from './work-queue/scenario/deployment.ts';
import { knobs } from './work-queue/scenario/knobs.ts';
import { managerFile, workerFile } from './work-queue/scenario/main-files.ts';

// Real processes, which a machine that does much else is slow to start.
vi.setConfig({ testTimeout: 60_000 });

const opening = Object.fromEntries(knobs.map((knob) => [knob.name, knob.default]));
const template = (parseAllDocuments(deployment(opening)[0]!.text).map((document) => document.toJS() as { readonly data?: { readonly 'job.json'?: string } }).find(({ data }) => data?.['job.json'] !== undefined))!.data!['job.json']!;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'work-queue-'));
  const write = (name: string, written: string) => writeFile(join(folder, name), written);
  // The image of the platform takes TypeScript as it stands.
  const mjs = (written: string) => written.replaceAll(/\.ts'/g, ".mjs'");
  for (const name of ['work-queue', 'work-queue.worker']) {
    const { code } = await transform(await readFile(pathOf('patterns', 'work-queue', `${name}.ts`), 'utf8'), { loader: 'ts' });
    await write(`${name}.mjs`, mjs(code));
  }
  await write('main.mjs', mjs(managerFile));
  await write('worker.mjs', mjs(workerFile));
  await write('job.json', template);
  await mkdir(join(folder, 'account'));
  await write('account/namespace', 'shop');
  await write('account/token', 'secret');
});
afterAll(() => rm(folder, { recursive: true }));

interface Made {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly data?: Readonly<Record<string, string>>;
  status?: unknown;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A cluster’s API and a source, as far as the two files need them. */
async function cluster(items: Readonly<Record<string, string>>) {
  const made: Readonly<Record<string, Map<string, Made>>> = { jobs: new Map(), configmaps: new Map() };
  const told: string[] = [];
  let changed: (() => void) | undefined;
  const server = createServer((request, reply) => {
    const answer = (status: number, body: unknown) => reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
    const [kind, name] = pathname.split('/').slice(pathname.startsWith('/apis/') ? 6 : 5);
    if (pathname === '/items') return answer(200, { items: Object.keys(items) });
    if (pathname.startsWith('/items/')) {
      const item = items[decodeURIComponent(pathname.slice(7))];
      return item === undefined ? answer(404, {}) : void reply.end(item);
    }
    if (request.headers.authorization !== 'Bearer secret') return answer(401, {});
    const all = made[kind!]!;
    if (request.method === 'GET') {
      const [label, value] = searchParams.get('labelSelector')!.split('=');
      return answer(200, { items: [...all.values()].filter(({ metadata }) => metadata.labels[label!] === value) });
    }
    if (request.method === 'DELETE') {
      told.push(`delete ${kind} ${name}`);
      answer(all.delete(name!) ? 200 : 404, {});
      return changed?.();
    }
    void text(request).then((body) => {
      const one = JSON.parse(body) as Made;
      if (searchParams.get('dryRun') === 'All') return answer(201, one);
      told.push(`create ${kind} ${one.metadata.name}`);
      if (all.has(one.metadata.name)) answer(409, { reason: 'AlreadyExists' });
      else {
        (kind === 'jobs' ? new Job(one as never) : new ConfigMap(one as never)).validate();
        all.set(one.metadata.name, one);
        answer(201, one);
      }
      changed?.();
    });
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...made,
    jobs: made.jobs!,
    configmaps: made.configmaps!,
    told,
    env: { ...process.env, API_URL: url, SOURCE_URL: url, ACCOUNT: join(folder, 'account'), QUEUE: 'transcode' },
    until: async (isSo: () => boolean) => {
      while (!isSo()) await new Promise<void>((resolve) => (changed = resolve));
    },
  };
}
const started = (file: string, env: NodeJS.ProcessEnv) => {
  const child = spawn(process.execPath, [join(folder, file)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = text(child.stdout);
  return {
    stopped: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await ended) as [number];
      return { code, said: await said };
    },
  };
};

describe('the template of a job', () => {
  it('follows the published schema, and counts one attempt', () => {
    const job = JSON.parse(template) as { spec: { backoffLimit: number } };
    new Job(job as never).validate();
    expect(job.spec.backoffLimit).toBe(0);
  });
});

describe('the main file of the manager', () => {
  const settings = { PARALLELISM: '2', BACKOFF_LIMIT: '0', FIRST_REST_MS: '0', POLL_MS: '20', KEEP_MS: '5000' };

  it('creates jobs, records what has failed, and takes what is done from the record', async () => {
    const world = await cluster({ 'a 1': 'x', b: 'y', c: 'z' });
    const manager = started('main.mjs', { ...world.env, ...settings, TEMPLATE: join(folder, 'job.json') });
    await world.until(() => world.jobs.size === 2);
    expect([...world.jobs.keys()]).toEqual(['transcode-1-a-201', 'transcode-1-b']);
    expect(world.jobs.get('transcode-1-a-201')!.metadata.annotations).toEqual({ 'shop/attempts': '3', 'shop/item': 'a 1', 'shop/attempt': '1' });
    world.jobs.get('transcode-1-b')!.status = { conditions: [{ type: 'Failed', status: 'True' }] };
    await world.until(() => world.configmaps.size === 1 && world.jobs.size === 3);
    expect(world.configmaps.get('transcode-0-b')!.data).toMatchObject({ item: 'b', outcome: 'failed', attempt: '1' });
    expect((await manager.stopped()).code).toBe(0);
    expect(world.told.filter((one) => one.includes('transcode-1-b'))).toEqual(['create jobs transcode-1-b']);
  });
});

describe('the main file of the worker manager', () => {
  it('puts the item into its file, and hands over what was left when it is told to stop', async () => {
    const world = await cluster({ 'a 1': 'cut to 720p' });
    const work = await mkdtemp(join(folder, 'work-'));
    const isReady = (async () => {
      for await (const { filename } of watch(work)) if (filename === 'ready') return;
    })();
    const worker = started('worker.mjs', { ...world.env, WORK: work, ITEM: 'a 1', ATTEMPT: '2', TRY_MS: '1000', ANSWER_MS: '500' });
    await isReady;
    expect(await readFile(join(work, 'item'), 'utf8')).toBe('cut to 720p');
    await writeFile(join(work, 'result'), '12 MB');
    const { code, said } = await worker.stopped();
    expect(code).toBe(0);
    expect(said).toContain('kept');
    expect(world.configmaps.get('transcode-0-a-201')!.data).toEqual({ item: 'a 1', outcome: 'done', attempt: '2', result: '12 MB' });
  });
});
