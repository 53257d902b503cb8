import { readText } from './folders.ts';

const remedy = 'draw it with npm run diagrams';

/** A generated diagram without its own colours, so that it takes those of the page it is set into. */
function readPicture(path: string): string {
  return readText(path, remedy)
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .trim();
}
export const readDiagram = (slug: string, wiring: 'desk' | 'portrait') => readPicture(`public/diagrams/${slug}${wiring === 'desk' ? '' : '-portrait'}.svg`);
export const readGlyph = (slug: string) => readPicture(`public/diagrams/${slug}-small.svg`);
