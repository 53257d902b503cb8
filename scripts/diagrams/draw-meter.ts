import type { Knob, Meter, NumberOrKnob } from '../../simulation/scenario.ts';
import { circle, path, rectangle, text } from './svg.ts';

interface Drawn {
  readonly svg: string;
  readonly height: number;
}

/** A meter at rest, as the card shows it before anything has run: what it counts and how much room there is. */
export function drawMeter(meter: Meter, x: number, y: number, width: number, knobs: readonly Knob[]): Drawn {
  switch (meter.kind) {
    case 'slots':
      return { svg: text('note', x, y + 11, meter.label) + drawCells(x, y + 18, width, 8, valueOf(meter.of, knobs)), height: 34 };
    case 'value':
      return { svg: text('note', x, y + 11, meter.label), height: 18 };
    case 'spark':
      return { svg: path('e-measure', `M${x} ${y + 14}H${x + width}`), height: 20 };
    case 'cells':
      return { svg: drawCells(x, y + 2, width, 9, valueOf(meter.size, knobs)), height: 20 };
    case 'switch':
      return { svg: drawSwitch(x, y + 14, width), height: 32 };
    case 'caption':
      return { svg: '', height: 0 };
  }
}

const cellsMax = 16;

function drawCells(x: number, y: number, width: number, height: number, size: number) {
  const count = Math.max(1, Math.min(cellsMax, Math.round(size)));
  const step = width / count;
  return Array.from({ length: count }, (_, index) => rectangle('slot', x + index * step, y, step - 2, height, 1)).join('');
}

function drawSwitch(x: number, y: number, width: number) {
  const [left, right] = [x + width * 0.28, x + width * 0.72];
  return (
    path('wire', `M${x} ${y}H${left - 4}M${right + 4} ${y}H${x + width}`) +
    path('arm is-closed', `M${left + 5} ${y}H${right - 5}`) +
    circle('contact', left, y, 4) +
    circle('contact', right, y, 4)
  );
}

function valueOf(size: NumberOrKnob, knobs: readonly Knob[]): number {
  if (typeof size === 'number') return size;
  const knob = knobs.find(({ name }) => name === size.knob);
  return typeof knob?.default === 'number' ? knob.default : cellsMax;
}
