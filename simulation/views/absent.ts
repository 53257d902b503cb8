import type { Card } from '../scenario.ts';
import { gaugeKey, type FrameIndex } from './frame-index.ts';

/** A part that the pattern adds is not there in the world without it, unless something shows itself in its place. */
export function isAbsent({ run, gauges }: FrameIndex, node: string, { id, ink }: Card): boolean {
  if (!run.control || ink !== true) return false;
  const prefix = gaugeKey(node, id, '');
  for (const key of gauges.keys()) if (key.startsWith(prefix)) return false;
  return true;
}
