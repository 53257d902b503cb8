import type { Deployment } from '@/simulation/deployment.ts';

/** What makes a pattern's files for platforms, in the page and when it is built. */
export async function loadDeployment(slug: string): Promise<Deployment> {
  const { deployment } = (await import(`@/patterns/${slug}/scenario/deployment.ts`)) as { readonly deployment: Deployment };
  return deployment;
}
