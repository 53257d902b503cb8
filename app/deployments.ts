import { existsSync } from 'node:fs';
import { readCatalogFile } from '@/lib/catalog.ts';
import { pathOf, patternSlugs } from '@/lib/folders.ts';
import type { DeploymentFile } from '@/simulation/deployment.ts';
import { resolveInput } from '@/simulation/run-input.ts';
import { loadDeployment } from './load-deployment.ts';

/** The files for platforms of a pattern, made from the knobs as its page opens; none where it has none. */
export async function deploymentFilesOf(slug: string): Promise<readonly DeploymentFile[]> {
  if (!existsSync(pathOf('patterns', slug, 'scenario', 'deployment.ts'))) return [];
  const { data } = readCatalogFile(slug);
  const [{ name, seed }] = data.experiments as [(typeof data.experiments)[number]];
  return (await loadDeployment(slug))(resolveInput(data, { experiment: name, seed, knobs: {} }).knobs);
}

export const allDeploymentFiles = async (): Promise<readonly DeploymentFile[]> => (await Promise.all(patternSlugs().map(deploymentFilesOf))).flat();
