import { allCodeFiles, readCodeFile } from '@/lib/code-files.ts';
import { slugOfFile } from '@/lib/folders.ts';
import { allDeploymentFiles, deploymentFilesOf } from '../../deployments.ts';

/** The patterns' files as they stand in the repository, to copy and to take home, and what is made from their knobs for platforms. */
export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = async () => [...allCodeFiles(), ...(await allDeploymentFiles())].map(({ name }) => ({ file: name }));

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  const text = (await deploymentFilesOf(slugOfFile(file))).find(({ name }) => name === file)?.text ?? readCodeFile(file);
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
