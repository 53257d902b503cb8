import { readText } from '../../lib/folders.ts';
import type { ScenarioData } from '../../simulation/scenario.ts';
import { describeTopology } from './describe-topology.ts';
import { drawGlyph, glyphView } from './draw-glyph.ts';
import { drawTopology } from './draw-topology.ts';
import { svgDocument } from './svg-document.ts';
import { tokensOf } from './tokens.ts';
import { viewOf } from './view-of.ts';

export interface PictureFile {
  /** From the root. */
  readonly path: string;
  readonly text: string;
}
const remedy = 'restore it from the repository';

/** The pictures of one pattern: its topology for a desk and for a phone, and its glyph. */
export async function picturesOf(data: ScenarioData, title: string): Promise<readonly PictureFile[]> {
  const rules = readText('components/catalog/diagram.css', remedy);
  const tokens = tokensOf(readText('app/tokens.css', remedy));
  const { slug } = data;
  const { desk, portrait } = data.topology.wirings;
  const topology = { title: `${title}: how its parts are connected`, description: describeTopology(data.topology) };
  const glyph = { title: `${title} in small`, description: data.glyph.description };
  const documents = [
    { name: slug, ...topology, view: viewOf(desk), drawing: await drawTopology(data, desk) },
    { name: `${slug}-portrait`, ...topology, view: viewOf(portrait), drawing: await drawTopology(data, portrait) },
    { name: `${slug}-small`, ...glyph, view: glyphView, drawing: drawGlyph(data.glyph) },
  ];
  return documents.map(({ name, ...drawn }) => ({ path: `public/diagrams/${name}.svg`, text: svgDocument({ id: name, ...drawn }, rules, tokens) }));
}
