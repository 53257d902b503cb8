import type { CodeView } from '@/components/playground/panel/code-view.ts';
import { codeViewOf } from '@/lib/code-view.ts';
import { patternSlugs } from '@/lib/folders.ts';

/** A pattern's files as the Code pane draws them; it fetches them when it is first opened. */
export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = () => patternSlugs().map((slug) => ({ file: `${slug}.json` }));

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  return Response.json((await codeViewOf(file.replace(/\.json$/, ''))) satisfies CodeView);
}
