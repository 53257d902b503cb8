import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArticle } from '../lib/article.ts';
import { readCatalogFile } from '../lib/catalog.ts';
import { patternSlugs } from '../lib/folders.ts';
import { describeTopology } from './diagrams/describe-topology.ts';
import { drawGlyph, glyphView } from './diagrams/draw-glyph.ts';
import { drawTopology } from './diagrams/draw-topology.ts';
import { svgDocument } from './diagrams/svg-document.ts';
import { tokensOf } from './diagrams/tokens.ts';
import { viewOf } from './diagrams/view-of.ts';

/**
 * `npm run diagrams` draws public/diagrams/<slug>.svg, <slug>-portrait.svg and <slug>-small.svg of every pattern from its scenario;
 * with `--check` it writes nothing and exits 1 where a file is not what would be drawn.
 */
const folder = 'public/diagrams';
const checks = process.argv.includes('--check');
const rules = readFileSync('components/catalog/diagram.css', 'utf8');
const tokens = tokensOf(readFileSync('app/tokens.css', 'utf8'));

async function picturesOf(slug: string) {
  const { data } = readCatalogFile(slug);
  const { title } = readArticle(slug).frontmatter;
  const { desk, portrait } = data.topology.wirings;
  const topology = { title: `${title}: how its parts are connected`, description: describeTopology(data.topology) };
  const glyph = { title: `${title} in small`, description: data.glyph.description };
  const documents = [
    { name: slug, ...topology, view: viewOf(desk), drawing: await drawTopology(data, desk) },
    { name: `${slug}-portrait`, ...topology, view: viewOf(portrait), drawing: await drawTopology(data, portrait) },
    { name: `${slug}-small`, ...glyph, view: glyphView, drawing: drawGlyph(data.glyph) },
  ];
  return documents.map(({ name, ...drawn }) => ({ file: `${name}.svg`, svg: svgDocument({ id: name, ...drawn }, rules, tokens) }));
}

const pictures = (await Promise.all(patternSlugs().map(picturesOf))).flat();
const stale = pictures.filter(({ file, svg }) => !existsSync(join(folder, file)) || readFileSync(join(folder, file), 'utf8') !== svg);
if (checks && stale.length > 0) {
  console.error(`${stale.map(({ file }) => `${folder}/${file}`).join(', ')} ${stale.length === 1 ? 'is' : 'are'} not what the scenario draws: run npm run diagrams and commit the result.`);
  process.exitCode = 1;
} else if (!checks) {
  mkdirSync(folder, { recursive: true });
  for (const { file, svg } of stale) writeFileSync(join(folder, file), svg);
  console.log(stale.length === 0 ? `${pictures.length} diagrams are up to date.` : `Drew ${stale.map(({ file }) => file).join(', ')}.`);
}
