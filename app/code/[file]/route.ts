import { allCodeFiles, readCodeFile } from '@/lib/code-files.ts';

/** The patterns' files as they stand in the repository, to copy and to take home. */
export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = () => allCodeFiles().map(({ name }) => ({ file: name }));

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  return new Response(readCodeFile(file), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
