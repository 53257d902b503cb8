import type { Box, Card, NodeSpec } from '@/simulation/scenario.ts';
import type { CardFrame } from '@/simulation/views/frame.ts';
import type { NodeCondition } from '@/simulation/views/frame-index.ts';
import { press, type SendPress } from '../press.ts';
import { ScenarioIcon } from '../scenario-icon.tsx';
import { CardMeter } from './card-meter.tsx';
import { cardWords, metersThatFit } from './card-words.ts';
import { StateShape } from './state-shape.tsx';

/** A card as it stands on the canvas, whatever moves round it. */
export interface CardPlace {
  readonly node: NodeSpec;
  readonly card: Card;
  readonly box: Box;
}
interface NodeCardProps extends CardPlace {
  readonly frame: CardFrame;
  readonly condition: NodeCondition;
  readonly selected?: boolean;
  /** The numbers of the causes that this card stands for in a chain of causes. */
  readonly causes?: readonly number[];
  readonly send?: SendPress;
}

/** A card of a node. It is a button where the node takes faults. */
export function NodeCard({ node, card, box, frame, condition, selected = false, causes = [], send }: NodeCardProps) {
  const name = node.cards.length > 1 ? `${card.label} of ${node.label}` : card.label;
  const words = cardWords(name, frame);
  const content = card.shape === 'client' ? <ClientContent card={card} frame={frame} /> : <CardContent card={card} box={box} frame={frame} />;
  const look = {
    className: 'node-card',
    'data-shape': card.shape,
    'data-condition': condition,
    'data-ink': card.ink || undefined,
    'data-flat': box.height < 60 || undefined,
    'data-selected': selected || undefined,
    'data-broken': causes.includes(1) || undefined,
    style: { '--causes': causes.length } as React.CSSProperties,
  };
  const badges = causes.length > 0 && (
    <span className="causes">
      {causes.map((cause) => <b key={cause} className="cause">{cause}</b>)}
    </span>
  );
  if (node.faults?.length === 0) {
    return (
      <div {...look}>
        {content}
        {badges}
      </div>
    );
  }
  return (
    <button type="button" {...look} aria-label={words} aria-haspopup="dialog" aria-expanded={selected} {...press({ type: 'target.selected', target: card.id }, send)}>
      {content}
      {badges}
    </button>
  );
}

function CardContent({ card, box, frame }: { readonly card: Card; readonly box: Box; readonly frame: CardFrame }) {
  const fitting = metersThatFit(card.meters, box);
  return (
    <>
      <span className="name">
        <ScenarioIcon name={card.icon} />
        {card.label}
      </span>
      <span className="state-pill" data-tone={frame.pill.tone}>
        <StateShape shape={frame.pill.shape} />
        {frame.pill.label}
      </span>
      {frame.meters.map((meter, index) => {
        const spec = card.meters[index];
        return spec !== undefined && fitting.has(spec) && <CardMeter key={index} meter={meter} />;
      })}
    </>
  );
}

/** A client has room for its name and its first number. */
function ClientContent({ card, frame }: { readonly card: Card; readonly frame: CardFrame }) {
  const value = frame.meters.find((meter) => meter.kind === 'value');
  return (
    <>
      <ScenarioIcon name={card.icon} />
      <span className="name">{card.label}</span>
      {value !== undefined && (
        <span className="num">
          {value.text} {value.unit}
        </span>
      )}
    </>
  );
}
