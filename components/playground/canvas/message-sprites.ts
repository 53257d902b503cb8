import type { MessageLook } from '@/simulation/views/messages.ts';
import { drawMessage, inksOf, messageLooks } from './draw-message.ts';

/** The box of a sprite in px: its glyph and room for its edge. The most frequent looks are small, and so is what is copied for them. */
const boxOf = (look: MessageLook): number => (look === 'request' || look === 'message' ? 12 : 16);

/**
 * Every look of a message, drawn once for a theme and a pixel density as a bitmap: putting one somewhere is a copy.
 * A canvas in its place would be read out anew for every copy.
 */
export interface MessageSprites {
  readonly density: number;
  /** Copies a look onto whole pixels, which costs a fraction of what a copy between them does. In pixels of the device. */
  readonly put: (context: CanvasRenderingContext2D, look: MessageLook, x: number, y: number) => void;
}

export function messageSprites(element: HTMLElement, density: number): MessageSprites {
  const inks = inksOf(element);
  const bitmaps = new Map(
    messageLooks.map((look) => {
      const side = Math.ceil(boxOf(look) * density);
      const sheet = new OffscreenCanvas(side, side);
      const pen = sheet.getContext('2d');
      pen?.setTransform(density, 0, 0, density, side / 2, side / 2);
      if (pen) drawMessage[look](pen, inks, 0, 0);
      return [look, { bitmap: sheet.transferToImageBitmap(), half: side / 2 }];
    }),
  );
  return {
    density,
    put: (context, look, x, y) => {
      const { bitmap, half } = bitmaps.get(look)!;
      context.drawImage(bitmap, Math.round(x - half), Math.round(y - half));
    },
  };
}
