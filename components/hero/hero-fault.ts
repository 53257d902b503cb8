import { endMs, type Fault } from '@/simulation/fault.ts';
import type { Hero } from '@/simulation/hero.ts';
import { cardFrameAt } from '@/simulation/views/frame.ts';
import type { FrameIndex } from '@/simulation/views/frame-index.ts';

/**
 * The hero's fault, as it would strike at a moment. Undefined while it holds already, and while nobody is whom it is aimed at.
 * @param at virtual µs
 */
export function heroFaultAt({ fault }: Hero['action'], faults: readonly Fault[], index: FrameIndex, at: number): Fault | undefined {
  const { target: aim } = fault;
  const target = typeof aim === 'string' ? aim : markedNode(index, aim.mark, at);
  if (target === undefined) return undefined;
  const struck: Fault = { ...fault, target, atMs: at / 1000 };
  return holds(faults, struck) ? undefined : struck;
}

/** The node with a card in a state that has this mark. */
const markedNode = (index: FrameIndex, mark: 'leader', at: number): string | undefined =>
  index.data.topology.nodes.find(({ id, cards }) => cards.some((card) => cardFrameAt(index, id, card, at).pill.mark === mark))?.id;

/** Whether a fault of this kind is in force on its target then. */
const holds = (faults: readonly Fault[], { kind, target, atMs }: Fault): boolean =>
  faults.some((fault) => fault.kind === kind && fault.target === target && fault.atMs <= atMs && atMs < (endMs(fault, faults) ?? Infinity));
