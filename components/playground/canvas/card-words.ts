import type { Box, Card } from '@/simulation/scenario.ts';
import type { CardFrame } from '@/simulation/views/frame.ts';
import { textOf } from '@/simulation/views/frame-caption.ts';
import type { MeterFrame } from '@/simulation/views/frame-meter.ts';
import type { CellsFrame } from '@/simulation/views/meters/cells.ts';
import type { ListFrame } from '@/simulation/views/meters/list.ts';
import type { LogMark } from '@/simulation/views/meters/log.ts';
import type { MessagesFrame } from '@/simulation/views/meters/messages.ts';
import type { WaitingRow } from '@/simulation/views/meters/waiting.ts';

/** A card as a sentence: its name, its state and its load. */
export function cardWords(name: string, { pill, meters }: CardFrame): string {
  return [name, pill.label.toLowerCase(), ...meters.map(meterWords)].filter((words) => words !== '').join(', ');
}

function meterWords(meter: MeterFrame): string {
  switch (meter.kind) {
    case 'slots':
      return readingWords(meter.label, meter.text, meter.limit, '');
    case 'value':
      return readingWords(meter.label, meter.text, meter.limit, meter.unit);
    case 'bar':
    case 'dial':
      return `${readingWords(meter.label, meter.text, meter.of, meter.unit)}${meter.isOverLimit ? ', over the limit' : ''}`;
    case 'countdown':
      return meter.state === 'running' ? `${meter.label} ${meter.text} s left` : `${meter.label} ${meter.state === 'over' ? meter.text : 'none'}`;
    case 'cells':
      return cellsWords(meter);
    case 'hash-ring':
      return `${meter.label} ${meter.count}, on a circle of ${meter.points.length} points`;
    case 'list':
      return listWords(meter);
    case 'log':
      return [`${meter.label} ${meter.text}`, ...meter.positions.map(positionWords)].join(', ');
    case 'messages':
      return messagesWords(meter);
    case 'waiting':
      return meter.rows.map(waitingWords).join(', ');
    case 'caption':
      return textOf(meter.parts);
    case 'spark':
    case 'switch':
      return '';
  }
}

const readingWords = (label: string, text: string, limit: string, unit: string): string =>
  `${label} ${text}${limit === '' ? '' : ` of ${limit}`}${unit === '' ? '' : ` ${unit}`}`.trim();

/** How many there are of each, in the order in which they first stand. */
function cellsWords({ cells }: Pick<CellsFrame, 'cells'>): string {
  const counts = new Map<string, number>();
  for (const cell of cells) if (cell !== null) counts.set(cell.label, (counts.get(cell.label) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${count} ${label}`).join(', ');
}

function listWords({ label, rows, more }: ListFrame): string {
  const items = rows.map(({ text, look }) => (look === undefined || look.label === '' ? text : `${text} ${look.label}`));
  return [label, [...(items.length === 0 ? ['none'] : items), ...(more > 0 ? [`${more} more`] : [])].join('; ')].filter((words) => words !== '').join(': ');
}

function messagesWords({ label, text, cells, more }: MessagesFrame): string {
  return [`${label} ${text}`, cellsWords({ cells }), ...(more > 0 ? [`${more} more`] : [])].filter((words) => words !== '').join(', ');
}

const waitingWords = ({ label, waiting, age, isOverLimit }: WaitingRow): string =>
  `${waiting} ${label} waiting${age === '–' ? '' : `, the oldest for ${age} s${isOverLimit ? ', too long' : ''}`}`;

const positionWords = ({ label, text, at, behind }: LogMark): string => `${label} at ${text}${at !== undefined && behind > 0 ? `, ${behind} behind` : ''}`;

/** In px: a card's name and padding. A store has its cap above it. */
const headHeights: Readonly<Record<Card['shape'], number>> = { client: 37, service: 37, store: 46, queue: 32 };

/** In px, with the space above it. */
function heightOf(meter: MeterFrame): number {
  switch (meter.kind) {
    case 'slots':
      return 35;
    case 'value':
      return 22;
    case 'bar':
      return 33;
    case 'dial':
    case 'countdown':
      return 36;
    case 'spark':
      return 24;
    case 'cells':
      return meter.columns === 0 ? 18 : 7 + Math.ceil(meter.cells.length / meter.columns) * 10;
    case 'hash-ring':
      return 110;
    case 'list':
      return (meter.label === '' ? 4 : 26) + meter.size * 16;
    case 'log':
      return 50 + meter.positions.length * 15;
    case 'messages':
      return 26 + Math.ceil(meter.cells.length / meter.columns) * 18;
    case 'waiting':
      return 6 + meter.places * 18;
    case 'switch':
      return 38;
    case 'caption':
      return 20;
  }
}

/** Which meters a box has room for. Where it is too low, sparks go first and then the last ones. */
export function metersThatFit(meters: readonly MeterFrame[], { height }: Box, shape: Card['shape'] = 'service'): ReadonlySet<MeterFrame> {
  const kept = [...meters];
  const needed = () => headHeights[shape] + kept.reduce((sum, meter) => sum + heightOf(meter), 0);
  while (kept.length > 0 && needed() > height) {
    const spark = kept.findLastIndex(({ kind }) => kind === 'spark');
    kept.splice(spark < 0 ? kept.length - 1 : spark, 1);
  }
  return new Set(kept);
}

/** In px, of a character on average: of a card's name, and of the pill on a phone. */
const nameCharacter = 6.9;
const pillCharacter = 6.4;
const longestOwnState = 'Restarting';

/** Whether name and pill, in its longest state, are too long to stand beside each other on a phone. */
export function isCrowded({ label, ink, pill }: Pick<Card, 'label' | 'ink' | 'pill'>, { width }: Box): boolean {
  const states = pill === undefined ? [longestOwnState] : Object.values(pill.looks).map((look) => look.label);
  const longest = Math.max(...states.map(({ length }) => length));
  const padding = 12 + 8;
  const icon = ink === true ? 0 : 22;
  const gap = 6;
  const pillFrame = 25;
  return padding + icon + label.length * nameCharacter + gap + longest * pillCharacter + pillFrame > width;
}
