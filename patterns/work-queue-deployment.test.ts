import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { endsOf } from './ends-of.ts';
import { deployment } from './work-queue/scenario/deployment.ts';
import { knobs } from './work-queue/scenario/knobs.ts';

const opening = Object.fromEntries(knobs.map((knob) => [knob.name, knob.default]));

interface Manifest {
  readonly kind: string;
  readonly data?: { readonly 'job.json'?: string };
  readonly spec?: { readonly replicas: number; readonly template: { readonly spec: { readonly containers: readonly { readonly env: readonly { readonly name: string; readonly value: string }[] }[] } } };
}
interface Job {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>> & { readonly activeDeadlineSeconds: number; readonly backoffLimit: number };
}
/** The job and the manager's environment, with one knob at both of its ends. */
const atEndsOf = (name: string) =>
  endsOf(knobs.find((knob) => knob.name === name)!).map((value) => {
    const manifests = parseAllDocuments(deployment({ ...opening, [name]: value })[0]!.text).map((document) => document.toJS() as Manifest);
    const { spec } = manifests.find(({ kind }) => kind === 'Deployment')!;
    const job = JSON.parse(manifests.find(({ data }) => data?.['job.json'] !== undefined)!.data!['job.json']!) as Job;
    return { job, replicas: spec!.replicas, env: Object.fromEntries(spec!.template.spec.containers[0]!.env.map((one) => [one.name, one.value])) };
  });

describe('the files of the work queue', () => {
  it('give a job the time to start, and six times that of an item', () => {
    expect(atEndsOf('workMs').map(({ job }) => job.spec.activeDeadlineSeconds)).toEqual([546, 840]);
  });

  it('leave the counting of attempts to the manager, and say of how many a job is one', () => {
    expect(atEndsOf('backoffLimit').map(({ job, env }) => [job.spec.backoffLimit, job.metadata.annotations['shop/attempts'], env.BACKOFF_LIMIT])).toEqual([
      [0, '1', '0'],
      [0, '7', '6'],
    ]);
  });

  it('have no job go by itself, before its ending is known to be recorded', () => {
    for (const name of ['workMs', 'backoffLimit']) for (const { job } of atEndsOf(name)) expect(job.spec).not.toHaveProperty('ttlSecondsAfterFinished');
  });

  it.each([
    ['parallelism', 'PARALLELISM', ['1', '8']],
    ['restMs', 'FIRST_REST_MS', ['0', '40000']],
    ['pollMs', 'POLL_MS', ['2000', '100000']],
  ])('hand on %s', (name, variable, values) => {
    expect(atEndsOf(name).map(({ env }) => env[variable])).toEqual(values);
  });

  it('have as many coordinators as there are managers', () => {
    expect(atEndsOf('second').map(({ replicas }) => replicas)).toEqual([1, 2]);
  });
});
