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
  // Not ended by the signal: while the service may still work on a probe, it gets no other.
  probe: () => get('/check', AbortSignal.timeout(5_000)),
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
const none = async () => [404, 'text/plain', 'There are /metrics, /health and /alive.'];
const server = createServer(async ({ url }, reply) => {
  const answer = answers[url.split('?')[0]] ?? none;
  const [status, type, body] = await answer().catch((error) => [500, 'text/plain', String(error)]);
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
const write = (records) => records.forEach((record) => console.log(JSON.stringify(record)));
const lines = (() => {
  // How far each file has been translated, in bytes. It is not kept: after a restart every line comes again, which is better than not at all.
  // A file that a rotation names anew comes again too, if its name still ends in .log. Who needs each line once puts a sidecar that ships here.
  const places = new Map();
  const block = Buffer.alloc(2 ** 20);
  const lookAt = async (name, isLast) => {
    const file = await open(env.LOG_FOLDER + '/' + name);
    try {
      if (places.get(name) > (await file.stat()).size) places.delete(name); // a file that is shorter than it was has begun anew
      for (;;) {
        const from = places.get(name) ?? 0;
        const { bytesRead } = await file.read(block, 0, block.length, from);
        // Up to the last end of a line: no character is cut in two. What has no end is taken where none will come, or where it fills the block.
        const ended = block.subarray(0, bytesRead).lastIndexOf(10) + 1;
        const used = ended === 0 && (isLast || bytesRead === block.length) ? bytesRead : ended;
        if (used === 0) return;
        write(log.translate(new TextDecoder().decode(block.subarray(0, used)), true).records);
        places.set(name, from + used);
      }
    } finally {
      await file.close();
    }
  };
  // A folder or a file that cannot be read takes neither the numbers nor the health with it.
  const trying = async (run) => {
    try {
      await run();
    } catch (error) {
      if (error.code !== 'LINE_UNREADABLE') return console.error(error.message);
      write(error.records ?? []); // those before the line
      console.error(error.message);
      process.exit(1);
    }
  };
  const look = (isLast) => trying(async () => {
    const names = (await readdir(env.LOG_FOLDER)).filter((name) => name.endsWith('.log')).sort();
    for (const name of names) await trying(() => lookAt(name, isLast));
  });
  let isStopping = false;
  const running = (async () => {
    while (!isStopping) {
      await look(false);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  })();
  return {
    stop: async () => {
      isStopping = true;
      await running;
      await look(true);
    },
  };
})();
`;
