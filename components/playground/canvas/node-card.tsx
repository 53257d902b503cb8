import type { Box, Card, NodeSpec } from '@/simulation/scenario.ts';
import type { CardFrame } from '@/simulation/views/frame.ts';
import type { NodeCondition } from '@/simulation/views/frame-index.ts';
import { press, type SendPress } from '../press.ts';
import { ScenarioIcon } from '../scenario-icon.tsx';
import { CardContent, isLeaf } from './card-content.tsx';
import { cardWords, isCrowded } from './card-words.ts';

/** A card as it stands on the canvas, whatever moves round it. */
export interface CardPlace {
  readonly node: NodeSpec;
  readonly card: Card;
  readonly box: Box;
}
interface NodeCardProps extends CardPlace {
  readonly frame: CardFrame;
  readonly condition: NodeCondition;
  /** A part that the pattern would add, in the world without it. */
  readonly isAbsent?: boolean;
  readonly selected?: boolean;
  /** The Tab key passes it over. */
  readonly isPassedOver?: boolean;
  /** The numbers of the causes that this card stands for in a chain of causes. */
  readonly causes?: readonly number[];
  readonly send?: SendPress;
}

/** A card of a node. It is a button where the node takes faults. */
export function NodeCard({ node, card, box, frame, condition, isAbsent = false, selected = false, isPassedOver = false, causes = [], send }: NodeCardProps) {
  const name = node.cards.length > 1 ? `${card.label} of ${node.label}` : card.label;
  const words = isAbsent ? `${name}, not here without the pattern` : cardWords(name, frame);
  const leaf = isLeaf(box);
  const look = {
    className: 'node-card',
    'data-shape': card.shape,
    'data-condition': condition,
    'data-ink': (card.ink && !isAbsent) || undefined,
    'data-absent': isAbsent || undefined,
    'data-flat': box.height < 60 || undefined,
    'data-leaf': leaf ? frame.pill.tone : undefined,
    'data-crowded': isCrowded(card, box) || undefined,
    'data-mark': frame.pill.mark,
    'data-selected': selected || undefined,
    'data-broken': causes.includes(1) || undefined,
    style: { '--causes': causes.length } as React.CSSProperties,
  };
  const content = (
    <>
      {isAbsent ? <AbsentContent card={card} /> : <CardContent card={card} box={box} frame={frame} />}
      {frame.pill.mark === 'leader' && <Crown />}
      {causes.length > 0 && (
        <span className="causes">
          {causes.map((cause) => <b key={cause} className="cause">{cause}</b>)}
        </span>
      )}
    </>
  );
  if (node.faults?.length === 0) {
    return (
      <div {...look}>
        {leaf && <span className="sr-only">{words}</span>}
        {content}
      </div>
    );
  }
  return (
    <button type="button" {...look} tabIndex={isPassedOver ? -1 : undefined} aria-label={words} aria-haspopup="dialog" aria-expanded={selected} {...press({ type: 'target.selected', target: card.id }, send)}>
      {content}
    </button>
  );
}

function AbsentContent({ card }: { readonly card: Card }) {
  return (
    <>
      <span className="name">
        <ScenarioIcon path={card.icon} />
        {card.label}
      </span>
      <span className="absence">not here</span>
    </>
  );
}

/** It grows out of the card's upper edge. */
function Crown() {
  return (
    <svg className="crown" viewBox="0 0 20 12" aria-hidden="true">
      <path d="M1.5 12 .5 2.5 5.6 6.2 10 0l4.4 6.2 5.1-3.7-1 9.5Z" />
    </svg>
  );
}
