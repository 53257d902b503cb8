import type { StateLook } from '../scenario.ts';
import type { Json } from '../trace.ts';
import { captionOf, textOf } from './frame-caption.ts';
import type { LinkState, NodeState, PodState } from './frame-index.ts';

/** How a node's own state is shown, where its card has nothing better to say. */
export function nodeLook({ condition, factor, failRatio }: NodeState): StateLook {
  switch (condition) {
    case 'up':
      return { label: 'Up', tone: 'flat', shape: 'dot', ground: 'plain' };
    case 'slow':
      return { label: `Slow ×${factor}`, tone: 'warn', shape: 'triangle', ground: 'dots' };
    case 'failing':
      return { label: `Fails ${Math.round(failRatio * 100)} %`, tone: 'fail', shape: 'cross', ground: 'hatch' };
    case 'paused':
      return { label: 'Frozen', tone: 'warn', shape: 'ring', ground: 'bars' };
    case 'stopping':
      return { label: 'Stopping', tone: 'warn', shape: 'half', ground: 'bars' };
    case 'exited':
      return { label: 'Exited', tone: 'flat', shape: 'ring', ground: 'plain' };
    case 'absent':
      return { label: 'Not started', tone: 'flat', shape: 'ring', ground: 'none' };
    case 'down':
      return { label: 'Crashed', tone: 'fail', shape: 'cross', ground: 'hatch' };
    case 'restarting':
      return { label: 'Restarting', tone: 'warn', shape: 'half', ground: 'bars' };
  }
}

/** How a pod is, in a word or two. */
export function podLook({ condition, ending }: PodState): Pick<StateLook, 'label' | 'tone' | 'shape'> {
  switch (condition) {
    case 'pending':
      return { label: 'Pending', tone: 'flat', shape: 'ring' };
    case 'starting':
      return { label: 'Starting', tone: 'warn', shape: 'half' };
    case 'running':
      return { label: 'Running', tone: 'flat', shape: 'dot' };
    case 'stopping':
      if (ending === 'evicted') return { label: 'Evicted', tone: 'fail', shape: 'cross' };
      return { label: ending === 'completed' ? 'Completing' : ending === 'failed' ? 'Failing' : 'Stopping', tone: 'warn', shape: 'half' };
    case 'gone':
      if (ending === 'completed') return { label: 'Completed', tone: 'ok', shape: 'square' };
      return { label: ending === 'evicted' ? 'Evicted' : ending === 'failed' ? 'Failed' : 'Gone', tone: 'fail', shape: 'cross' };
  }
}

/**
 * A look whose label is filled with the gauges of its card.
 * @param atMs the present, in virtual ms
 */
export function filledLook(look: StateLook, gaugeOf: (name: string) => Json | undefined, atMs: number): StateLook {
  return look.label.includes('{') ? { ...look, label: textOf(captionOf(look.label, gaugeOf, atMs)) } : look;
}

const still: readonly NodeState['condition'][] = ['down', 'exited', 'restarting', 'absent', 'paused'];
/** A node whose process does nothing: what its cards last said no longer holds. */
export const isStill = ({ condition }: NodeState): boolean => still.includes(condition);

/** What is wrong with a link, in a word or two; '' when nothing is. */
export function linkLabel({ condition, there, back }: LinkState): string {
  if (condition === 'up') return '';
  if (condition === 'cut') return there['cut'] === back['cut'] ? 'cut' : there['cut'] === true ? 'requests cut' : 'replies cut';
  for (const way of [there, back]) {
    if (Number(way['delayMs']) > 0) return `+${Number(way['delayMs'])} ms`;
    if (Number(way['drop']) > 0) return `loses ${Math.round(Number(way['drop']) * 100)} %`;
    if (Number(way['duplicate']) > 0) return `repeats ${Math.round(Number(way['duplicate']) * 100)} %`;
    if (Number(way['reorder']) > 0) return `reorders ${Math.round(Number(way['reorder']) * 100)} %`;
  }
  return 'degraded';
}
