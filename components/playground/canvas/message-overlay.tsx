'use client';
import { useEffect, useRef } from 'react';
import type { FrameIndex } from '@/simulation/views/frame-index.ts';
import { lookAt, positionAt, type MessageLook } from '@/simulation/views/messages.ts';
import { MessagesUnderWay } from '@/simulation/views/messages-under-way.ts';
import { messageArea, placeOn } from '@/simulation/views/route.ts';
import type { Playhead } from '../playhead.ts';
import { drawingOnChange } from './drawing-on-change.ts';
import { messageSprites } from './message-sprites.ts';
import type { WiringPlan } from './wiring-plan.ts';

interface MessageOverlayProps {
  readonly plan: WiringPlan;
  readonly index: FrameIndex;
  readonly playhead: Playhead;
}

/**
 * Every message at the playhead, on one canvas. It draws at most once per frame and never goes through React.
 * The log says in words what it shows.
 */
export function MessageOverlay({ plan, index, playhead }: MessageOverlayProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = canvasRef.current;
    const draw = canvas === null ? undefined : drawer(canvas, plan, index, playhead);
    return canvas === null || draw === undefined ? undefined : drawingOnChange(canvas, playhead, draw);
  }, [plan, index, playhead]);
  return <canvas ref={canvasRef} className="message-overlay" aria-hidden="true" />;
}

/** @returns what draws the messages of the present moment; given `isNewTheme`, in the colours of a theme that was changed */
function drawer(canvas: HTMLCanvasElement, { routes }: WiringPlan, index: FrameIndex, playhead: Playhead): ((isNewTheme: boolean) => void) | undefined {
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  const { x: left, y: top, width, height } = messageArea([...routes.values()]);
  Object.assign(canvas.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  const underWay = new MessagesUnderWay(index);
  let sprites = messageSprites(canvas, devicePixelRatio);

  return (isNewTheme) => {
    const density = devicePixelRatio;
    if (isNewTheme || sprites.density !== density) sprites = messageSprites(canvas, density);
    const [pixelWidth, pixelHeight] = [Math.round(width * density), Math.round(height * density)];
    if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) Object.assign(canvas, { width: pixelWidth, height: pixelHeight });
    context.clearRect(0, 0, pixelWidth, pixelHeight);
    const put = (look: MessageLook, { x, y }: { readonly x: number; readonly y: number }) => sprites.put(context, look, (x - left) * density, (y - top) * density);
    const at = playhead.get();
    underWay.moveTo(at);
    for (const flight of underWay.flights) {
      const route = routes.get(flight.link);
      if (route !== undefined) put(lookAt(flight, at), placeOn(route, positionAt(flight, at), flight.kind === 'reply'));
    }
    for (const { link } of underWay.expiries) {
      const route = routes.get(link);
      if (route !== undefined) put('timeout', placeOn(route, 0, true));
    }
  };
}
