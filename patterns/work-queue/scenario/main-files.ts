const api = `
// The API of the cluster that this pod runs in. NODE_EXTRA_CA_CERTS says whom to trust.
const { API_URL = 'https://kubernetes.default.svc', ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount' } = process.env;
const namespace = await readFile(ACCOUNT + '/namespace', 'utf8');
const call = async (method, path, signal, body) => {
  const token = await readFile(ACCOUNT + '/token', 'utf8'); // anew each time: it is exchanged every hour
  const reply = await fetch(API_URL + path, { method, signal, body: body && JSON.stringify(body), headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' } });
  if (reply.ok || [404, 409, 422].includes(reply.status)) return { status: reply.status, body: await reply.json() };
  throw new Error(method + ' ' + path + ' was answered with ' + reply.status);
};
const created = ({ status, body }) => {
  if (status < 300) return true;
  if (status === 409 && body.reason === 'AlreadyExists') return false; // a quota says 409 too
  throw new Error('The cluster answered with ' + status + ' ' + body.reason);
};
// One config map for each item that has ended, named after it: the API makes the second of a name impossible.
const endings = '/api/v1/namespaces/' + namespace + '/configmaps';
const endingOf = ({ item, outcome, attempt, result = '' }) => ({
  apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: jobName(QUEUE, item, 0), labels: { 'shop/ended': QUEUE } }, data: { item, outcome, attempt: String(attempt), result },
});
const add = async (ending, signal) => created(await call('POST', endings, signal, endingOf(ending)));
const say = (event) => console.log(JSON.stringify(event, (_, value) => (value instanceof Error ? value.message : value)));
`;

/** What runs in the manager's container: it fits the ports of the pattern's file to the API of a cluster, and to a source over HTTP. */
export const managerFile = `import { readFile } from 'node:fs/promises';
import { jobName, QueueManager } from './work-queue.ts';

const { QUEUE, SOURCE_URL, TEMPLATE, PARALLELISM, BACKOFF_LIMIT, FIRST_REST_MS, POLL_MS, KEEP_MS } = process.env;
${api.trim()}

const jobs = '/apis/batch/v1/namespaces/' + namespace + '/jobs';
const ours = '?labelSelector=' + encodeURIComponent('shop/queue=' + QUEUE);
const template = await readFile(TEMPLATE, 'utf8');
const jobOf = ({ name, item, attempt }) => {
  const job = JSON.parse(template);
  job.metadata = { ...job.metadata, name, annotations: { ...job.metadata.annotations, 'shop/item': item, 'shop/attempt': String(attempt) } };
  // A dollar sign is doubled, for Kubernetes puts in what it takes for a variable.
  for (const container of [...job.spec.template.spec.initContainers, ...job.spec.template.spec.containers]) container.env = [...(container.env ?? []), { name: 'ITEM', value: item.replaceAll('$', '$$$$') }, { name: 'ATTEMPT', value: String(attempt) }];
  return job;
};
const stateOf = ({ status }) => {
  const isTrue = (wanted) => status?.conditions?.some(({ type, status }) => type === wanted && status === 'True');
  return isTrue('Complete') ? 'succeeded' : isTrue('Failed') ? 'failed' : 'active';
};
// A template that is wrong makes no job. Only when it is right does a refusal speak of the item.
if ((await call('POST', jobs + '?dryRun=All', null, jobOf({ name: jobName(QUEUE, 'a', 0), item: 'a', attempt: 0 }))).status === 422) throw new Error('The template is no valid job.');
const manager = new QueueManager({
  source: {
    list: async (signal) => {
      const reply = await fetch(SOURCE_URL + '/items', { signal });
      if (!reply.ok) throw new Error('The source answered with ' + reply.status);
      return (await reply.json()).items;
    },
  },
  jobs: {
    list: async (signal) => (await call('GET', jobs + ours, signal)).body.items.map((job) => ({
      name: job.metadata.name, item: job.metadata.annotations['shop/item'], attempt: Number(job.metadata.annotations['shop/attempt']), state: stateOf(job),
    })),
    create: async (job, signal) => {
      const reply = await call('POST', jobs, signal, jobOf(job));
      return reply.status === 422 ? 'refused' : created(reply); // 422: no valid job, and it never will be
    },
    remove: async (name, signal) => void (await call('DELETE', jobs + '/' + name + '?propagationPolicy=Background', signal)),
  },
  record: {
    list: async (signal) => (await call('GET', endings + '?labelSelector=' + encodeURIComponent('shop/ended=' + QUEUE), signal)).body.items.map(({ data }) => ({ item: data.item, outcome: data.outcome, attempt: Number(data.attempt) })),
    add,
    forget: async (item, signal) => void (await call('DELETE', endings + '/' + jobName(QUEUE, item, 0), signal)),
  },
  name: QUEUE,
  parallelism: Number(PARALLELISM),
  backoffLimit: Number(BACKOFF_LIMIT),
  backoffMs: (attempt) => Math.min(360000, Number(FIRST_REST_MS) * 2 ** (attempt - 1)),
  pollMs: Number(POLL_MS),
  passMs: Math.min(30000, Number(KEEP_MS)),
  keepMs: Number(KEEP_MS),
  onEvent: say,
});
manager.start();
process.once('SIGTERM', () => manager.stop().then(() => process.exit(0)));
`;

/** What runs in the worker manager's container. */
export const workerFile = `import { readFile, rename, writeFile } from 'node:fs/promises';
import { jobName } from './work-queue.ts';
import { WorkerManager } from './work-queue.worker.ts';

const { QUEUE, SOURCE_URL, WORK, ITEM, ATTEMPT, TRY_MS, ANSWER_MS } = process.env;
${api.trim()}

const place = (name) => WORK + '/' + name;
const write = async (name, text) => {
  await writeFile(place(name + '.new'), text);
  await rename(place(name + '.new'), place(name)); // in one step: who finds it finds all of it
};
const worker = new WorkerManager({
  job: { item: ITEM, attempt: Number(ATTEMPT) },
  source: {
    get: async (item, signal) => {
      const reply = await fetch(SOURCE_URL + '/items/' + encodeURIComponent(item), { signal });
      if (reply.status === 404) return;
      if (!reply.ok) throw new Error('The source answered with ' + reply.status);
      return await reply.text();
    },
  },
  files: {
    read: (name) => readFile(place(name), 'utf8').catch((error) => {
      if (error.code !== 'ENOENT') throw error;
    }),
    write,
  },
  record: { add },
  tryMs: Number(TRY_MS),
  answerMs: Number(ANSWER_MS),
  onEvent: say,
});
const waits = setInterval(() => {}, 60000); // until it is told that the application has ended
process.once('SIGTERM', () => worker.stop().catch(say).finally(() => clearInterval(waits)));
await worker.start();
await write('ready', ''); // what the startup probe looks for
`;
