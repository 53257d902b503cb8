import type { Deployment } from '../../../simulation/deployment.ts';
import type { Knobs } from '../../../simulation/scenario.ts';
import { managerFile, workerFile } from './main-files.ts';
import { keepMs } from './sizes.ts';

const queue = 'transcode';
/** All is about ten times as fast in the simulation. */
const timesMs = (ms: unknown): number => (ms as number) * 10;
/** What a job has before its work counts, in ms: a new machine, and the pull of its image. */
const startMs = 540_000;
/** How many times the work of an item an attempt at it may take. One takes up to one and a half of it. */
const patience = 6;
const graceMs = 30_000;
const tryMs = 20_000;
const answerMs = 5_000;
const seconds = (ms: unknown): number => Math.max(1, Math.ceil((ms as number) / 1000));
const indented = (text: string, by: number): string => text.trimEnd().split('\n').map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`)).join('\n');

const container = { image: 'node:24-alpine', securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false } };
const trusted = { name: 'NODE_EXTRA_CA_CERTS', value: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt' };

/** One attempt. The manager adds its name, and the item and the number of the attempt to the environment of both containers. */
const job = ({ backoffLimit, workMs }: Knobs): string =>
  JSON.stringify(
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { labels: { 'shop/queue': queue }, annotations: { 'shop/attempts': String((backoffLimit as number) + 1) } },
      spec: {
        backoffLimit: 0,
        activeDeadlineSeconds: seconds(startMs + patience * timesMs(workMs)),
        template: {
          metadata: { labels: { 'shop/queue': queue } },
          spec: {
            restartPolicy: 'Never',
            serviceAccountName: `${queue}-worker`,
            terminationGracePeriodSeconds: seconds(graceMs),
            securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 },
            initContainers: [
              {
                name: 'worker-manager',
                ...container,
                command: ['node', '/queue/worker.mjs'],
                restartPolicy: 'Always',
                env: [{ name: 'QUEUE', value: queue }, { name: 'SOURCE_URL', value: `http://${queue}-source:8080` }, { name: 'WORK', value: '/attempt' }, { name: 'TRY_MS', value: String(tryMs) }, { name: 'ANSWER_MS', value: String(answerMs) }, trusted],
                startupProbe: { exec: { command: ['test', '-f', '/attempt/ready'] }, periodSeconds: 1, failureThreshold: 60 },
                resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } },
                volumeMounts: [{ name: 'work', mountPath: '/attempt' }, { name: 'queue', mountPath: '/queue', readOnly: true }],
              },
            ],
            containers: [
              {
                name: 'transcode',
                image: 'shop/transcode:1.0',
                command: ['sh', '-c', 'transcode /attempt/item /attempt/result.new && mv /attempt/result.new /attempt/result'],
                resources: { requests: { cpu: '1', memory: '512Mi' }, limits: { memory: '1Gi' } },
                securityContext: container.securityContext,
                volumeMounts: [{ name: 'work', mountPath: '/attempt' }],
              },
            ],
            volumes: [
              { name: 'work', emptyDir: { sizeLimit: '4Gi' } },
              { name: 'queue', projected: { sources: [{ configMap: { name: `${queue}-code` } }, { configMap: { name: `${queue}-main` } }] } },
            ],
          },
        },
      },
    },
    null,
    2,
  );

function kubernetes(knobs: Knobs): string {
  const { backoffLimit, parallelism, pollMs, restMs, second, workMs } = knobs;
  return `# For Kubernetes 1.31 and newer: there a job has failed when its pods are gone, and not before.
# The pods run the files of this page: kubectl create configmap ${queue}-code --from-file=work-queue.ts --from-file=work-queue.worker.ts
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${queue} }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: ${queue} }
rules:
  - { apiGroups: [batch], resources: [jobs], verbs: [list, create, delete] }
  - { apiGroups: [""], resources: [configmaps], verbs: [list, create, delete] } # the record: one for each item that has ended
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: ${queue} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${queue} }
subjects: [{ kind: ServiceAccount, name: ${queue} }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${queue}-worker }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: ${queue}-worker }
rules: # the application has this too, for it is in the same pod: no more than an ending that it adds
  - { apiGroups: [""], resources: [configmaps], verbs: [create] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: ${queue}-worker }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${queue}-worker }
subjects: [{ kind: ServiceAccount, name: ${queue}-worker }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${queue}-main }
data:
  main.mjs: |
${indented(managerFile, 4)}
  worker.mjs: |
${indented(workerFile, 4)}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${queue}-job }
data: # One attempt of at most ${(backoffLimit as number) + 1}. Its own limit is 0, for the manager counts attempts; and it has no time to live, which would clear it away whether or not its ending is recorded.
  # It may take ${startMs / 1000} s to get its machine and its image, and then ${patience} times the ${(timesMs(workMs) / 1000).toFixed(1)} s of an item.
  # The result gets its name only where the command ends with 0. It is a line that says where the video is: a ConfigMap holds no video.
  job.json: |
${indented(job(knobs), 4)}
---
apiVersion: v1
kind: Service
metadata: { name: ${queue}-source }
spec:
  selector: { app: ${queue}-coordinator }
  ports: [{ port: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${queue}-coordinator }
spec:
  replicas: ${second === true ? 2 : 1} # two do no harm; while a roll-out lasts there are two anyhow
  selector: { matchLabels: { app: ${queue}-coordinator } }
  template:
    metadata: { labels: { app: ${queue}-coordinator } }
    spec:
      serviceAccountName: ${queue}
      securityContext: { runAsNonRoot: true, runAsUser: 1000 }
      initContainers:
        - name: source
          image: shop/uploads-source:1.0 # yours: GET /items answers { "items": [ids] }, GET /items/<id> what the item says
          restartPolicy: Always # a native sidecar: it answers before the manager asks
          ports: [{ containerPort: 8080 }]
          startupProbe:
            httpGet: { path: /items, port: 8080 }
            periodSeconds: 1
            failureThreshold: 60
          resources:
            requests: { cpu: 50m, memory: 64Mi }
            limits: { memory: 128Mi }
          securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false }
      containers:
        - name: manager
          image: node:24-alpine # runs TypeScript as it stands
          command: [node, /queue/main.mjs]
          env:
            - { name: QUEUE, value: ${queue} }
            - { name: SOURCE_URL, value: "http://127.0.0.1:8080" }
            - { name: TEMPLATE, value: /template/job.json }
            - { name: PARALLELISM, value: "${String(parallelism)}" }
            - { name: BACKOFF_LIMIT, value: "${String(backoffLimit)}" }
            - { name: FIRST_REST_MS, value: "${timesMs(restMs)}" } # times are ten times those of the simulation
            - { name: POLL_MS, value: "${timesMs(pollMs)}" }
            - { name: KEEP_MS, value: "${timesMs(keepMs)}" } # whoever is late by more than that finds the name of a job free again
            - { name: ${trusted.name}, value: ${trusted.value} }
          resources:
            requests: { cpu: 50m, memory: 64Mi }
            limits: { memory: 128Mi }
          securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false }
          volumeMounts:
            - { name: queue, mountPath: /queue, readOnly: true }
            - { name: template, mountPath: /template, readOnly: true }
      volumes:
        - name: queue
          projected:
            sources:
              - configMap: { name: ${queue}-code }
              - configMap: { name: ${queue}-main }
        - { name: template, configMap: { name: ${queue}-job } }
`;
}

/** The coordinator, and the template of the jobs that it creates. Compose has no jobs. */
export const deployment: Deployment = (knobs) => [{ name: 'work-queue.kubernetes.yaml', platform: 'Kubernetes', text: kubernetes(knobs) }];
