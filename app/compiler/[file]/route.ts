import { readText } from '@/lib/folders.ts';

/** The compiler's script, which the editor starts as a worker when it opens. */
export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = () => [{ file: 'compiler.js' }];

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  const script = readText(`generated/compiler/${file}`, 'bundle the compiler with npm run compiler');
  return new Response(script, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
}
