import type { NodeSpec } from '@/simulation/scenario.ts';
import { cardFrameAt } from '@/simulation/views/frame.ts';
import type { FrameIndex } from '@/simulation/views/frame-index.ts';

/** The state of every card in words, by the card's name. */
export type SpokenStates = ReadonlyMap<string, string>;

export const spokenStates = (index: FrameIndex, nodes: readonly NodeSpec[], at: number): SpokenStates =>
  new Map(
    nodes.flatMap((node) =>
      node.cards
        .filter(({ shape }) => shape !== 'client')
        .map((card) => [node.cards.length > 1 ? `${card.label} of ${node.label}` : card.label, cardFrameAt(index, node.id, card, at).pill.label.toLowerCase()] as const),
    ),
  );

/** What is worth saying when these states follow those: the changes, or '' where there is none. */
export const announcement = (before: SpokenStates, after: SpokenStates): string =>
  [...after].filter(([name, state]) => before.has(name) && before.get(name) !== state).map(([name, state]) => `${name}: ${state}`).join('. ');
