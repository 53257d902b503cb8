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
      return meter.columns === undefined ? { svg: drawCells(x, y + 2, width, 9, valueOf(meter.size, knobs)), height: 20 } : drawGrid(x, y + 2, width, valueOf(meter.size, knobs), valueOf(meter.columns, knobs));
    case 'bar':
      return { svg: text('note', x, y + 11, meter.label) + rectangle('slot', x, y + 18, width, 6, 3), height: 32 };
    case 'dial':
      return { svg: path('e-measure', `M${x} ${y + 26}A19 19 0 0 1 ${x + 38} ${y + 26}`) + text('note', x + 48, y + 20, meter.label), height: 34 };
    case 'countdown':
      return { svg: circle('ring', x + 14, y + 16, 11) + text('note', x + 36, y + 20, meter.label), height: 34 };
    case 'hash-ring':
      return { svg: circle('ring', x + width / 2, y + 44, 34) + text('note middle', x + width / 2, y + 48, meter.label), height: 90 };
    case 'list':
      return { svg: text('note', x, y + 11, meter.label), height: 18 + meter.rows * 14 };
    case 'log':
      return { svg: text('note', x, y + 11, meter.label) + drawCells(x, y + 18, width, 9, meter.size), height: 34 };
    case 'messages': {
      const size = valueOf(meter.size, knobs);
      const grid = drawGrid(x, y + 18, width, size, meter.columns === undefined ? messageColumns : valueOf(meter.columns, knobs));
      return { svg: text('note', x, y + 11, meter.label) + grid.svg, height: grid.height + 18 };
    }
    case 'waiting': {
      const labels = Object.values(meter.looks).map(({ label }) => label);
      return { svg: labels.map((label, row) => text('note', x, y + 11 + row * 18, label) + rectangle('slot', x + width / 2, y + 4 + row * 18, width / 2, 6, 3)).join(''), height: 4 + labels.length * 18 };
    }
    case 'switch':
      return { svg: drawSwitch(x, y + 14, width), height: 32 };
    case 'caption':
      return { svg: '', height: 0 };
  }
}

const cellsMax = 16;
const messageColumns = 8;

function drawCells(x: number, y: number, width: number, height: number, size: number) {
  const count = Math.max(1, Math.min(cellsMax, Math.round(size)));
  const step = width / count;
  return Array.from({ length: count }, (_, index) => rectangle('slot', x + index * step, y, step - 2, height, 1)).join('');
}

function drawGrid(x: number, y: number, width: number, size: number, columns: number): Drawn {
  const rows = Math.ceil(size / Math.max(1, columns));
  const step = width / Math.max(1, columns);
  const cells = Array.from({ length: size }, (_, index) => rectangle('slot', x + (index % columns) * step, y + Math.floor(index / columns) * 10, step - 2, 8, 1));
  return { svg: cells.join(''), height: rows * 10 + 6 };
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
