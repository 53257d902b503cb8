import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem, freshLog, run, tool } from '../scripts/command.mjs';
import { root } from '../scripts/root.mjs';
import { buildSite, isSiteCurrent } from '../scripts/site.mjs';
import { exactly, type Bar } from './bar.ts';
import { brotliKilobytes, scriptsOf } from './first-load.ts';

const mostAboveEmpty = 25;

/** The smallest site of the same framework: one page that says one word. */
const emptySite: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true, "type": "module" }\n',
  'next.config.js': `export default { output: 'export', trailingSlash: true, turbopack: { root: ${JSON.stringify(root)} } };\n`,
  'app/layout.jsx': 'export default function Layout({ children }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
  'app/page.jsx': 'export default function Page() {\n  return <p>Empty</p>;\n}\n',
};

const versionOf = (name: string) => (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;

/** Builds the empty site, once for each version of the framework, and returns its out/. */
async function emptyOut(): Promise<string> {
  const folder = join(root, '.cache', `empty-site-${versionOf('next')}-${versionOf('react')}`);
  const out = join(folder, 'out');
  if (existsSync(join(out, 'index.html'))) return out;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'app'), { recursive: true });
  for (const [path, text] of Object.entries(emptySite)) writeFileSync(join(folder, path), text);
  const { code, output } = await run(process.execPath, [tool('next'), 'build', folder], { log: freshLog('build-empty-site.log'), env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } });
  if (code !== 0) throw new Problem(`The empty site to compare with could not be built: ${output.trim().split('\n').at(-1)}. Look into .cache/build-empty-site.log.`);
  return out;
}

const firstLoadOf = (out: string, page: string) => brotliKilobytes(scriptsOf(readFileSync(join(out, page), 'utf8')).map((path) => readFileSync(join(out, path))));

/** What a reader's browser must fetch of JavaScript before a page works, beside an empty page of the same framework. */
export async function bench(): Promise<readonly Bar[]> {
  if (!isSiteCurrent()) await buildSite({ quiet: true });
  const empty = firstLoadOf(await emptyOut(), 'index.html');
  const out = join(root, 'out');
  const slugs = readdirSync(join(out, 'patterns'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const pages = ['/', ...slugs.map(({ name }) => `/patterns/${name}/`)];
  const group = 'First-load JavaScript, brotli: every script and preload that the HTML names';
  return [
    { group, name: 'an empty page', value: exactly(empty), unit: 'kB' },
    ...pages.flatMap((page): Bar[] => {
      const whole = firstLoadOf(out, join(page, 'index.html'));
      return [
        { group, name: page, value: exactly(whole), unit: 'kB' },
        { group, name: `${page} above the empty page`, value: exactly(whole - empty), unit: 'kB', target: { atMost: mostAboveEmpty } },
      ];
    }),
  ];
}
