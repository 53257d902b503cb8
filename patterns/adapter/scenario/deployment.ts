import type { Deployment } from '../../../simulation/deployment.ts';
import type { Knobs } from '../../../simulation/scenario.ts';
import { forgiveMs } from './health-times.ts';
import { mainFile } from './main-file.ts';
import { graceMs, services, type Service } from './sizes.ts';

/** Whole seconds, at least one: what platforms count in. */
const seconds = (ms: unknown) => Math.max(1, Math.ceil((ms as number) / 1000));
const indented = (text: string, by: number): string => text.trimEnd().split('\n').map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`)).join('\n');
const volumeMiB = 64;
const ports: Readonly<Record<Service, number>> = { stock: 9101, payments: 9102, orders: 9103 };

/** What the adapter's main file reads: the options of the pattern's files. */
function settings(service: Service, host: string, knobs: Knobs): readonly (readonly [string, string])[] {
  return [
    ['SERVICE_URL', `http://${host}:8080`],
    ['ASK_TIMEOUT_MS', String(seconds(knobs.everyMs) * 800)], // a monitor waits no longer than until it asks again
    ['SERIES_MAX', String(knobs.seriesMax)],
    ['PROBE_TIMEOUT_MS', String(knobs.probeTimeoutMs)],
    ['PROBE_FAILURES', String(knobs.failures)],
    ['PROBE_FORGIVE_MS', String(forgiveMs(knobs))],
    ['HEALTH_CACHE_MS', String(knobs.cacheMs)],
    ...(service === 'payments' ? ([['BY_CUSTOMER', String(knobs.byCustomer)]] as const) : []),
    ...(service === 'orders'
      ? ([
          ['LOG_FOLDER', '/var/log/orders'],
          ['LOG_FORMATS', knobs.log === 'known' ? 'levelled,access,logfmt' : 'levelled,access'],
          ['LOG_UNREADABLE', knobs.unreadable === 'crash' ? 'throw' : String(knobs.unreadable)],
        ] as const)
      : []),
  ];
}

function kubernetes(service: Service, knobs: Knobs): string {
  const hasLog = service === 'orders';
  const env = settings(service, 'localhost', knobs).map(([name, value]) => `        - { name: ${name}, value: ${JSON.stringify(value)} }`);
  return `apiVersion: v1
kind: ConfigMap
metadata: { name: ${service}-adapter }
data:
  main.mjs: |
${indented(mainFile(service), 4)}
---
apiVersion: v1
kind: Pod
metadata:
  name: ${service}
  labels: { app: ${service} }
  # Many installations of Prometheus look for these; where yours does not, name the port in a PodMonitor. Ask every ${seconds(knobs.everyMs)} s.
  annotations: { prometheus.io/scrape: "true", prometheus.io/port: "9100", prometheus.io/path: /metrics }
spec:
  # One span for both: the service is told to stop first, and then its adapter, which ${hasLog ? 'brings the last lines to the log' : 'has nothing to bring home'}.
  terminationGracePeriodSeconds: ${seconds(graceMs)}
  initContainers:
    # An init container that is always restarted is a native sidecar (since Kubernetes 1.29): it starts before the service and ends after it.
    - name: adapter
      image: node:24-alpine # runs TypeScript as it stands
      restartPolicy: Always
      command: [node, /adapter/main.mjs]
      env:
${env.join('\n')}
      ports:
        - { name: http, containerPort: 9100 }
      # The service waits until its adapter listens.
      startupProbe:
        httpGet: { path: /alive, port: http }
        periodSeconds: 1
        failureThreshold: 30
      # Whether the adapter itself lives. It asks nobody: an outage of the service must not restart its adapter.
      livenessProbe:
        httpGet: { path: /alive, port: http }
        periodSeconds: 10
      # There is no readinessProbe on /health: the pod is ready when all its containers are, so an adapter that is down or has just
      # started would take a healthy service out of traffic. /health is for the monitor.
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: { drop: [ALL] }
      resources:
        requests: { cpu: 20m, memory: 64Mi }
        limits: { memory: 128Mi } # series and lines are bounded, so this is too
      volumeMounts:
        - { name: adapter, mountPath: /adapter, readOnly: true }${hasLog ? '\n        - { name: log, mountPath: /var/log/orders, readOnly: true }' : ''}
  containers:
    # The service as it was before: it knows nothing of its adapter.
    - name: ${service}
      image: shop/${service}:1.0
      ports:
        - { name: calls, containerPort: 8080 }
      resources:
        requests: { cpu: 100m, memory: 128Mi }
        limits: { memory: 256Mi }${hasLog ? '\n      volumeMounts:\n        - { name: log, mountPath: /var/log/orders }' : ''}
  volumes:
    # The pattern's files, as they are on this page:
    # kubectl create configmap adapter-code --from-file=adapter.ts --from-file=adapter.health.ts --from-file=adapter.log.ts
    - name: adapter
      projected:
        sources:
          - configMap: { name: adapter-code }
          - configMap: { name: ${service}-adapter }${hasLog ? `\n    # Gone with the pod, and the pod with it: whoever fills it is evicted.\n    - name: log\n      emptyDir: { sizeLimit: ${volumeMiB}Mi }` : ''}
`;
}

function compose(service: Service, knobs: Knobs): string {
  const hasLog = service === 'orders';
  const env = settings(service, service, knobs).map(([name, value]) => `      ${name}: ${JSON.stringify(value)}`);
  return `  # It has a network address of its own: if it owned the service's, its restart would cut the service off.
  ${service}-adapter:
    image: node:24-alpine
    working_dir: /adapter
    command:
      - node
      - --input-type=module
      - --eval
      - |
${indented(mainFile(service), 8)}
    environment:
${env.join('\n')}
    ports: ["${ports[service]}:9100"]
    configs:
      - { source: numbers, target: /adapter/adapter.ts }
      - { source: health, target: /adapter/adapter.health.ts }
      - { source: log, target: /adapter/adapter.log.ts }${hasLog ? '\n    volumes:\n      - orders-log:/var/log/orders:ro' : ''}
    # Whether the adapter itself lives; the health of the service is at /health, for the monitor.
    healthcheck:
      test: [CMD, wget, -qO-, "http://localhost:9100/alive"]
      interval: 10s
      timeout: 1s
      retries: 3
      start_period: 5s
    user: node
    read_only: true
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    restart: unless-stopped
    stop_grace_period: ${seconds(graceMs)}s
    mem_limit: 128m
  # The service as it was before.
  ${service}:
    image: shop/${service}:1.0
    depends_on:
      ${service}-adapter: { condition: service_healthy }${hasLog ? '\n    volumes:\n      - orders-log:/var/log/orders' : ''}
    restart: unless-stopped
    stop_grace_period: ${seconds(graceMs)}s
    mem_limit: 256m
`;
}

/** Three pods, each of a service and its adapter. */
export const deployment: Deployment = (knobs) => [
  { name: 'adapter.pod.yaml', platform: 'Kubernetes', text: services.map((service) => kubernetes(service, knobs)).join('---\n') },
  {
    name: 'adapter.compose.yaml',
    platform: 'Compose',
    text: `services:
${services.map((service) => compose(service, knobs)).join('')}configs: # the pattern's files, as they are on this page
  numbers: { file: ./adapter.ts }
  health: { file: ./adapter.health.ts }
  log: { file: ./adapter.log.ts }
volumes:
  orders-log:
    driver_opts: { type: tmpfs, device: tmpfs, o: "size=${volumeMiB}m" }
`,
  },
];
