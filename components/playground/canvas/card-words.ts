import type { Box, Card, Meter } from '@/simulation/scenario.ts';
import type { CardFrame } from '@/simulation/views/frame.ts';
import type { MeterFrame } from '@/simulation/views/frame-meter.ts';

/** A card as a sentence: its name, its state and its load. */
export function cardWords(name: string, { pill, meters }: CardFrame): string {
  return [name, pill.label.toLowerCase(), ...meters.map(meterWords)].filter((words) => words !== '').join(', ');
}

function meterWords(meter: MeterFrame): string {
  switch (meter.kind) {
    case 'slots':
    case 'value':
      return `${meter.label} ${meter.text}${meter.limit === '' ? '' : ` of ${meter.limit}`}${meter.kind === 'value' && meter.unit !== '' ? ` ${meter.unit}` : ''}`;
    case 'caption':
      return meter.parts.map(({ text }) => text).join('');
    case 'spark':
    case 'cells':
    case 'switch':
      return '';
  }
}

/** In px: a card's name and padding, and each kind of meter with the space above it. */
const headHeight = 37;
const heights: Record<Meter['kind'], number> = { slots: 35, value: 22, spark: 24, cells: 18, switch: 38, caption: 20 };

/** Which meters a box has room for. Where it is too low, sparks go first and then the last ones. */
export function metersThatFit(meters: Card['meters'], { height }: Box): ReadonlySet<Meter> {
  const kept = [...meters];
  const needed = () => headHeight + kept.reduce((sum, { kind }) => sum + heights[kind], 0);
  while (kept.length > 0 && needed() > height) {
    const spark = kept.findLastIndex(({ kind }) => kind === 'spark');
    kept.splice(spark < 0 ? kept.length - 1 : spark, 1);
  }
  return new Set(kept);
}
