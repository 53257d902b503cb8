import { brotliCompressSync, constants } from 'node:zlib';

/** The JavaScript files that a page's HTML makes a browser fetch: scripts, and preloads of scripts. Each once, without a query. */
export function scriptsOf(html: string): readonly string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1];
  const paths = tags.flatMap((tag) => {
    if (tag.startsWith('<script')) return attribute(tag, 'src') ?? [];
    const rel = attribute(tag, 'rel')?.toLowerCase();
    return rel === 'modulepreload' || ((rel === 'preload' || rel === 'prefetch') && attribute(tag, 'as') === 'script') ? (attribute(tag, 'href') ?? []) : [];
  });
  return [...new Set(paths.map((path) => path.replace(/[?#].*$/, '')))];
}

/** The sum of the files' sizes, each compressed as a static host would: brotli, quality 11. */
export function brotliKilobytes(files: readonly Buffer[]): number {
  const bytes = files.map((file) => brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: file.length } }).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}
