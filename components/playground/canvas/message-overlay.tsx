'use client';
import { useEffect, useRef } from 'react';
import type { FrameIndex } from '@/simulation/views/frame-index.ts';
import { messagesAt } from '@/simulation/views/messages.ts';
import { placeOn } from '@/simulation/views/route.ts';
import type { Playhead } from '../playhead.ts';
import { drawMessage, inksOf } from './draw-message.ts';
import type { WiringPlan } from './wiring-plan.ts';

/**
 * Every message at the playhead, on one canvas. It draws at most once per frame and never goes through React.
 * The log says in words what it shows.
 */
export function MessageOverlay({ plan, index, playhead }: { readonly plan: WiringPlan; readonly index: FrameIndex; readonly playhead: Playhead }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = canvasRef.current;
    return canvas === null ? undefined : drawWhileOpen(canvas, plan, index, playhead);
  }, [plan, index, playhead]);
  return <canvas ref={canvasRef} className="message-overlay" aria-hidden="true" />;
}

/** @returns the way to stop it */
function drawWhileOpen(canvas: HTMLCanvasElement, { wiring: { width, height }, links }: WiringPlan, index: FrameIndex, playhead: Playhead): () => void {
  const context = canvas.getContext('2d');
  if (context === null) return () => undefined;
  const routes = new Map(links.map(({ id, route }) => [id, route]));
  let inks = inksOf(canvas);
  let frame = 0;

  const draw = () => {
    frame = 0;
    const density = devicePixelRatio;
    const [pixelWidth, pixelHeight] = [Math.round(width * density), Math.round(height * density)];
    if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) Object.assign(canvas, { width: pixelWidth, height: pixelHeight });
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, width, height);
    for (const { link, position, isReply, look } of messagesAt(index, playhead.get())) {
      const route = routes.get(link);
      if (route === undefined) continue;
      const { x, y } = placeOn(route, position, isReply);
      drawMessage[look](context, inks, x, y);
    }
  };
  const ask = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const takeTheme = () => {
    inks = inksOf(canvas);
    ask();
  };
  const theme = new MutationObserver(takeTheme);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', takeTheme);
  addEventListener('resize', ask);
  const leave = playhead.subscribe(ask);
  draw();
  return () => {
    cancelAnimationFrame(frame);
    theme.disconnect();
    dark.removeEventListener('change', takeTheme);
    removeEventListener('resize', ask);
    leave();
  };
}
