import type { Glyph, GlyphBox, GlyphLook, GlyphMark, GlyphPoint, GlyphSign } from '../../simulation/glyph.ts';
import { drawSign } from './draw-sign.ts';
import { arrow, circle, cylinder, element, number, path, rectangle, text } from './svg.ts';

export const glyphView = [0, 0, 300, 132] as const;
export const drawGlyph = (glyph: Glyph): string => glyph.marks.map(drawMark).join('\n');

type Of<Kind extends GlyphMark['mark']> = Extract<GlyphMark, { mark: Kind }>;

function drawMark(mark: GlyphMark): string {
  switch (mark.mark) {
    case 'client':
      return drawClient(mark);
    case 'service':
      return drawService(mark);
    case 'store':
      return drawStore(mark);
    case 'queue':
      return rectangle('n', ...mark.box, mark.radius ?? mark.box[3] / 2);
    case 'cells':
      return drawCells(mark);
    case 'boundary':
      return rectangle('boundary', ...mark.box, 12);
    case 'wall':
      return path('wall', `M${point(mark.from)}L${point(mark.to)}`);
    case 'breaker':
      return drawBreaker(mark);
    case 'link':
      return drawLink(mark);
    case 'ring':
      return drawRing(mark);
    case 'message':
      return drawMessage(mark);
    case 'text':
      return text(mark.tone === 'warn' ? 't t-warn' : 't', ...mark.at, mark.text);
  }
}

const point = ([x, y]: GlyphPoint) => `${number(x)} ${number(y)}`;
const centre = ([x, y, width, height]: GlyphBox): GlyphPoint => [x + width / 2, y + height / 2];

function drawClient({ at, radius = 11, sign }: Of<'client'>) {
  return circle('n', ...at, radius) + (sign ? drawSign(sign, ...at, 'plain', radius * 2) : circle('dot', ...at, 3));
}

const looks: Readonly<Record<GlyphLook, string>> = { plain: 'n', ink: 'n ink', crashed: 'n crashed', slow: 'n slow' };

function drawService({ box, look = 'plain', sign, text: words, textTone, radius = 6, teeth, progress }: Of<'service'>) {
  const [x, y, width, height] = box;
  const [middleX, middleY] = centre(box);
  const body = teeth ? path(looks[look], toothed(box, teeth, radius)) : rectangle(looks[look], ...box, radius);
  const inside = [
    look === 'crashed' ? path('x', `M${point([middleX - 5, middleY - 5])}l10 10m0-10l-10 10`) : '',
    sign ? drawSign(sign, middleX, middleY, look === 'ink' ? 'ink' : 'plain', width) : '',
    words === undefined ? '' : text(textTone === 'warn' ? 't t-warn' : 't', middleX, middleY + 4, words),
    progress === undefined ? '' : rectangle('undone', x + 10, y + height / 2 - 3, width - 20, 6, 3) + rectangle('done', x + 10, y + height / 2 - 3, (width - 20) * progress, 6, 3),
  ];
  return body + inside.join('');
}

/** A block whose one side is cut into two teeth: the left one's gaps take the right one's teeth. */
function toothed([x, y, width, height]: GlyphBox, side: 'left' | 'right', r: number) {
  const reach = 8;
  const quarter = (height * 0.6) / 4;
  const tip = side === 'right' ? x + width : x;
  const zigzag = [1, 2, 3, 4].map((step) => `L${point([tip + (step % 2 === 1 ? reach : 0), y + height * 0.2 + step * quarter])}`);
  if (side === 'right') {
    return `M${point([x + r, y])}H${number(tip)}V${number(y + height * 0.2)}${zigzag.join('')}V${number(y + height)}H${number(x + r)}a${r} ${r} 0 0 1 ${-r} ${-r}V${number(y + r)}a${r} ${r} 0 0 1 ${r} ${-r}Z`;
  }
  const right = x + width;
  return `M${point([tip, y])}H${number(right - r)}a${r} ${r} 0 0 1 ${r} ${r}V${number(y + height - r)}a${r} ${r} 0 0 1 ${-r} ${r}H${number(tip)}V${number(y + height * 0.8)}${[3, 2, 1, 0]
    .map((step) => `L${point([tip + (step % 2 === 1 ? reach : 0), y + height * 0.2 + step * quarter])}`)
    .join('')}Z`;
}

function drawStore({ box, look = 'plain', sign }: Of<'store'>) {
  const body = cylinder(looks[look], look === 'ink' ? 'ink-cap' : 'nl', ...box, 5);
  const [x, y] = centre(box);
  return body + (sign ? drawSign(sign, x, y + 4, look === 'ink' ? 'ink' : 'plain', box[2]) : '');
}

const cellLooks: Readonly<Record<string, string>> = { '#': 'item', o: 'place', '!': 'urgent', s: 'slot-used', x: 'slot-failing', '-': 'slot' };

function drawCells({ at: [x, y], cells, size: [width, height], step }: Of<'cells'>) {
  return Array.from(cells)
    .map((cell, index) => {
      if (cell === ' ') return '';
      const look = cellLooks[cell];
      if (look === undefined) throw new Error(`A glyph's cells are written in ${Object.keys(cellLooks).join(' ')} and spaces, got "${cell}" in "${cells}".`);
      return rectangle(look, x + index * step, y, width, height, Math.min(2, width / 5));
    })
    .join('');
}

const arms = { closed: { look: 'is-closed', degrees: 0 }, 'half-open': { look: 'is-half', degrees: -13 }, open: { look: 'is-open', degrees: -31 } } as const;

function drawBreaker({ from, to, state }: Of<'breaker'>) {
  const { look, degrees } = arms[state];
  const length = to[0] - from[0];
  const at = (degree: number, radius: number): GlyphPoint => [from[0] + radius * Math.cos((degree * Math.PI) / 180), from[1] + radius * Math.sin((degree * Math.PI) / 180)];
  const arm = path(`arm ${look}`, `M${point(at(degrees, 5))}L${point(at(degrees, length - (state === 'closed' ? 5 : 2)))}`);
  const swing = state === 'closed' ? '' : path(`arc ${look}`, `M${point(at(-6, length))}A${length} ${length} 0 0 0 ${point(at(degrees, length))}`);
  return circle('contact', ...from, 5) + circle('contact', ...to, 5) + arm + swing;
}

const linkLooks = {
  network: 'e',
  'in process': 'e-inner',
  asynchronous: 'e-dash',
  unavailable: 'e-off',
  faint: 'e-faint',
  hop: 'e-dash',
  'last hop': 'e-last',
  measure: 'e-measure',
} as const;

function drawLink({ path: points, style = 'network', tone, arrow: hasArrow = false }: Of<'link'>) {
  const [start, ...rest] = points;
  const look = linkLooks[style] + (tone ? ` e-${tone}` : '');
  const line = path(look, `M${point(start)}${rest.length === 1 ? 'L' : 'C'}${rest.map(point).join(' ')}`);
  if (!hasArrow) return line;
  const [beforeX, beforeY] = points.at(-2) ?? start;
  const [x, y] = points.at(-1) ?? start;
  return line + arrow(tone ? `a a-${tone}` : 'a', x, y, Math.atan2(y - beforeY, x - beforeX));
}

function drawRing({ at: [x, y], radius, left, sign }: Of<'ring'>) {
  const end = left * 2 * Math.PI;
  const tip: GlyphPoint = [x + radius * Math.sin(end), y - radius * Math.cos(end)];
  const arc = path('ring-left', `M${point([x, y - radius])}A${radius} ${radius} 0 ${left > 0.5 ? 1 : 0} 1 ${point(tip)}`);
  return circle('ring', x, y, radius) + arc + (sign ? drawSign(sign satisfies GlyphSign, x, y, 'plain', radius * 2) : '');
}

function drawMessage({ at: [x, y], outcome }: Of<'message'>) {
  const at = (className: string, d: string) => element('path', { class: `m ${className}`, d, transform: `translate(${number(x)} ${number(y)})` });
  switch (outcome) {
    case 'request':
      return circle('m m-request', x, y, 3.9);
    case 'answered':
      return circle('m m-answered', x, y, 5);
    case 'failed':
      return at('m-failed', 'M0-6.2 6.2 0 0 6.2-6.2 0Z');
    case 'rejected':
      return rectangle('m m-rejected', x - 3.7, y - 3.7, 7.4, 7.4, 0.6);
    case 'timed out':
      return at('m-timeout', 'M2.4-3.5A4.2 4.2 0 1 1-2.4-3.5');
    case 'late':
      return circle('m m-late', x, y, 3.2);
    case 'urgent':
      return circle('m m-urgent', x, y, 4.6);
  }
}
