import { endsOf, withGrids } from '../../simulation/views/grid.ts';
import type { Box, Card, Knob, LinkSpec, ScenarioData, Wiring } from '../../simulation/scenario.ts';
import { drawMeter } from './draw-meter.ts';
import { lucideIcon } from './lucide-icon.ts';
import { roundedPath } from './rounded-path.ts';
import { arrow, element, escapeText, number, path, rectangle, text } from './svg.ts';

const cornerRadius = 14;
/** A narrower boundary carries its name alone. */
const roomForCaption = 240;

/** The topology as one wiring lays it out, at rest: cards with their meters empty, links, and the boundaries of processes. */
export async function drawTopology({ topology, knobs }: Pick<ScenarioData, 'topology' | 'knobs'>, drawn: Wiring): Promise<string> {
  const wiring = withGrids(topology, drawn, Object.fromEntries(knobs.map((knob) => [knob.name, knob.default])));
  const lines = new Map(topology.links.map((link) => [endsOf(topology, link).join('>'), link]));
  const cards = topology.nodes.flatMap((node) => node.cards).filter(({ id }) => !wiring.hides?.includes(id));
  return [
    ...(topology.groups ?? []).map((group) => drawBoundary(group, wiring)),
    ...topology.nodes.map(({ id, label, boundary = '' }) => drawBoundary({ id, label, caption: boundary }, wiring)),
    ...[...lines].map(([id, link]) => drawEdge(id, link, wiring)),
    ...(wiring.inner ?? []).map((points) => path('e-inner', roundedPath(points, cornerRadius))),
    ...(await Promise.all(cards.map((card) => drawCard(card, wiring.cards[card.id], knobs)))),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function drawBoundary(drawn: { readonly id: string; readonly label: string; readonly caption: string }, { boundaries }: Wiring) {
  const box = boundaries[drawn.id];
  if (!box) return '';
  const caption = box.width < roomForCaption ? '' : element('tspan', { class: 'note', dx: 6 }, escapeText(drawn.caption));
  const label = element('text', { class: 'name', x: box.x + 15, y: box.y + 21 }, escapeText(drawn.label) + caption);
  return rectangle('boundary', box.x, box.y, box.width, box.height, cornerRadius) + label;
}

function drawEdge(id: string, link: LinkSpec, { edges }: Wiring) {
  const points = edges[id];
  const [end, before] = [points?.at(-1), points?.at(-2)];
  if (!points || !end || !before) return '';
  const angle = Math.atan2(end[1] - before[1], end[0] - before[0]);
  if (link.style === 'mesh') return path('e-faint', roundedPath(points, cornerRadius));
  if (link.style === 'local') return path('e-inner', roundedPath(points, cornerRadius));
  return path(link.style === 'asynchronous' ? 'e-dash' : 'e', roundedPath(points, cornerRadius)) + arrow('a', ...end, angle);
}

async function drawCard(card: Card, box: Box | undefined, knobs: readonly Knob[]) {
  if (!box) return '';
  return card.shape === 'client' ? drawClient(card, box) : (await drawNode(card, box)) + drawMeters(card, box, knobs);
}

const placed = (inside: string, x: number, y: number, size: number) =>
  element('g', { transform: `translate(${number(x)} ${number(y)}) scale(${number(size / 24)})` }, inside);

async function drawClient({ label, icon }: Card, { x, y, width, height }: Box) {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  const outline = rectangle('card', x, y, width, height, Math.min(width, height) / 2);
  const drawn = await lucideIcon(icon, 'icon');
  const isPill = width > height * 1.5;
  const inside = isPill
    ? placed(drawn, x + height / 2, middleY - 8, 16) + text('name middle', middleX + 10, middleY + 5, label)
    : placed(drawn, middleX - 8, middleY - 21, 16) + text('name middle', middleX, middleY + 14, label);
  return outline + inside;
}

async function drawNode({ label, icon, ink = false, shape }: Card, box: Box) {
  const { x, y, width } = box;
  const drawn = await lucideIcon(icon, ink ? 'icon-on-ink' : 'icon');
  const picture = ink ? rectangle('item', x + 11, y + 10, 18, 18, 5) + placed(drawn, x + 14, y + 13, 12) : placed(drawn, x + 12, y + 11, 15);
  const name = text('name', x + 36, y + 24, label);
  return outlineOf(shape, ink ? 'card-ink' : 'card', box) + (width >= 60 ? picture + name : placed(drawn, x + width / 2 - 8, y + 12, 16));
}

function outlineOf(shape: Card['shape'], look: string, { x, y, width, height }: Box) {
  const body = rectangle(look, x, y, width, height, shape === 'queue' ? Math.min(height / 2, 24) : 9);
  if (shape !== 'store') return body;
  const rise = 8;
  return path(look, `M${x} ${y}a${number(width / 2)} ${rise} 0 0 1 ${width} 0v${height - 9}a9 9 0 0 1 -9 9h${18 - width}a9 9 0 0 1 -9 -9Z`) + path(look, `M${x} ${y}a${number(width / 2)} ${rise} 0 0 0 ${width} 0`);
}

function drawMeters({ meters }: Card, { x, y, width, height }: Box, knobs: readonly Knob[]) {
  const bottom = y + height - 4;
  let at = y + 34;
  return meters
    .map((meter) => {
      const { svg, height: room } = drawMeter(meter, x + 13, at, width - 26, knobs);
      if (at + room > bottom) return '';
      at += room;
      return svg;
    })
    .join('');
}
