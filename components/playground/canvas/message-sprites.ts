import type { MessageLook } from '@/simulation/views/messages.ts';
import { drawMessage, inksOf, messageLooks } from './draw-message.ts';

/** The box of one sprite, in px: a 14 px glyph, and room for its edge. */
export const spriteSize = 18;

/**
 * Every look of a message, drawn once for a theme and a pixel density, side by side on one bitmap: putting one somewhere is a copy.
 * A bitmap and not a canvas, of which every copy would take a snapshot first.
 */
export interface MessageSprites {
  readonly density: number;
  readonly put: (context: CanvasRenderingContext2D, look: MessageLook, x: number, y: number) => void;
}

export function messageSprites(element: HTMLElement, density: number): MessageSprites {
  const inks = inksOf(element);
  const side = Math.ceil(spriteSize * density);
  const sheet = new OffscreenCanvas(side * messageLooks.length, side);
  const pen = sheet.getContext('2d');
  const left = new Map(messageLooks.map((look, position) => [look, position * side]));
  for (const look of messageLooks) {
    pen?.setTransform(density, 0, 0, density, left.get(look)! + side / 2, side / 2);
    if (pen) drawMessage[look](pen, inks, 0, 0);
  }
  const bitmap = sheet.transferToImageBitmap();
  const size = side / density;
  return {
    density,
    put: (context, look, x, y) => context.drawImage(bitmap, left.get(look)!, 0, side, side, x - size / 2, y - size / 2, size, size),
  };
}
