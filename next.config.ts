import createMDX from '@next/mdx';
import type { NextConfig } from 'next';
import codeTheme from './lib/code-theme.json' with { type: 'json' };

const nextConfig: NextConfig = {
  output: 'export',
  trailingSlash: true,
  pageExtensions: ['ts', 'tsx', 'mdx'],
  // Types are checked by `npm run types`, over every file of the project; a page that is served need not wait for that.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: process.cwd() },
};

/** Plugins stand as names and plain data, because the bundler hands them to another process. */
const withMDX = createMDX({
  options: {
    remarkPlugins: ['remark-gfm', 'remark-frontmatter', ['remark-mdx-frontmatter', { name: 'frontmatter' }]],
    rehypePlugins: ['rehype-slug', ['rehype-pretty-code', { theme: codeTheme, keepBackground: false, bypassInlineCode: true }]],
  },
});

export default withMDX(nextConfig);
