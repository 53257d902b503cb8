import type { Deployment } from '../../../simulation/deployment.ts';
import type { Knobs } from '../../../simulation/scenario.ts';
import { copiesMax, deadlineMs, directoryPatienceMs, graceMs, openForMs, pods, refreshMs, splitSalt, trip } from './sizes.ts';

const port = 7000;
const probePort = 7001;
/** The largest request that is taken, in bytes: the ambassador holds it until it is answered. */
const mostBytes = 1_000_000;
const files = ['ambassador.ts', 'ambassador.endpoints.ts', 'ambassador.ring.ts', 'circuit-breaker.ts'];

/** A block of text, moved to the right. */
const indented = (text: string, by: number): string => text.split('\n').map((line) => (line === '' ? line : ' '.repeat(by) + line)).join('\n');
const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

/** Puts the ports of the files to real ones: HTTP on localhost in front, HTTP to the shards behind. */
const main = ({ placement, points, attempts, tryTimeoutMs, splitPercent, mirrorPercent }: Knobs): string => {
  const services = Number(splitPercent) > 0 ? "'carts', 'next'" : "'carts'";
  return `import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { Ambassador, NoEndpointError, TimeoutError, type Reply } from './ambassador.ts';
import { Endpoints } from './ambassador.endpoints.ts';
import { HashRing, Remainder } from './ambassador.ring.ts';
import { CircuitBreaker } from './circuit-breaker.ts';

const endpoints = new Endpoints({
  // Answers with [{ "service": "carts", "version": 1, "endpoints": ["shard-1:8080", …] }, …].
  directory: async (signal) => (await fetch(process.env.DIRECTORY!, { signal: AbortSignal.any([signal, AbortSignal.timeout(${directoryPatienceMs})]) })).json(),
  place: (all) => ${placement === 'ring' ? `new HashRing(all, ${String(points)})` : 'new Remainder(all)'},
  breaker: () => new CircuitBreaker({ trip: ${JSON.stringify(trip)}, openForMs: ${openForMs} }),
  refreshMs: ${refreshMs},
  services: [${services}],
});

class TooLargeError extends Error {}
/** All of a message. What is too large is read to its end all the same, so that its sender can be told, and is not kept. */
const bytesOf = (message: IncomingMessage, mostBytes: number) => new Promise<Buffer>((resolve, reject) => {
  const chunks: Buffer[] = [];
  let size = 0;
  message.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= mostBytes) chunks.push(chunk);
    else reject(new TooLargeError(\`More than \${mostBytes} bytes.\`));
  });
  message.on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
});

type Sent = { readonly path: string; readonly bytes: Buffer };
/** Cookies are a header that there may be several of. */
type Told = { readonly bytes: Buffer; readonly cookies: readonly string[] };
const ambassador = new Ambassador<Sent, Told>({
  service: 'carts',
  endpoints,
  keyOf: ({ headers }) => headers['x-cart'] ?? '',
  maxAttempts: ${String(attempts)},
  tryTimeoutMs: ${String(tryTimeoutMs)},
  timeoutMs: ${deadlineMs},
  split: { service: 'next', percent: ${String(splitPercent)}, salt: '${splitSalt}', userOf: ({ headers }) => headers['x-cart'] ?? '' },
  mirror: { service: 'next', percent: ${String(mirrorPercent)}, copiesMax: ${copiesMax} },
  // Node's own client sends what it is given, and unpacks nothing. \`expect\` was answered here, and the host is another one.
  send: (endpoint, { method, headers: { host, expect, 'content-length': length, ...headers }, body: { path, bytes } }, { signal }) => new Promise<Reply<Told>>((resolve, reject) => {
    const size = bytes.length > 0 ? { 'content-length': String(bytes.length) } : {};
    const asking = request(\`http://\${endpoint}\`, { path, method, headers: { ...headers, ...size }, signal }, (reply) => {
      const { 'set-cookie': cookies = [], ...told } = reply.headers;
      bytesOf(reply, Infinity).then((back) => resolve({ status: reply.statusCode ?? 502, headers: textsOf(told), body: { bytes: back, cookies } }), reject);
    });
    asking.on('error', reject).end(bytes);
  }),
});
const textsOf = (headers: NodeJS.Dict<string | string[]>) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
const statusOf = (error: unknown) => (error instanceof TooLargeError ? 413 : error instanceof NoEndpointError ? 503 : error instanceof TimeoutError ? 504 : 502);

const open = new Set<ServerResponse>();
const server = createServer(async (incoming, outgoing) => {
  const caller = new AbortController();
  open.add(outgoing);
  outgoing.on('close', () => {
    open.delete(outgoing);
    caller.abort(new Error('The application has closed its connection.'));
  });
  try {
    const bytes = await bytesOf(incoming, ${mostBytes});
    const { status, headers, body } = await ambassador.call({ method: incoming.method ?? 'GET', headers: textsOf(incoming.headers), body: { path: incoming.url ?? '/', bytes } }, caller.signal);
    outgoing.writeHead(status, { ...headers, ...(body.cookies.length > 0 && { 'set-cookie': [...body.cookies] }) }).end(body.bytes);
  } catch (error) {
    if (!outgoing.headersSent) outgoing.writeHead(statusOf(error)).end(String(error));
  }
});
process.on('SIGTERM', async () => {
  endpoints.stop();
  await ambassador.stop();
  for (const answer of open) await once(answer, 'close'); // what was answered has to go out; server.close() would cut it
  process.exit(0);
});
// It listens when it knows whom to ask, unless it is stopped before that.
endpoints.start().then(() => server.listen(${port}, '127.0.0.1'), () => {});
// The platform's probes come from outside, where the other port is not to be had.
createServer((_, outgoing) => outgoing.writeHead(server.listening ? 200 : 503).end()).listen(${probePort});`;
};

const kubernetes = (knobs: Knobs): string => `# Two pods of the cart service, each with an ambassador on its localhost.
# The ambassador's own files come first, as they are in the Code pane of this page:
#   kubectl create configmap ambassador-code ${files.map((file) => `--from-file=${file}`).join(' ')}
apiVersion: v1
kind: ConfigMap
metadata:
  name: ambassador-main
data:
  main.ts: |
${indented(main(knobs), 4)}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: ${pods.length}
  selector:
    matchLabels: { app: cart }
  template:
    metadata:
      labels: { app: cart }
    spec:
      # One span for both containers: the cart service ends what it has begun, and then the ambassador is told to stop.
      terminationGracePeriodSeconds: ${seconds(graceMs)}
      initContainers:
        # An init container that is always restarted is a sidecar: it starts before the application, is stopped after it, and is restarted alone.
        - name: ambassador
          image: node:24-alpine
          command: [node, /helper/main.ts]
          restartPolicy: Always
          env:
            - { name: DIRECTORY, value: 'http://directory/endpoints' }
          # The application is started when this has succeeded: the ambassador knows whom to ask.
          ports:
            - { name: probe, containerPort: ${probePort} }
          startupProbe:
            httpGet: { path: /, port: probe }
            periodSeconds: 1
            timeoutSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: { path: /, port: probe }
            periodSeconds: 10
            timeoutSeconds: 2
          resources:
            requests: { cpu: 50m, memory: 64Mi }
            limits: { memory: 128Mi }
          securityContext: { runAsNonRoot: true, runAsUser: 1000, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false }
          volumeMounts:
            - { name: helper, mountPath: /helper, readOnly: true }
      containers:
        # It knows one address, and is the same image without an ambassador, where a store listens on localhost.
        - name: cart
          image: shop/cart:1.0
          env:
            - { name: CARTS, value: 'http://127.0.0.1:${port}' }
            # More than one, and it multiplies with the attempts of the ambassador.
            - { name: CARTS_ATTEMPTS, value: '${String(knobs.appAttempts)}' }
          ports:
            - { name: http, containerPort: 8080 }
          readinessProbe:
            httpGet: { path: /ready, port: http }
            periodSeconds: 2
          resources:
            requests: { cpu: 200m, memory: 256Mi }
            limits: { memory: 512Mi }
      volumes:
        - name: helper
          projected:
            sources:
              - configMap: { name: ambassador-code }
              - configMap: { name: ambassador-main }
---
apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector: { app: cart }
  ports:
    - { name: http, port: 80, targetPort: http }
`;

const compose = (knobs: Knobs): string => `# A cart service and its ambassador, which share one network and so one localhost.
# Put ${files.join(', ')} beside this file: Download has them.
services:
  # Holds the network that the two share, and does nothing else: whichever of them is restarted, the other keeps its localhost.
  network:
    image: registry.k8s.io/pause:3.10
    ports:
      - '8080:8080' # the application's
    restart: always
  # It comes first, for the application waits until it is ready.
  ambassador:
    image: node:24-alpine
    network_mode: service:network
    depends_on:
      network:
        condition: service_started
    environment:
      DIRECTORY: http://directory/endpoints
    working_dir: /helper
    volumes:
${files.map((file) => `      - ./${file}:/helper/${file}:ro`).join('\n')}
    healthcheck:
      test: [CMD, wget, -q, --spider, 'http://127.0.0.1:${probePort}/']
      interval: 1s
      timeout: 2s
      retries: 3
      start_period: 60s
    restart: always
    stop_grace_period: ${seconds(graceMs)}s
    mem_limit: 128m
    read_only: true
    user: node
    # What fits the files together. Compose reads $$ as one $.
    command:
      - node
      - --input-type=module-typescript
      - --eval
      - |
${indented(main(knobs).replaceAll('$', '$$$$'), 8)}
  # It knows one address, and is the same image without an ambassador, where a store listens on localhost.
  cart:
    image: shop/cart:1.0
    network_mode: service:network
    depends_on:
      network:
        condition: service_started
      ambassador:
        condition: service_healthy
    environment:
      CARTS: http://127.0.0.1:${port}
      CARTS_ATTEMPTS: '${String(knobs.appAttempts)}'
    restart: always
    stop_grace_period: ${seconds(graceMs)}s
`;

/** The pod of the simulated world as one would run it, made from the knobs as they stand. */
export const deployment: Deployment = (knobs) => [
  { name: 'ambassador.pod.yaml', platform: 'Kubernetes', text: kubernetes(knobs) },
  { name: 'ambassador.compose.yaml', platform: 'Compose', text: compose(knobs) },
];
