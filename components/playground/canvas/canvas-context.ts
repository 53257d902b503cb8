import { createContext, useContext } from 'react';
import type { FrameIndex } from '@/simulation/views/frame-index.ts';
import type { Playhead } from '../playhead.ts';
import type { SendPress } from '../press.ts';

/** What every card and line of the live canvas needs. */
export interface CanvasScope {
  readonly index: FrameIndex;
  readonly playhead: Playhead;
  readonly send: SendPress;
  /** The card or link that is being looked at. */
  readonly selected: string | null;
  /** Cards that the Tab key passes over: the arrow keys lead there. */
  readonly passedOver: ReadonlySet<string>;
  /** By card: its numbers in the chain of causes, while the run stands at a broken promise. */
  readonly causes: ReadonlyMap<string, readonly number[]>;
}

export const CanvasContext = createContext<CanvasScope | null>(null);

export function useCanvas(): CanvasScope {
  const scope = useContext(CanvasContext);
  if (scope === null) throw new Error('A card or a line of the canvas stands outside of it.');
  return scope;
}
