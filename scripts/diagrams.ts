import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readArticle } from '../lib/article.ts';
import { patternFolders } from '../lib/folders.ts';
import { picturesOf } from './diagrams/pictures-of.ts';
import { loadSimulationFile } from './simulation-of.ts';

/**
 * `npm run diagrams` draws public/diagrams/<slug>.svg, <slug>-portrait.svg and <slug>-small.svg of every pattern from its scenario;
 * with `--check` it writes nothing and exits 1 where a file is not what would be drawn.
 */
const checks = process.argv.includes('--check');

const pictures = (await Promise.all(patternFolders().map((slug) => picturesOf(loadSimulationFile(slug).data, readArticle(slug).frontmatter.title)))).flat();
const stale = pictures.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
if (checks && stale.length > 0) {
  console.error(`${stale.map(({ path }) => path).join(', ')} ${stale.length === 1 ? 'is' : 'are'} not what the scenario draws: run npm run diagrams and commit the result.`);
  process.exitCode = 1;
} else if (!checks) {
  for (const { path, text } of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  console.log(stale.length === 0 ? `${pictures.length} diagrams are up to date.` : `Drew ${stale.map(({ path }) => basename(path)).join(', ')}.`);
}
