import { patternSlugs, readText } from '@/lib/folders.ts';

/** The one script per scenario, as the build compiled it; the instrument fetches it when it starts. */
export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = () => patternSlugs().map((slug) => ({ file: `${slug}.js` }));

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  const script = readText(`generated/simulation/${file}`, 'compile the simulations with npm run simulations');
  return new Response(script, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
}
