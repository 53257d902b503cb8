import type { Deployment } from '../../../simulation/deployment.ts';
import type { Knobs } from '../../../simulation/scenario.ts';
import { copiesMax, deadlineMs, directoryPatienceMs, graceMs, openForMs, pods, refreshMs, splitSalt, trip } from './sizes.ts';

const files = ['ambassador.ts', 'ambassador.endpoints.ts', 'ambassador.ring.ts', 'circuit-breaker.ts'];

/** A block of text, moved to the right. */
const indented = (text: string, by: number): string => text.split('\n').map((line) => (line === '' ? line : ' '.repeat(by) + line)).join('\n');
const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

/** Puts the ports of the files to real ones: HTTP on localhost in front, HTTP to the shards behind. */
const main = ({ placement, points, attempts, tryTimeoutMs, splitPercent, mirrorPercent }: Knobs): string => `import { createServer } from 'node:http';
import { Ambassador, NoEndpointError } from './ambassador.ts';
import { Endpoints } from './ambassador.endpoints.ts';
import { HashRing, Remainder } from './ambassador.ring.ts';
import { CircuitBreaker } from './circuit-breaker.ts';

const endpoints = new Endpoints({
  // Answers with [{ "service": "carts", "version": 1, "endpoints": ["shard-1:8080", …] }, …].
  directory: async (signal) => (await fetch(process.env.DIRECTORY!, { signal: AbortSignal.any([signal, AbortSignal.timeout(${directoryPatienceMs})]) })).json(),
  place: (all) => ${placement === 'ring' ? `new HashRing(all, ${String(points)})` : 'new Remainder(all)'},
  breaker: () => new CircuitBreaker({ trip: ${JSON.stringify(trip)}, openForMs: ${openForMs} }),
  refreshMs: ${refreshMs},
});

type Sent = { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> };
const ambassador = new Ambassador<Sent, Uint8Array>({
  service: 'carts',
  endpoints,
  keyOf: ({ headers }) => headers['x-cart'] ?? '',
  maxAttempts: ${String(attempts)},
  tryTimeoutMs: ${String(tryTimeoutMs)},
  timeoutMs: ${deadlineMs},
  split: { service: 'next', percent: ${String(splitPercent)}, salt: '${splitSalt}', userOf: ({ headers }) => headers['x-cart'] ?? '' },
  mirror: { service: 'next', percent: ${String(mirrorPercent)}, copiesMax: ${copiesMax} },
  send: async (endpoint, { method, headers: { host, 'content-length': length, ...headers }, body: { path, bytes } }, { signal }) => {
    const reply = await fetch(\`http://\${endpoint}\${path}\`, { method, headers, signal, redirect: 'manual', ...(bytes.length > 0 && { body: bytes }) });
    // fetch has unpacked the body, so what said how it was packed is true no more.
    const { 'content-encoding': packed, 'content-length': size, ...told } = Object.fromEntries(reply.headers);
    return { status: reply.status, headers: told, body: new Uint8Array(await reply.arrayBuffer()) };
  },
});

const server = createServer(async (incoming, outgoing) => {
  if (incoming.url === '/-/ready') return void outgoing.end('ready');
  const caller = new AbortController();
  outgoing.on('close', () => caller.abort(new Error('The application has closed its connection.')));
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const { status, headers: back, body } = await ambassador.call({ method: incoming.method ?? 'GET', headers, body: { path: incoming.url ?? '/', bytes: new Uint8Array(Buffer.concat(chunks)) } }, caller.signal);
    outgoing.writeHead(status, back).end(body);
  } catch (error) {
    if (!outgoing.headersSent) outgoing.writeHead(error instanceof NoEndpointError ? 503 : 502).end(String(error));
  }
});
await endpoints.start(); // it listens, and is ready, when it knows whom to ask
server.listen(7000, '127.0.0.1');
process.on('SIGTERM', async () => {
  endpoints.stop();
  await ambassador.stop();
  process.exit(0);
});`;

const isReady = `fetch('http://127.0.0.1:7000/-/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;

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
          startupProbe:
            exec:
              command: [node, -e, "${isReady}"]
            periodSeconds: 1
            timeoutSeconds: 2
            failureThreshold: 60
          livenessProbe:
            exec:
              command: [node, -e, "${isReady}"]
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
            - { name: CARTS, value: 'http://127.0.0.1:7000' }
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
  # It comes first, for the application joins its network, and waits until it is ready.
  ambassador:
    image: node:24-alpine
    environment:
      DIRECTORY: http://directory/endpoints
    working_dir: /helper
    volumes:
${files.map((file) => `      - ./${file}:/helper/${file}:ro`).join('\n')}
    healthcheck:
      test: [CMD, node, -e, "${isReady}"]
      interval: 1s
      timeout: 2s
      retries: 3
      start_period: 60s
    ports:
      - '8080:8080' # the application's: the network is the ambassador's
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
    network_mode: service:ambassador
    depends_on:
      ambassador:
        condition: service_healthy
    environment:
      CARTS: http://127.0.0.1:7000
      CARTS_ATTEMPTS: '${String(knobs.appAttempts)}'
    restart: always
    stop_grace_period: ${seconds(graceMs)}s
`;

/** The pod of the simulated world as one would run it, made from the knobs as they stand. */
export const deployment: Deployment = (knobs) => [
  { name: 'ambassador.pod.yaml', platform: 'Kubernetes', text: kubernetes(knobs) },
  { name: 'ambassador.compose.yaml', platform: 'Compose', text: compose(knobs) },
];
