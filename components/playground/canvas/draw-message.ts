import type { MessageLook } from '@/simulation/views/messages.ts';

/** The tokens that messages are drawn with, resolved for the present theme. */
const inkNames = ['canvas', 'ink-2', 'ink-3', 'ok', 'fail', 'rej', 'warn-mark', 'mute', 'info'] as const;
export type Inks = Readonly<Record<(typeof inkNames)[number], string>>;

/** What both a canvas of the page and one off the screen are drawn with. */
type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
type Draw = (context: Pen, inks: Inks, x: number, y: number) => void;

const disc = (radius: number, fill: keyof Inks): Draw => (context, inks, x, y) => {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  paint(context, inks[fill], inks.canvas, 1.5);
};
const request = disc(3.9, 'ink-2');

/** The same shapes as the glyphs of the legend, in 14 px boxes. */
export const drawMessage: Readonly<Record<MessageLook, Draw>> = {
  request,
  message: request,
  urgent: disc(5, 'info'),
  ok: disc(5, 'ok'),
  failed: (context, inks, x, y) => {
    context.beginPath();
    context.moveTo(x, y - 6.2);
    context.lineTo(x + 6.2, y);
    context.lineTo(x, y + 6.2);
    context.lineTo(x - 6.2, y);
    context.closePath();
    paint(context, inks.fail, inks.canvas, 1.25);
  },
  rejected: (context, inks, x, y) => {
    context.beginPath();
    context.rect(x - 3.7, y - 3.7, 7.4, 7.4);
    paint(context, inks.canvas, inks.rej, 2);
  },
  timeout: (context, inks, x, y) => {
    context.beginPath();
    context.arc(x, y, 4.2, -0.96, Math.PI + 0.96);
    paint(context, inks.canvas, inks['warn-mark'], 2.2);
  },
  late: (context, inks, x, y) => {
    context.beginPath();
    context.arc(x, y, 3.2, 0, 2 * Math.PI);
    paint(context, inks.canvas, inks.mute, 1.5);
  },
  lost: (context, inks, x, y) => {
    context.beginPath();
    context.moveTo(x - 3, y - 3);
    context.lineTo(x + 3, y + 3);
    context.moveTo(x + 3, y - 3);
    context.lineTo(x - 3, y + 3);
    context.lineCap = 'round';
    context.lineWidth = 1.6;
    context.strokeStyle = inks['ink-3'];
    context.stroke();
  },
};

export const messageLooks = Object.keys(drawMessage) as MessageLook[];

function paint(context: Pen, fill: string, stroke: string, width: number): void {
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = width;
  context.strokeStyle = stroke;
  context.stroke();
}

/** Reads the tokens off an element: a custom property keeps its light-dark(), a colour is resolved. */
export function inksOf(element: HTMLElement): Inks {
  const probe = element.style;
  const before = probe.color;
  const inks = Object.fromEntries(
    inkNames.map((name) => {
      probe.color = `var(--${name})`;
      return [name, getComputedStyle(element).color];
    }),
  ) as Record<(typeof inkNames)[number], string>;
  probe.color = before;
  return inks;
}
