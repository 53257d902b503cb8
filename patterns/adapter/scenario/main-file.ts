import { labelled, rules } from './rules.ts';
import type { Service } from './sizes.ts';

/** What runs in an adapter's container: it fits the ports of the pattern's files to HTTP and to a folder. Without a dollar sign, which Compose would read. */
export const mainFile = (service: Service): string => `import { createServer } from 'node:http';
${service === 'orders' ? `import { open, readdir } from 'node:fs/promises';
import { MetricsAdapter, recordsOfJson } from './adapter.ts';
import { HealthAdapter } from './adapter.health.ts';
import { accessLog, levelled, LogAdapter, logfmt } from './adapter.log.ts';` : `import { MetricsAdapter, ${service === 'stock' ? 'recordsOfPage' : 'recordsOfJson'} } from './adapter.ts';
import { HealthAdapter } from './adapter.health.ts';`}

const env = process.env;
const get = async (path, signal) => {
  const reply = await fetch(env.SERVICE_URL + path, { signal });
  if (!reply.ok) throw new Error('The service answered ' + reply.status + '.');
  return reply.text();
};
${service === 'orders' ? ofLog : ''}
const rules = ${JSON.stringify(rules[service], null, 2)};
const metrics = new MetricsAdapter({
  prefix: '${service}',
  ask: ${asks[service]},
  parse: (text) => ${service === 'stock' ? 'recordsOfPage' : 'recordsOfJson'}(text, ${JSON.stringify(labelled[service])}),
  rules,
  seriesMax: Number(env.SERIES_MAX),
  timeoutMs: Number(env.ASK_TIMEOUT_MS),
});
const health = new HealthAdapter({
  probe: (signal) => get('/check', signal),
  timeoutMs: Number(env.PROBE_TIMEOUT_MS),
  failures: Number(env.PROBE_FAILURES),
  forgiveMs: Number(env.PROBE_FORGIVE_MS),
  cacheMs: Number(env.HEALTH_CACHE_MS),
});
const answers = {
  '/metrics': async () => [200, 'text/plain; version=0.0.4; charset=utf-8', await metrics.scrape()],
  '/health': async () => {
    const told = await health.check();
    return [told.isHealthy ? 200 : 503, 'application/json', JSON.stringify(told)];
  },
  '/alive': async () => [200, 'text/plain', 'alive'],
};
const server = createServer(async ({ url }, reply) => {
  const [status, type, body] = await (answers[url] ?? (async () => [404, 'text/plain', 'There are /metrics, /health and /alive.']))();
  reply.writeHead(status, { 'content-type': type }).end(body);
});
server.listen(9100);
process.once('SIGTERM', async () => {
${service === 'orders' ? '  await lines.stop();\n' : ''}  process.exit(0);
});
`;

const asks: Readonly<Record<Service, string>> = {
  stock: "(signal) => get('/status', signal)",
  payments: "(signal) => get(env.BY_CUSTOMER === 'true' ? '/status?by=customer' : '/status', signal)",
  orders: 'async () => JSON.stringify({ lines: log.lines, uptime: process.uptime() * 1000 })',
};
/** Records go to the standard output, one of JSON on each line, where the platform's own agent takes them. */
const ofLog = `
const formats = { levelled, access: accessLog, logfmt };
const log = new LogAdapter({ formats: env.LOG_FORMATS.split(',').map((name) => formats[name]), unreadable: env.LOG_UNREADABLE });
const lines = (() => {
  const places = new Map(); // how far each file has been translated, in bytes
  const look = async () => {
    for (const name of (await readdir(env.LOG_FOLDER)).filter((one) => one.endsWith('.log')).sort()) {
      const file = await open(env.LOG_FOLDER + '/' + name);
      try {
        const { size } = await file.stat();
        const from = places.get(name) > size ? 0 : (places.get(name) ?? 0); // a file that is shorter than it was has begun anew
        const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(Math.min(size - from, 2 ** 20)), position: from });
        const text = new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: true });
        const { records, length } = log.translate(text);
        for (const record of records) console.log(JSON.stringify(record));
        places.set(name, from + Buffer.byteLength(text.slice(0, length)));
      } finally {
        await file.close();
      }
    }
  };
  const timer = setInterval(() => void (looking = looking.then(look)), 250);
  let looking = look();
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
      await look();
    },
  };
})();
`;
