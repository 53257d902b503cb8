import type { IconPart } from '../diagrams/lucide-icon.ts';

/** An icon as one path, so that it is a text that goes along with a page's data. */
export const iconPath = (parts: readonly IconPart[]): string => parts.map(pathOf).join('');

function pathOf([tag, attributes]: IconPart): string {
  const number = (name: string, otherwise = 0) => Number(attributes[name] ?? otherwise);
  switch (tag) {
    case 'path':
      // Relative to what was drawn before, a path of its own would begin elsewhere.
      return `M0 0${attributes['d']}`.replace(/^M0 0M/, 'M');
    case 'circle':
      return roundPath(number('cx'), number('cy'), number('r'), number('r'));
    case 'ellipse':
      return roundPath(number('cx'), number('cy'), number('rx'), number('ry'));
    case 'line':
      return `M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`;
    case 'polyline':
      return `M${attributes['points']}`;
    case 'polygon':
      return `M${attributes['points']}Z`;
    case 'rect':
      return rectPath(number('x'), number('y'), number('width'), number('height'), number('rx', number('ry')));
    default:
      throw new Error(`An icon is drawn with a <${tag}>, which has no words as a path yet.`);
  }
}

const roundPath = (x: number, y: number, rx: number, ry: number) => `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${rx * 2} 0a${rx} ${ry} 0 1 0 ${-rx * 2} 0`;

function rectPath(x: number, y: number, width: number, height: number, r: number): string {
  if (r === 0) return `M${x} ${y}h${width}v${height}h${-width}Z`;
  const corner = (right: number, down: number) => `a${r} ${r} 0 0 1 ${right} ${down}`;
  return `M${x + r} ${y}h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}h${2 * r - width}${corner(-r, -r)}v${2 * r - height}${corner(r, -r)}Z`;
}
