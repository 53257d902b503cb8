import type { Deployment } from '../../../simulation/deployment.ts';
import type { Knobs } from '../../../simulation/scenario.ts';
import { mainFile } from './main-file.ts';
import { drainMs, drainMsAlone, dropAbove } from './sizes.ts';

const seconds = (ms: unknown): number => Math.max(1, Math.ceil((ms as number) / 1000));
const indented = (text: string, by: number): string => text.trimEnd().split('\n').map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`)).join('\n');

/** The log that is written, and what it is called when it is rotated: `web.1.log`, `web.2026-01-31.log`, or `web.log-20260131`. */
export const logNames = 'web[.]([-0-9]+[.])?log(-[0-9]+)?';
const port = 8081;

/** What both platforms hand to the helper. */
function settingsOf({ batchLines, flushMs, volumeKb, whenFull }: Knobs, drainMs: number) {
  const bytes = (volumeKb as number) * 2 ** 20;
  return {
    LOG_FOLDER: '/var/log/web',
    LOG_NAMES: logNames,
    SINK_URL: 'http://logs:8080/lines',
    BATCH_LINES: String(batchLines),
    FLUSH_MS: String(flushMs),
    DRAIN_MS: String(drainMs),
    DROP_ABOVE: whenFull === 'drop' ? String(Math.floor(bytes * dropAbove)) : 'Infinity',
    PORT: String(port),
  };
}
const isNative = ({ mode }: Knobs) => mode === 'native';
const isJob = ({ work }: Knobs) => work === 'job';
const codeComment = '# The helper runs the files of this page: kubectl create configmap shipper-code --from-file=sidecar.ts --from-file=sidecar.tail.ts';

function shipperContainer(knobs: Knobs): string {
  const env = Object.entries(settingsOf(knobs, drainMs(knobs))).map(([name, value]) => `    - { name: ${name}, value: "${value}" }`);
  return `- name: shipper
  image: node:24-alpine # runs TypeScript as it stands
  command: [node, /helper/main.mjs]
${isNative(knobs) ? '  restartPolicy: Always # this makes it a native sidecar: ready before web starts, stopped after web, no part of the end of a job\n' : '  # An app among apps: it starts beside web, is told to stop together with web, and keeps a job from its end.\n'}  env:
${env.join('\n')}
${isNative(knobs) ? `  startupProbe: # web waits for this one to succeed\n    httpGet: { path: /, port: ${port} }\n    periodSeconds: 1\n    failureThreshold: 60\n` : ''}  livenessProbe: # asks for the process alone: if it asked for the sink too, an outage would restart every shipper of the shop
    httpGet: { path: /live, port: ${port} }
    periodSeconds: 10
  resources: # what the containers of a pod ask for adds up
    requests: { cpu: 50m, memory: 64Mi }
    limits: { memory: 128Mi }
  securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false }
  volumeMounts:
    - { name: logs, mountPath: /var/log/web }
    - { name: helper, mountPath: /helper, readOnly: true }`;
}

function webContainer(knobs: Knobs): string {
  const probe = isJob(knobs) ? '' : '\n  ports: [{ containerPort: 8080 }]\n  readinessProbe:\n    httpGet: { path: /, port: 8080 }\n    periodSeconds: 2';
  return `- name: web
  image: shop/web:1.0 # as it is without the helper: it writes to a file, and begins another now and then${isJob(knobs) ? '\n  args: [make-pictures]' : ''}
  env:
    - { name: LOG_FILE, value: /var/log/web/web.log }
    - { name: LOG_ROTATE_LINES, value: "${String(knobs.rotateLines)}" }${probe}
  resources:
    requests: { cpu: 200m, memory: 128Mi, ephemeral-storage: ${String(knobs.volumeKb)}Mi } # the volume takes from the disk of the node
    limits: { memory: 256Mi }
  securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false }
  volumeMounts:
    - { name: logs, mountPath: /var/log/web }`;
}

function kubernetes(knobs: Knobs): string {
  const { graceMs, volumeKb } = knobs;
  const helper = isNative(knobs) ? `initContainers:\n${indented(shipperContainer(knobs), 2)}\n` : '';
  const containers = [webContainer(knobs), ...(isNative(knobs) ? [] : [shipperContainer(knobs)])].map((container) => indented(container, 2)).join('\n');
  const pod = `terminationGracePeriodSeconds: ${seconds(graceMs)} # for all containers together, one after the other: what web may take to leave is no time of the shipper
${isJob(knobs) ? 'restartPolicy: OnFailure\n' : ''}securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 } # both may write to the volume
${helper}containers:
${containers}
volumes:
  - name: logs # outlives each container, and is gone with the pod
    emptyDir: { sizeLimit: ${String(volumeKb)}Mi } # one MiB for each kB of the simulation. Who goes beyond it has the pod evicted
  - name: helper
    projected:
      sources:
        - configMap: { name: shipper-code }
        - configMap: { name: shipper-main }`;
  const template = `template:
  metadata: { labels: { app: web } }
  spec:
${indented(pod, 4)}`;
  const owner = isJob(knobs)
    ? `apiVersion: batch/v1
kind: Job
metadata: { name: web }
spec:
  backoffLimit: 6
${indented(template, 2)}`
    : `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  strategy: # the next pod serves before this one is told to stop
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
${indented(template, 2)}`;
  return `${codeComment}
apiVersion: v1
kind: ConfigMap
metadata: { name: shipper-main }
data:
  main.mjs: |
${indented(mainFile, 4)}
---
${owner}
`;
}

function compose(knobs: Knobs): string {
  const { graceMs, rotateLines, volumeKb } = knobs;
  const settings = Object.entries(settingsOf(knobs, drainMsAlone(knobs))).map(([name, value]) => `      ${name}: "${value}"`).join('\n');
  const waits = isNative(knobs)
    ? '    depends_on: # so web starts after it, and is stopped before it\n      shipper: { condition: service_healthy }\n'
    : '    # Nothing says in what order the two start and stop: both do at one time.\n';
  return `# ${isJob(knobs) ? 'docker compose up --exit-code-from web: that stops the shipper when the work is done. Compose itself has no job.' : 'docker compose up'}
services:
  web:
    image: shop/web:1.0 # as it is without the helper${isJob(knobs) ? '\n    command: [make-pictures]' : ''}
    environment:
      LOG_FILE: /var/log/web/web.log
      LOG_ROTATE_LINES: "${String(rotateLines)}"
${waits}    restart: ${isJob(knobs) ? 'on-failure' : 'unless-stopped'}
    stop_grace_period: ${seconds(graceMs)}s
    volumes:
      - logs:/var/log/web
  shipper:
    image: node:24-alpine # runs TypeScript as it stands
    working_dir: /helper
    command:
      - node
      - --input-type=module
      - --eval
      - |
${indented(mainFile, 8)}
    environment:
${settings}
    healthcheck:
      test: [CMD, node, -e, "fetch('http://127.0.0.1:${port}').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
      interval: 5s # each time a process is started for it
      timeout: 2s
      retries: 12
    restart: unless-stopped # alone: web goes on without it
    stop_grace_period: ${seconds(graceMs)}s
    read_only: true
    configs:
      - { source: shipper, target: /helper/sidecar.ts }
      - { source: tail, target: /helper/sidecar.tail.ts }
    volumes:
      - logs:/var/log/web
volumes:
  logs: # here a full volume evicts nobody: writes to it fail
    driver_opts: { type: tmpfs, device: tmpfs, o: "size=${String(volumeKb)}m" }
configs: # the files of this page
  shipper: { file: ./sidecar.ts }
  tail: { file: ./sidecar.tail.ts }
`;
}

/** The pod of the simulation as two platforms take it. */
export const deployment: Deployment = (knobs) => [
  { name: 'sidecar.kubernetes.yaml', platform: 'Kubernetes', text: kubernetes(knobs) },
  { name: 'sidecar.compose.yaml', platform: 'Compose', text: compose(knobs) },
];
